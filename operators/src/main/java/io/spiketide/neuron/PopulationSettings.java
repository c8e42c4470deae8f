package io.spiketide.neuron;

import io.spiketide.catalog.Arguments;
import io.spiketide.time.TimeBase;

/**
 * What a neuron model is compiled from.
 *
 * @param first index of the first neuron in its population, a multiple of 8: random numbers are
 *     those of the neuron, whoever runs it
 * @param neurons number of neurons that are run, those from the first on
 * @param time tick and model step; equations advance by {@link TimeBase#stepMillis} per tick
 * @param arguments parameters (one value, or one per neuron) and options
 */
public record PopulationSettings(int first, int neurons, TimeBase time, Arguments arguments) {

  /** Settings of a whole population. */
  public PopulationSettings(int neurons, TimeBase time, Arguments arguments) {
    this(0, neurons, time, arguments);
  }

  /** The values of a parameter, one per neuron, in an array of the caller's own. */
  public double[] each(String parameter) {
    return arguments.each(parameter, neurons);
  }
}
