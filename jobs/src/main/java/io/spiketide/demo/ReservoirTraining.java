package io.spiketide.demo;

import io.spiketide.network.Network;
import io.spiketide.simulation.Simulation;

/** Trains the readout of a liquid: ridge regression on the traces at the end of presentations. */
final class ReservoirTraining {
  private static final int PRESENTATIONS = 2_000;
  private static final double PENALTY = 1;

  private ReservoirTraining() {}

  /**
   * The weights of the liquid's neurons, and last of a constant, whose sum over traces is near 1
   * for the first answer and near -1 for the second.
   */
  static double[] weights(Network liquid) {
    MatchToSample task = new MatchToSample("training", liquid.seed(), PRESENTATIONS);
    double[] answers = new double[PRESENTATIONS];
    for (int k = 0; k < PRESENTATIONS; k++) {
      answers[k] = task.answer(k) == 0 ? 1 : -1;
    }
    return Ridge.fit(traces(liquid, task, PRESENTATIONS), answers, PENALTY);
  }

  /**
   * The traces of the liquid's neurons in the last tick of each presentation, and that of a neuron
   * that always fires.
   */
  static double[][] traces(Network liquid, MatchToSample task, int presentations) {
    int neurons = liquid.population(ReservoirNetwork.LIQUID).orElseThrow().shape().size();
    int ticks = (int) Math.round(MatchToSample.PRESENTATION_MILLIS / liquid.time().tickMillis());
    double[] left = new double[ticks];
    double always = 0;
    for (int age = 0; age < ticks; age++) {
      left[age] = StrictMath.exp(-age * liquid.time().tickMillis() / ReservoirNetwork.TRACE_MILLIS);
      always += left[age];
    }
    double[][] traces = new double[presentations][neurons + 1];
    for (double[] row : traces) {
      row[neurons] = always;
    }
    new Simulation(
            liquid,
            "training",
            task,
            (population, tick, spikes) -> {
              for (int i = 0; i < spikes.size(); i++) {
                int presentation = (int) (tick / ticks);
                int age = ticks - 1 - (int) (tick % ticks);
                traces[presentation][spikes.neuron(i)] += left[age] * spikes.count(i);
              }
            })
        .runUntil((long) presentations * ticks);
    return traces;
  }
}
