package io.spiketide.neuron;

/** A leaky membrane with one input: leak, threshold, reset and refractory time. */
final class Membrane {
  private final AffineStep leak;
  private final Firing firing;
  private final boolean everRefractory;

  Membrane(AffineStep leak, Firing firing, Refractory refractory) {
    this.leak = leak;
    this.firing = firing;
    this.everRefractory = !refractory.none();
  }

  /** Advances all neurons by one step and fires. */
  void step(double[] v, double[] refractory, double[] in, Spikes spikes) {
    if (everRefractory) {
      leak.advance(v, in, refractory);
      firing.fireOrCountDown(v, refractory, spikes);
    } else {
      leak.advance(v, in);
      firing.fire(v, spikes);
    }
  }
}
