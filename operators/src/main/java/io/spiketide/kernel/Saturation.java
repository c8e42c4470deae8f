package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.synapse.Fan;

/** How many of the weights that learn are at their bounds. */
final class Saturation {
  /** This near to a bound, as a part of the range, a weight is at it. */
  private static final double AT_BOUND = 0.01;

  private Saturation() {}

  /** Whether a weight is at one of its bounds, {@code {w_min, w_max}}. */
  static boolean isAtBound(double weight, double[] bounds) {
    double near = AT_BOUND * (bounds[1] - bounds[0]);
    return weight - bounds[0] <= near || bounds[1] - weight <= near;
  }

  /** By neuron of a population, the share of the learned weights that reach it. */
  static double[] shares(CompiledPopulation population, KernelState state) {
    double[] atBounds = new double[population.size()];
    int[] all = new int[population.size()];
    for (CompiledProjection projection : population.incoming()) {
      CompiledLearning learning = projection.learning();
      if (learning != null) {
        double[] weights = state.arrays[learning.group()][CompiledLearning.WEIGHTS];
        Fan columns = learning.synapses().columns();
        for (int n = 0; n < atBounds.length; n++) {
          int to = columns.starts()[n + 1];
          for (int k = columns.starts()[n]; k < to; k++) {
            atBounds[n] += isAtBound(weights[columns.weights()[k]], learning.bounds()) ? 1 : 0;
            all[n]++;
          }
        }
      }
    }
    for (int n = 0; n < atBounds.length; n++) {
      atBounds[n] /= Math.max(1, all[n]);
    }
    return atBounds;
  }
}
