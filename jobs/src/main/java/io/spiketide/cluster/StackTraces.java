package io.spiketide.cluster;

/** Finds the one line that says what is wrong in the stack traces that Flink answers with. */
final class StackTraces {
  private static final String CAUSED_BY = "Caused by: ";

  /** Flink's frame around a stack trace. */
  private static final String SERVER_SIDE = "<Exception on server side:";

  private StackTraces() {}

  /** The innermost cause, or the first exception of a text without causes, or its first line. */
  static String reason(String text) {
    return text.lines()
        .filter(line -> line.startsWith(CAUSED_BY))
        .reduce((first, last) -> last)
        .map(line -> line.substring(CAUSED_BY.length()))
        .or(() -> text.lines().filter(line -> !line.startsWith(SERVER_SIDE)).findFirst())
        .orElse("no reason given");
  }
}
