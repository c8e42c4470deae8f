package io.spiketide.nir;

import java.util.List;
import java.util.function.Function;

/** Looks the words of options up. */
final class Words {
  private Words() {}

  /**
   * The choice of that word.
   *
   * @param option name of the option, for the message
   * @throws IllegalArgumentException that lists the known words, if there is none
   */
  static <T> T find(String option, String word, List<T> choices, Function<T, String> wordOf) {
    for (T choice : choices) {
      if (wordOf.apply(choice).equals(word)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "unknown "
            + option
            + " '"
            + word
            + "'; use one of "
            + choices.stream().map(wordOf).toList());
  }
}
