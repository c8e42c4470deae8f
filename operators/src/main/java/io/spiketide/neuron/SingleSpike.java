package io.spiketide.neuron;

/**
 * Fires once where {@code v > threshold}, then sets v to a value, takes the threshold away or
 * leaves it.
 */
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

  /** A spike leaves the potential as it is. */
  static SingleSpike leaving(double[] threshold, Refractory refractory) {
    return new SingleSpike(threshold, new double[1], true, refractory);
  }

  @Override
  public void fire(double[] v, Spikes spikes) {
    for (int i = next(v, 0); i < v.length; i = next(v, i + 1)) {
      reset(v, i);
      spikes.add(i);
    }
  }

  @Override
  public void fireOrCountDown(double[] v, double[] left, Spikes spikes) {
    for (int i = next(v, 0); i < v.length; i = next(v, i + 1)) {
      fireIfReady(v, left, i, spikes);
    }
    Refractory.countDown(left);
  }

  private int next(double[] v, int from) {
    return Crossings.next(v, threshold, from);
  }

  private void fireIfReady(double[] v, double[] left, int i, Spikes spikes) {
    if (left[i] <= 0) {
      reset(v, i);
      left[i] = refractory.steps(i) + 1;
      spikes.add(i);
    }
  }

  private void reset(double[] v, int i) {
    double value = resetTo[resetTo.length == 1 ? 0 : i];
    v[i] = subtracts ? v[i] - value : value;
  }
}
