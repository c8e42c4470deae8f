package io.spiketide.readout;

/** Decides between classes by their values. */
final class Winner {
  static final int NONE = -1;

  private Winner() {}

  /** The class of the largest value, the first one on ties. */
  static int largest(double[] values) {
    int winner = 0;
    for (int c = 1; c < values.length; c++) {
      if (values[c] > values[winner]) {
        winner = c;
      }
    }
    return winner;
  }
}
