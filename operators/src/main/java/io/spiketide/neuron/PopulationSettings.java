package io.spiketide.neuron;

import io.spiketide.catalog.Arguments;
import io.spiketide.time.TimeBase;

/**
 * What a neuron model is compiled from.
 *
 * @param neurons number of neurons
 * @param time tick and model step; equations advance by {@link TimeBase#stepMillis} per tick
 * @param arguments parameters (one value, or one per neuron) and options
 */
public record PopulationSettings(int neurons, TimeBase time, Arguments arguments) {

  /** The values of a parameter, one per neuron, in an array of the caller's own. */
  public double[] each(String parameter) {
    return arguments.each(parameter, neurons);
  }
}
