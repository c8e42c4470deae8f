package io.spiketide.neuron;

/** The cut of a step into equal sub-steps, and what is left of the currents after half of one. */
final class SubSteps {
  private final int count;
  private final double length;
  private final double[] halfDecayEx;
  private final double[] halfDecayIn;

  private SubSteps(int count, double length, double[] halfDecayEx, double[] halfDecayIn) {
    this.count = count;
    this.length = length;
    this.halfDecayEx = halfDecayEx;
    this.halfDecayIn = halfDecayIn;
  }

  /** Sub-steps of at most {@code longest} ms, with tau_syn_ex and tau_syn_in. */
  static SubSteps of(Columns columns, double longest) {
    int count = (int) Math.ceil(columns.step() / longest);
    double length = columns.step() / count;
    double[] tauEx = columns.of("tau_syn_ex");
    double[] tauIn = columns.of("tau_syn_in");
    return new SubSteps(
        count,
        length,
        columns.derive(k -> Propagators.decay(length / 2, tauEx[k])),
        columns.derive(k -> Propagators.decay(length / 2, tauIn[k])));
  }

  /** Number of sub-steps in a step, at least 1. */
  int count() {
    return count;
  }

  /** Length of a sub-step in ms. */
  double length() {
    return length;
  }

  double halfDecayEx(int column) {
    return halfDecayEx[column];
  }

  double halfDecayIn(int column) {
    return halfDecayIn[column];
  }
}
