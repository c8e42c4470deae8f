package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import java.util.List;

/**
 * In how many bits a potential is kept. Frameworks that train networks keep it in 32; where sums of
 * weights come to lie next to the threshold, that decides about a spike.
 */
enum Precision {
  DOUBLE("double"),
  SINGLE("single");

  static final OptionSpec OPTION =
      new OptionSpec(
          "precision",
          List.of("double", "single"),
          "Whether v is kept in 64 bits, or rounded to 32 after each addition as by frameworks that"
              + " train networks.");

  private final String word;

  Precision(String word) {
    this.word = word;
  }

  static Precision of(Columns columns) {
    String chosen = columns.option(OPTION.name());
    for (Precision each : values()) {
      if (each.word.equals(chosen)) {
        return each;
      }
    }
    throw new IllegalStateException("precision " + chosen + " is in no list");
  }

  /** Rounds all values to this precision. */
  void round(double[] values) {
    if (this == SINGLE) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) values[i];
      }
    }
  }
}
