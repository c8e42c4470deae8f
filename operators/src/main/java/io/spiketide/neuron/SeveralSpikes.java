package io.spiketide.neuron;

/**
 * Fires {@code floor(v / threshold)} times where {@code v >= threshold}, and takes the threshold
 * away each time.
 */
final class SeveralSpikes implements Firing {
  private final double[] threshold;
  private final boolean floored;
  private final Refractory refractory;

  /**
   * @param threshold above 0, length 1 or one per neuron
   * @param floored whether v is held at or above minus the threshold
   */
  SeveralSpikes(double[] threshold, boolean floored, Refractory refractory) {
    this.threshold = threshold;
    this.floored = floored;
    this.refractory = refractory;
  }

  @Override
  public void fire(double[] v, Spikes spikes) {
    for (int i = 0; i < v.length; i++) {
      fireOne(v, i, spikes);
    }
  }

  @Override
  public void fireOrCountDown(double[] v, double[] left, Spikes spikes) {
    for (int i = 0; i < v.length; i++) {
      if (left[i] > 0) {
        left[i] -= 1;
      } else if (fireOne(v, i, spikes)) {
        left[i] = refractory.steps(i);
      }
    }
  }

  private boolean fireOne(double[] v, int i, Spikes spikes) {
    double theta = threshold[threshold.length == 1 ? 0 : i];
    if (v[i] >= theta) {
      double count = Math.floor(v[i] / theta);
      v[i] -= count * theta;
      spikes.add(i, count);
      return true;
    }
    if (floored && v[i] < -theta) {
      v[i] = -theta;
    }
    return false;
  }
}
