package io.spiketide.plasticity;

import io.spiketide.synapse.Fan;

/**
 * Which inputs of a neuron fired before it or with it, and the change that follows: {@code w <- w +
 * a (w - w_min)(w_max - w)}, a of those that did or of those that did not, silent ones among them;
 * without the stabiliser {@code w <- w + a}. Where a kernel reaches over the edge of the source,
 * its places there are silent inputs.
 *
 * <p>Source: Mozafari et al. (2019), Front. Neurosci. 13:625.
 */
final class FirstSpikes {
  private final Fan columns;
  private final WeightBounds bounds;
  private final boolean stabiliser;

  /** Weights of one feature map, 0 where each synapse has its own. */
  private final int kernel;

  /** Neurons of one feature map. */
  private final int places;

  FirstSpikes(LearningSettings settings) {
    columns = settings.synapses().columns();
    bounds = WeightBounds.of(settings);
    stabiliser = settings.arguments().option("stabiliser").equals("on");
    int maps = settings.target().dim(0);
    places = settings.target().size() / maps;
    kernel =
        settings.synapses().sharesWeights()
            ? settings.synapses().initialWeights().length / maps
            : 0;
  }

  /**
   * Changes the weights of a target neuron that fired.
   *
   * @param arrived for each source the tick of its spike's arrival + 1, 0 for none
   * @param fired tick in which the target fired
   * @param before change where the input was not later
   * @param after change where it was
   */
  void learn(
      LearningState state, int target, double[] arrived, long fired, double before, double after) {
    int k = columns.starts()[target];
    int end = columns.starts()[target + 1];
    if (kernel == 0) {
      for (; k < end; k++) {
        boolean early = isEarly(arrived[columns.neurons()[k]], fired);
        change(state, columns.weights()[k], early ? before : after);
      }
      return;
    }
    int from = target / places * kernel;
    for (int place = from; place < from + kernel; place++) {
      boolean early = false;
      if (k < end && columns.weights()[k] == place) {
        early = isEarly(arrived[columns.neurons()[k++]], fired);
      }
      change(state, place, early ? before : after);
    }
  }

  private static boolean isEarly(double arrived, long fired) {
    return arrived != 0 && (long) arrived - 1 <= fired;
  }

  private void change(LearningState state, int place, double amount) {
    double w = state.weights[place];
    double room = stabiliser ? (w - bounds.min()) * (bounds.max() - w) : 1;
    state.weights[place] = bounds.clip(w + state.rate * amount * room);
    state.updates++;
  }
}
