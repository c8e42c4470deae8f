package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reward-modulated plasticity: pairs of spikes make a synapse eligible, and the reward that comes
 * later changes the weights of those that are.
 *
 * <pre>
 * a spike arrives:  c <- c - A_minus y;  x <- x + 1
 * a target fires:   c <- c + A_plus x;   y <- y + 1
 * a reward r comes: d <- d + r
 * dw/dt = c (d + baseline), t in s;  c, d, x, y decay with tau_c, tau_d, tau_plus, tau_minus
 * </pre>
 *
 * <p>Weights are those of the exact solution in each tick. With tau_d 0 a reward acts at once:
 * {@code w <- w + c r}. Dopamine below 1e-9 counts as none.
 *
 * <p>Source: Izhikevich (2007), Cereb. Cortex 17:2443-2452.
 */
final class DopamineStdp implements LearningRule {
  private static final int X = 0;
  private static final int Y = 0;
  private static final int C = 0;
  private static final int X_CELL = 0;
  private static final int Y_CELL = 1;
  private static final int C_CELL = 2;
  private static final int DOPAMINE = 3;
  private static final int DOPAMINE_TICK = 4;
  private static final double LEAST_DOPAMINE = 1e-9;
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public String name() {
    return "dopamine_stdp";
  }

  @Override
  public String summary() {
    return "Pairs of spikes make synapses eligible, a reward that comes later changes them.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("A_plus", "", 0.1, Bound.ANY, "Eligibility by potentiation."),
        ParameterSpec.of("A_minus", "", 0.15, Bound.ANY, "Eligibility taken by depression."),
        ParameterSpec.of("tau_plus", "ms", 20, Bound.POSITIVE, "Window of potentiation."),
        ParameterSpec.of("tau_minus", "ms", 20, Bound.POSITIVE, "Window of depression."),
        ParameterSpec.of("tau_c", "ms", 1000, Bound.POSITIVE, "How long synapses are eligible."),
        ParameterSpec.of(
            "tau_d", "ms", 200, Bound.NON_NEGATIVE, "How long a reward acts; 0: at once."),
        ParameterSpec.of("baseline", "", 0, Bound.ANY, "Dopamine without reward."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(
        Variable.of("x_cell"),
        Variable.of("y_cell"),
        Variable.of("c_cell"),
        Variable.of("d"),
        Variable.of("d_tick"));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("y"));
  }

  @Override
  public List<Variable> synapseVariables() {
    return List.of(Variable.of("c"));
  }

  @Override
  public Need signal() {
    return Need.REQUIRED;
  }

  @Override
  public Set<Signal.Kind> signalKinds() {
    return EnumSet.of(Signal.Kind.REWARD);
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan rows;
    private final Fan columns;
    private final WeightBounds bounds;
    private final Traces pre;
    private final Traces post;
    private final Traces eligibility;
    private final Decay dopamine;
    private final double plus;
    private final double minus;
    private final double baseline;
    private final boolean atOnce;

    /** Integral of c d over a tick, of c = d = 1 at its start, in s. */
    private final double ofDopamine;

    /** Integral of c over a tick. */
    private final double ofBaseline;

    Compiled(LearningSettings settings) {
      rows = settings.synapses().rows();
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      pre = settings.traces("tau_plus", false);
      post = settings.traces("tau_minus", false);
      eligibility = settings.traces("tau_c", false);
      plus = settings.value("A_plus");
      minus = settings.value("A_minus");
      baseline = settings.value("baseline");
      double tauD = settings.value("tau_d");
      atOnce = tauD == 0;
      dopamine = new Decay(settings.time().stepMillis(), atOnce ? 1 : tauD);
      double step = settings.time().stepMillis();
      double rateC = 1 / settings.value("tau_c");
      ofBaseline = integral(step, rateC);
      ofDopamine = atOnce ? 1 : integral(step, rateC + 1 / tauD);
    }

    private static double integral(double step, double rate) {
      return -StrictMath.expm1(-step * rate) / rate / MILLIS_PER_SECOND;
    }

    @Override
    public boolean everyTick() {
      return !atOnce || baseline != 0;
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      double decay = post.at(state.post[Y], state.rule[Y_CELL], tick);
      for (int s = 0; s < spikes.size(); s++) {
        double amount = -minus * spikes.count(s) * decay;
        mark(state, rows, spikes.neuron(s), state.post[Y], amount, tick);
      }
      pre.add(state.pre[X], state.rule[X_CELL], spikes, tick);
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      double decay = pre.at(state.pre[X], state.rule[X_CELL], tick);
      for (int s = 0; s < spikes.size(); s++) {
        double amount = plus * spikes.count(s) * decay;
        mark(state, columns, spikes.neuron(s), state.pre[X], amount, tick);
      }
      post.add(state.post[Y], state.rule[Y_CELL], spikes, tick);
    }

    /** Adds amount x the trace of the neuron on the other side to what is eligible of a neuron. */
    private void mark(
        LearningState state, Fan fan, int neuron, double[] traces, double amount, long tick) {
      double[] c = state.synapse[C];
      eligibility.at(c, state.rule[C_CELL], tick);
      double one = amount * eligibility.ofSpike(tick);
      int[] others = fan.neurons();
      int[] places = fan.weights();
      int to = fan.starts()[neuron + 1];
      for (int k = fan.starts()[neuron]; k < to; k++) {
        c[places[k]] += one * traces[others[k]];
      }
    }

    @Override
    public void tick(LearningState state, long tick) {
      double d = dopamine(state, tick);
      double amount = d * ofDopamine + baseline * ofBaseline;
      if (amount != 0) {
        change(state, amount, tick);
      }
    }

    /** The tick has been seen to before, so that the reward adds its own part of it. */
    @Override
    public void signal(LearningState state, Spikes signal, long tick) {
      double reward = signal.total();
      change(state, reward * ofDopamine, tick);
      if (!atOnce) {
        state.rule[DOPAMINE][0] = dopamine(state, tick) + reward;
        state.rule[DOPAMINE_TICK][0] = tick;
      }
    }

    private double dopamine(LearningState state, long tick) {
      double value = state.rule[DOPAMINE][0];
      if (value == 0) {
        return 0;
      }
      double d = value * dopamine.factor(tick - (long) state.rule[DOPAMINE_TICK][0]);
      if (Math.abs(d) < LEAST_DOPAMINE) {
        state.rule[DOPAMINE][0] = 0;
        return 0;
      }
      return d;
    }

    private void change(LearningState state, double amount, long tick) {
      if (state.rate == 0) {
        return;
      }
      double[] weights = state.weights;
      double[] c = state.synapse[C];
      double scaled = state.rate * amount * eligibility.at(c, state.rule[C_CELL], tick);
      for (int w = 0; w < weights.length; w++) {
        weights[w] = bounds.clip(weights[w] + scaled * c[w]);
      }
      state.updates += weights.length;
    }
  }
}
