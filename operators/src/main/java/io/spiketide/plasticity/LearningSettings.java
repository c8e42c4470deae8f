package io.spiketide.plasticity;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Shape;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.random.CounterRandom;
import io.spiketide.synapse.PlasticSynapses;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.List;

/**
 * What a learning rule is compiled from.
 *
 * @param synapses who is connected; of targets only those that are run here, numbered from 0
 * @param source shape of the source
 * @param target shape of the whole target population
 * @param neurons what the target neurons that are run here are compiled from
 * @param time tick and model step
 * @param delay of the projection, in ticks
 * @param labels classes of a label, in the order of the signal's addresses; empty without labels
 * @param random random numbers of the rule
 * @param arguments parameters and options
 */
public record LearningSettings(
    PlasticSynapses synapses,
    Shape source,
    Shape target,
    PopulationSettings neurons,
    TimeBase time,
    int delay,
    List<String> labels,
    CounterRandom random,
    Arguments arguments) {
  public LearningSettings {
    labels = List.copyOf(labels);
  }

  /** The value of a parameter. */
  public double value(String parameter) {
    return arguments.value(parameter);
  }

  /**
   * The class of each target neuron that is run here: labels name blocks of the population, in
   * order.
   *
   * @throws IllegalArgumentException if the population cannot be divided into as many blocks
   */
  public int[] classes() {
    int all = target.size();
    if (labels.isEmpty() || all % labels.size() != 0) {
      throw new IllegalArgumentException(
          "%d neurons are no whole number for each of %d labels; use a multiple of the labels"
              .formatted(all, labels.size()));
    }
    int block = all / labels.size();
    int[] classes = new int[neurons.neurons()];
    Arrays.setAll(classes, n -> (neurons.first() + n) / block);
    return classes;
  }

  /**
   * The steps of a time.
   *
   * @throws IllegalArgumentException if they are not 1, 2, 3, …
   */
  public long wholeSteps(String parameter) {
    return time.wholeSteps(parameter, value(parameter));
  }

  /** Traces that decay with a time constant of so many ms. */
  public Traces traces(String tau, boolean nearest) {
    return new Traces(time.stepMillis(), arguments.value(tau), nearest);
  }

  /** The factor by which something decays that has a time constant of so many ms. */
  public Decay decay(String tau) {
    return new Decay(time.stepMillis(), arguments.value(tau));
  }
}
