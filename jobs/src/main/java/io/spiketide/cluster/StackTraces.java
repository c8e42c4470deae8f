package io.spiketide.cluster;

/** Finds the one line that says what is wrong in the stack traces that Flink answers with. */
final class StackTraces {
  private static final String CAUSED_BY = "Caused by: ";

  private StackTraces() {}

  /** The innermost cause, or the first line of a text that names none. */
  static String reason(String text) {
    return text.lines()
        .filter(line -> line.startsWith(CAUSED_BY))
        .reduce((first, last) -> last)
        .map(line -> line.substring(CAUSED_BY.length()))
        .orElseGet(() -> text.lines().findFirst().orElse("no reason given"));
  }
}
