package io.spiketide.statistics;

/**
 * Takes the spikes of one population as they come and keeps what its statistics need.
 * Single-threaded. Spikes outside the stretch are left out; those of one neuron come in the order
 * of their ticks, neurons in any order.
 */
public final class PopulationRecorder {
  private final int neurons;
  private final Stretch stretch;
  private final Measures measures;
  private final TrainCounts trains;
  private final CountSample sample;

  /**
   * @param neurons size of the population
   */
  public PopulationRecorder(int neurons, Stretch stretch, Measures measures) {
    this.neurons = neurons;
    this.stretch = stretch;
    this.measures = measures;
    trains = new TrainCounts(neurons, stretch);
    sample = new CountSample(neurons, stretch, measures.binTicks(), measures.sample());
  }

  /**
   * Adds a spike.
   *
   * @param count how many spikes it stands for, at least 1
   * @throws IllegalArgumentException if there is no such neuron, or it has fired at that tick or
   *     later
   */
  public void add(int neuron, long tick, long count) {
    if (neuron < 0 || neuron >= neurons) {
      throw new IllegalArgumentException(
          "neuron " + neuron + " is outside a population of " + neurons);
    }
    if (stretch.contains(tick)) {
      trains.add(neuron, tick, count);
      sample.add(neuron, tick, count);
    }
  }

  /** The statistics of what has come. */
  public PopulationStatistics statistics() {
    return new PopulationStatistics(
        neurons,
        trains.total(),
        stretch,
        measures,
        trains.rates(),
        trains.variation(measures.minIntervals()),
        sample.correlations(),
        sample.neurons());
  }
}
