package io.spiketide.neuron;

/** Fires once where {@code v > threshold}, then sets v to a value or takes the threshold away. */
final class SingleSpike implements Firing {
  private final double[] threshold;
  private final double[] resetTo;
  private final boolean subtracts;
  private final Refractory refractory;

  private SingleSpike(
      double[] threshold, double[] resetTo, boolean subtracts, Refractory refractory) {
    this.threshold = threshold;
    this.resetTo = resetTo;
    this.subtracts = subtracts;
    this.refractory = refractory;
  }

  /** Arrays of equal length: 1 or one per neuron. */
  static SingleSpike resettingTo(double[] value, double[] threshold, Refractory refractory) {
    return new SingleSpike(threshold, value, false, refractory);
  }

  /** An array of length 1 or one per neuron. */
  static SingleSpike subtracting(double[] threshold, Refractory refractory) {
    return new SingleSpike(threshold, threshold, true, refractory);
  }

  @Override
  public void fire(double[] v, Spikes spikes) {
    if (threshold.length == 1) {
      double theta = threshold[0];
      for (int i = 0; i < v.length; i++) {
        if (v[i] > theta) {
          reset(v, i);
          spikes.add(i);
        }
      }
    } else {
      for (int i = 0; i < v.length; i++) {
        if (v[i] > threshold[i]) {
          reset(v, i);
          spikes.add(i);
        }
      }
    }
  }

  @Override
  public void fireOrCountDown(double[] v, double[] left, Spikes spikes) {
    boolean alike = threshold.length == 1;
    for (int i = 0; i < v.length; i++) {
      if (v[i] > threshold[alike ? 0 : i] && left[i] <= 0) {
        reset(v, i);
        left[i] = refractory.steps(i) + 1;
        spikes.add(i);
      }
    }
    Refractory.countDown(left);
  }

  private void reset(double[] v, int i) {
    double value = resetTo[resetTo.length == 1 ? 0 : i];
    v[i] = subtracts ? v[i] - value : value;
  }
}
