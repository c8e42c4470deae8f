package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.ArrayList;
import java.util.List;

/**
 * Spike-timing dependent plasticity of triplets of spikes:
 *
 * <pre>
 * a spike arrives:  w <- w - o1 (A2_minus + A3_minus r2);  then r1, r2 <- + 1
 * a target fires:   w <- w + r1 (A2_plus + A3_plus o2);    then o1, o2 <- + 1
 * r1, r2, o1, o2 decay with tau_plus, tau_x, tau_minus, tau_y
 * </pre>
 *
 * <p>The defaults are those of the full all-to-all model for visual cortex.
 *
 * <p>Source: Pfister and Gerstner (2006), J. Neurosci. 26:9673-9682, equations 2 to 5 and table 4.
 */
final class TripletStdp implements LearningRule {
  private static final int FAST = 0;
  private static final int SLOW = 1;

  /** Place of the first cell of the traces of the targets among those of the rule. */
  private static final int POST_CELLS = 2;

  @Override
  public String name() {
    return "triplet_stdp";
  }

  @Override
  public String summary() {
    return "Triplets of spikes, which tell rates apart as experiments do.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters =
        new ArrayList<>(
            List.of(
                ParameterSpec.of("A2_plus", "", 5e-10, Bound.ANY, "Potentiation by pairs."),
                ParameterSpec.of("A3_plus", "", 6.2e-3, Bound.ANY, "Potentiation by triplets."),
                ParameterSpec.of(
                    "A2_minus", "", 7e-3, Bound.ANY, "Depression by pairs, taken away."),
                ParameterSpec.of(
                    "A3_minus", "", 2.3e-4, Bound.ANY, "Depression by triplets, taken away."),
                ParameterSpec.of(
                    "tau_plus", "ms", 16.8, Bound.POSITIVE, "Fast trace of the source."),
                ParameterSpec.of("tau_x", "ms", 101, Bound.POSITIVE, "Slow trace of the source."),
                ParameterSpec.of(
                    "tau_minus", "ms", 33.7, Bound.POSITIVE, "Fast trace of the target."),
                ParameterSpec.of("tau_y", "ms", 125, Bound.POSITIVE, "Slow trace of the target."),
                WeightBounds.W_MIN,
                WeightBounds.W_MAX));
    parameters.addAll(Scaling.PARAMETERS);
    return parameters;
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(
        Variable.of("r1_cell"),
        Variable.of("r2_cell"),
        Variable.of("o1_cell"),
        Variable.of("o2_cell"));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("r1"), Variable.of("r2"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("o1"), Variable.of("o2"));
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return Scaling.around(new Compiled(settings), settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan rows;
    private final Fan columns;
    private final WeightBounds bounds;
    private final Traces r1;
    private final Traces r2;
    private final Traces o1;
    private final Traces o2;
    private final double a2Plus;
    private final double a3Plus;
    private final double a2Minus;
    private final double a3Minus;

    Compiled(LearningSettings settings) {
      rows = settings.synapses().rows();
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      r1 = settings.traces("tau_plus", false);
      r2 = settings.traces("tau_x", false);
      o1 = settings.traces("tau_minus", false);
      o2 = settings.traces("tau_y", false);
      a2Plus = settings.value("A2_plus");
      a3Plus = settings.value("A3_plus");
      a2Minus = settings.value("A2_minus");
      a3Minus = settings.value("A3_minus");
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      double[][] cells = state.rule;
      if (state.rate != 0) {
        double slow = r2.at(state.pre[SLOW], cells[SLOW], tick);
        double fast = o1.at(state.post[FAST], cells[POST_CELLS + FAST], tick);
        for (int s = 0; s < spikes.size(); s++) {
          int source = spikes.neuron(s);
          double amount = a2Minus + a3Minus * slow * state.pre[SLOW][source];
          change(
              state, rows, source, state.post[FAST], -state.rate * spikes.count(s) * amount * fast);
        }
      }
      r1.add(state.pre[FAST], cells[FAST], spikes, tick);
      r2.add(state.pre[SLOW], cells[SLOW], spikes, tick);
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      double[][] cells = state.rule;
      if (state.rate != 0) {
        double slow = o2.at(state.post[SLOW], cells[POST_CELLS + SLOW], tick);
        double fast = r1.at(state.pre[FAST], cells[FAST], tick);
        for (int s = 0; s < spikes.size(); s++) {
          int target = spikes.neuron(s);
          double amount = a2Plus + a3Plus * slow * state.post[SLOW][target];
          change(
              state,
              columns,
              target,
              state.pre[FAST],
              state.rate * spikes.count(s) * amount * fast);
        }
      }
      o1.add(state.post[FAST], cells[POST_CELLS + FAST], spikes, tick);
      o2.add(state.post[SLOW], cells[POST_CELLS + SLOW], spikes, tick);
    }

    /** Adds amount x the trace of the neuron on the other side to the weights of a neuron. */
    private void change(LearningState state, Fan fan, int neuron, double[] traces, double amount) {
      double[] weights = state.weights;
      int[] neurons = fan.neurons();
      int[] places = fan.weights();
      int to = fan.starts()[neuron + 1];
      for (int k = fan.starts()[neuron]; k < to; k++) {
        weights[places[k]] = bounds.clip(weights[places[k]] + amount * traces[neurons[k]]);
      }
      state.updates += to - fan.starts()[neuron];
    }
  }
}
