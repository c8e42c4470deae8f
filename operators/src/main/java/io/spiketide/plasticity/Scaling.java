package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * Synaptic scaling beside another rule: the weights that reach a neuron are multiplied so that
 * their sum is {@code w_sum} again, at the end of each episode or every {@code t_scale}. Neurons
 * then compete for sources, and sources for neurons.
 *
 * <p>Sources: von der Malsburg (1973), Kybernetik 14:85-100; Diehl and Cook (2015), Front. Comput.
 * Neurosci. 9:99.
 */
final class Scaling implements Plasticity {
  static final List<ParameterSpec> PARAMETERS =
      List.of(
          ParameterSpec.of(
              "w_sum",
              "",
              0,
              Bound.NON_NEGATIVE,
              "Sum of a neuron's weights, restored again and again; 0: no scaling."),
          ParameterSpec.of(
              "t_scale", "ms", 0, Bound.NON_NEGATIVE, "How often; 0: when episodes end."));

  private final Plasticity rule;
  private final Fan columns;
  private final WeightBounds bounds;
  private final double sum;
  private final long every;

  private Scaling(Plasticity rule, LearningSettings settings, long every) {
    this.rule = rule;
    this.every = every;
    columns = settings.synapses().columns();
    bounds = WeightBounds.of(settings);
    sum = settings.value("w_sum");
  }

  /** A rule with the scaling that a description gives. */
  static Plasticity around(Plasticity rule, LearningSettings settings) {
    double millis = settings.value("t_scale");
    long every = Math.round(millis / settings.time().stepMillis());
    if (settings.value("w_sum") == 0) {
      return rule;
    } else if (settings.synapses().sharesWeights()) {
      throw new IllegalArgumentException(
          "w_sum scales the weights of each neuron, which those of a convolution share;"
              + " leave it out");
    } else if (millis > 0 && every == 0) {
      throw new IllegalArgumentException("t_scale " + millis + " ms is less than a step; raise it");
    }
    return new Scaling(rule, settings, every);
  }

  private void scale(LearningState state) {
    rule.settle(state);
    double[] weights = state.weights;
    for (int target = 0; state.rate != 0 && target < columns.size(); target++) {
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      double present = 0;
      for (int k = from; k < to; k++) {
        present += weights[columns.weights()[k]];
      }
      if (present <= 0 || present == sum) {
        continue;
      }
      double factor = sum / present;
      for (int k = from; k < to; k++) {
        int place = columns.weights()[k];
        weights[place] = bounds.clip(weights[place] * factor);
      }
      state.updates += to - from;
    }
  }

  @Override
  public void arriving(LearningState state, Spikes spikes, long tick) {
    rule.arriving(state, spikes, tick);
  }

  @Override
  public void settle(LearningState state) {
    rule.settle(state);
  }

  @Override
  public void arrived(LearningState state, Spikes spikes, long tick) {
    rule.arrived(state, spikes, tick);
  }

  @Override
  public void fired(LearningState state, Spikes spikes, long tick) {
    rule.fired(state, spikes, tick);
  }

  @Override
  public void tick(LearningState state, long tick) {
    if (rule.everyTick()) {
      rule.tick(state, tick);
    }
    if (every > 0 && tick % every == 0) {
      scale(state);
    }
  }

  @Override
  public void signal(LearningState state, Spikes signal, long tick) {
    rule.signal(state, signal, tick);
  }

  @Override
  public void episodeEnded(LearningState state, int label, long tick) {
    rule.episodeEnded(state, label, tick);
    if (every == 0) {
      scale(state);
    }
  }

  @Override
  public boolean everyTick() {
    return every > 0 || rule.everyTick();
  }

  @Override
  public int postLag() {
    return rule.postLag();
  }
}
