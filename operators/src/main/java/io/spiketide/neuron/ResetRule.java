package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import java.util.List;

/**
 * What a spike does to the potential, and the check that thresholds and reset values go together.
 */
enum ResetRule {
  V_RESET("v_reset"),
  ZERO("zero"),
  SUBTRACT("subtract"),
  NONE("none");

  static final OptionSpec OPTION =
      new OptionSpec(
          "reset",
          List.of("v_reset", "zero", "subtract", "none"),
          "What a spike does to v: sets it to V_reset or to 0, takes V_th away, or nothing.");

  private final String word;

  ResetRule(String word) {
    this.word = word;
  }

  static ResetRule of(Columns columns) {
    String chosen = columns.option(OPTION.name());
    for (ResetRule rule : values()) {
      if (rule.word.equals(chosen)) {
        return rule;
      }
    }
    throw new IllegalStateException("reset " + chosen + " is in no list");
  }

  /**
   * The firing rule of the NIR family, from V_th, V_reset, {@code reset} and the discretisation.
   */
  static Firing firing(Columns columns, Discretisation discretisation, Refractory refractory) {
    ResetRule rule = of(columns);
    if (discretisation.severalSpikes()) {
      if (rule != SUBTRACT) {
        throw new IllegalArgumentException(
            String.format(
                "discretisation: %s subtracts V_th for each spike, which reset: %s is not; use"
                    + " reset: subtract, or discretisation: exact or snntorch",
                discretisation.word(), rule.word));
      }
      return new SeveralSpikes(
          positiveThresholds(columns), discretisation == Discretisation.SINABS, refractory);
    }
    return rule.firing(columns, refractory);
  }

  /** Checks that V_th and V_reset go with this rule. */
  void check(Columns columns) {
    switch (this) {
      case V_RESET ->
          checkBelowThreshold(columns, columns.of("V_reset"), "V_reset", "lower V_reset");
      case ZERO ->
          checkBelowThreshold(columns, columns.all(0), "reset: zero,", "use reset: v_reset");
      case SUBTRACT -> positiveThresholds(columns);
      case NONE -> {}
    }
  }

  /** A firing rule that fires where v is above V_th. */
  private Firing firing(Columns columns, Refractory refractory) {
    check(columns);
    double[] threshold = columns.of("V_th");
    return switch (this) {
      case V_RESET -> SingleSpike.resettingTo(columns.of("V_reset"), threshold, refractory);
      case ZERO -> SingleSpike.resettingTo(columns.all(0), threshold, refractory);
      case SUBTRACT -> SingleSpike.subtracting(threshold, refractory);
      case NONE -> SingleSpike.leaving(threshold, refractory);
    };
  }

  /** A firing rule that fires where v is at or above V_th and resets to V_reset, as NEST. */
  static Firing firingAtThreshold(Columns columns, Refractory refractory) {
    checkBelowThreshold(columns, columns.of("V_reset"), "V_reset", "lower V_reset");
    double[] threshold = columns.of("V_th");
    double[] below = columns.derive(k -> Math.nextDown(threshold[k]));
    return SingleSpike.resettingTo(columns.of("V_reset"), below, refractory);
  }

  private static void checkBelowThreshold(
      Columns columns, double[] reset, String name, String mend) {
    double[] threshold = columns.of("V_th");
    for (int k = 0; k < reset.length; k++) {
      if (!(reset[k] < threshold[k])) {
        throw new IllegalArgumentException(
            String.format(
                "%s%s %s mV is not below V_th %s mV; %s or raise V_th",
                columns.place(k), name, reset[k], threshold[k], mend));
      }
    }
  }

  private static double[] positiveThresholds(Columns columns) {
    double[] threshold = columns.of("V_th");
    for (int k = 0; k < threshold.length; k++) {
      if (!(threshold[k] > 0)) {
        throw new IllegalArgumentException(
            String.format(
                "%sV_th %s mV cannot be subtracted at a spike; use a V_th above 0 or reset: v_reset",
                columns.place(k), threshold[k]));
      }
    }
    return threshold;
  }
}
