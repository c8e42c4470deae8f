package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import java.util.List;

/**
 * How a leak is turned into steps of length h: the named choices of simulators that exchange models
 * through NIR. A leak with time constant tau keeps {@link #decay} of its distance to rest, and
 * takes in {@link #gain} of its input.
 */
enum Discretisation {
  /**
   * Forward Euler, {@code v += (h/tau)(E_L - v + R x)}, as snnTorch and, under its own name, Norse.
   */
  SNNTORCH("snntorch", false) {
    @Override
    double decay(double h, double tau) {
      return 1 - h / tau;
    }

    @Override
    double gain(double h, double tau) {
      return h / tau;
    }
  },
  /** The solution of the equation for an input that is constant during the step. */
  EXACT("exact", false) {
    @Override
    double gain(double h, double tau) {
      return Propagators.approach(h, tau);
    }
  },
  /**
   * Exact decay with Euler's gain; several spikes in a step, reset by subtraction, v not below
   * -V_th, as Sinabs.
   */
  SINABS("sinabs", true),
  /** Exact decay with Euler's gain; several spikes in a step, reset by subtraction, as Rockpool. */
  ROCKPOOL("rockpool", true);

  static final OptionSpec OPTION =
      new OptionSpec(
          "discretisation",
          List.of("snntorch", "norse", "exact", "sinabs", "rockpool"),
          "How the equation becomes steps: forward Euler as snnTorch and Norse, the exact solution,"
              + " or the exact decay with Euler's gain and several spikes a step as Sinabs and"
              + " Rockpool.");

  /** How far below 0 a factor may come by rounding, where a time constant is one step. */
  private static final double ROUNDING = 1e-6;

  private final String word;
  private final boolean severalSpikes;

  Discretisation(String word, boolean severalSpikes) {
    this.word = word;
    this.severalSpikes = severalSpikes;
  }

  static Discretisation of(Columns columns) {
    String chosen = columns.option(OPTION.name());
    if (chosen.equals("norse")) {
      return SNNTORCH;
    }
    for (Discretisation each : values()) {
      if (each.word.equals(chosen)) {
        return each;
      }
    }
    throw new IllegalStateException("discretisation " + chosen + " is in no list");
  }

  /** The word in descriptions. */
  String word() {
    return word;
  }

  /** Whether a neuron may fire several spikes in a step. */
  boolean severalSpikes() {
    return severalSpikes;
  }

  /** What is left of a value after a step of h ms with a time constant of tau ms. */
  double decay(double h, double tau) {
    return Propagators.decay(h, tau);
  }

  /** How much of an input that lasts for the step is taken in. */
  double gain(double h, double tau) {
    return h / tau;
  }

  /**
   * The step of a membrane with tau_m, R and E_L.
   *
   * @param input what its arrivals are
   * @param current constant current beside them, one per column
   */
  AffineStep membrane(Columns columns, InputKind input, double[] current) {
    check(columns, "tau_m");
    double h = columns.step();
    double[] tau = columns.of("tau_m");
    double[] r = columns.of("R");
    double[] decay = columns.derive(k -> decay(h, tau[k]));
    double[] gain = columns.derive(k -> gain(h, tau[k]) * r[k]);
    double[] drive = columns.derive(k -> gain[k] * current[k]);
    return new AffineStep(decay, columns.of("E_L"), input == InputKind.JUMP ? r : gain, drive);
  }

  /**
   * Checks that the step is not too long for a time constant.
   *
   * @throws IllegalArgumentException if Euler's factor 1 - h/tau is negative
   */
  void check(Columns columns, String tauName) {
    double h = columns.step();
    double[] tau = columns.of(tauName);
    for (int k = 0; k < tau.length; k++) {
      if (decay(h, tau[k]) < -ROUNDING) {
        throw new IllegalArgumentException(
            String.format(
                "%s%s %s ms is shorter than the model step of %s ms, which forward Euler does not"
                    + " follow; use a shorter model_step or discretisation: exact",
                columns.place(k), tauName, tau[k], h));
      }
    }
  }
}
