package io.spiketide.neuron;

/** Finds the neurons whose potential is over the threshold, lets them fire and resets them. */
interface Firing {

  /** Fires in a population that has no refractory time. */
  void fire(double[] v, Spikes spikes);

  /** Counts down the neurons that sit this step out, and fires among the others. */
  void fireOrCountDown(double[] v, double[] refractory, Spikes spikes);
}
