package io.spiketide.neuron;

/**
 * Finds the neurons that are above their thresholds. A loop of its own that does nothing else: what
 * a spike does, were it part of the loop, would keep the JIT from compiling it well.
 */
final class Crossings {
  private Crossings() {}

  /**
   * The first neuron from {@code from} on that is above its threshold, the number of neurons if
   * none is.
   *
   * @param thresholds 1 for all, or one per neuron
   */
  static int next(double[] v, double[] thresholds, int from) {
    return thresholds.length == 1 ? alike(v, thresholds[0], from) : each(v, thresholds, from);
  }

  private static int alike(double[] v, double threshold, int from) {
    for (int i = from; i < v.length; i++) {
      if (v[i] > threshold) {
        return i;
      }
    }
    return v.length;
  }

  private static int each(double[] v, double[] thresholds, int from) {
    for (int i = from; i < v.length; i++) {
      if (v[i] > thresholds[i]) {
        return i;
      }
    }
    return v.length;
  }
}
