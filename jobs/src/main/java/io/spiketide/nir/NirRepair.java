package io.spiketide.nir;

import java.util.Arrays;
import java.util.List;

/** A repair of a file that is wrong in a known way; done only where the user asks for it. */
public enum NirRepair {
  /** Takes the leading 1 off the shapes of ports and neurons. */
  DROP_BATCH("drop_batch"),
  /** Takes the one absent name that edges use for the one node that no edge names. */
  RENAME_DANGLING("rename_dangling"),
  /** Gives ports the shape of their neighbours. */
  FIT_PORTS("fit_ports"),
  /** Takes time constants for numbers of model steps. */
  TAUS_IN_STEPS("taus_in_steps"),
  /** Takes time constants of a second and more for what they are. */
  TAUS_IN_SECONDS("taus_in_seconds");

  private final String word;

  NirRepair(String word) {
    this.word = word;
  }

  /** The word in descriptions and on the command line. */
  public String word() {
    return word;
  }

  /**
   * The repair of that word.
   *
   * @throws IllegalArgumentException that lists the known words, if there is none
   */
  public static NirRepair of(String word) {
    return Words.find("repair", word, List.of(values()), NirRepair::word);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(NirRepair::word).toList();
  }
}
