package io.spiketide.neuron;

import io.spiketide.catalog.Arguments;
import io.spiketide.time.TimeBase;
import java.util.Arrays;

/**
 * What a neuron model is compiled from.
 *
 * @param first index of the first neuron in its population, a multiple of 8: random numbers are
 *     those of the neuron, whoever runs it
 * @param neurons number of neurons that are run, those from the first on
 * @param time tick and model step; equations advance by {@link TimeBase#stepMillis} per tick
 * @param arguments parameters (one value, or one per neuron) and options
 * @param alike whether all neurons of the population have the same parameters, those that are run
 *     elsewhere included
 */
public record PopulationSettings(
    int first, int neurons, TimeBase time, Arguments arguments, boolean alike) {

  /** Settings of a whole population. */
  public PopulationSettings(int neurons, TimeBase time, Arguments arguments) {
    this(0, neurons, time, arguments, areAlike(arguments));
  }

  /** Whether each parameter has one value, given once or for each neuron. */
  public static boolean areAlike(Arguments ofPopulation) {
    return ofPopulation.parameters().values().stream()
        .allMatch(values -> Arrays.stream(values).allMatch(value -> value == values[0]));
  }

  /** The values of a parameter, one per neuron, in an array of the caller's own. */
  public double[] each(String parameter) {
    return arguments.each(parameter, neurons);
  }
}
