package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Signal;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.Arrays;
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
  private static final int PRE = 0;
  private static final int POST = 0;
  private static final int DOPAMINE = 2;
  private static final int ELIGIBILITY = 0;
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
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"), Variable.of("x_tick"));
  }

  /** The dopamine is the same for all neurons. */
  @Override
  public List<Variable> postVariables() {
    return List.of(
        Variable.of("y"), Variable.of("y_tick"), Variable.of("d"), Variable.of("d_tick"));
  }

  @Override
  public List<Variable> synapseVariables() {
    return List.of(Variable.of("c"), Variable.of("c_tick"));
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
      pre = new Traces(settings.decay("tau_plus"), false);
      post = new Traces(settings.decay("tau_minus"), false);
      eligibility = new Traces(settings.decay("tau_c"), false);
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
      for (int s = 0; s < spikes.size(); s++) {
        mark(state, rows, spikes.neuron(s), post, state.post, -minus * spikes.count(s), tick);
      }
      pre.add(state.pre[PRE], state.pre[PRE + 1], spikes, tick);
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        mark(state, columns, spikes.neuron(s), pre, state.pre, plus * spikes.count(s), tick);
      }
      post.add(state.post[POST], state.post[POST + 1], spikes, tick);
    }

    /** Adds amount x the trace of the neuron on the other side to what is eligible of a neuron. */
    private void mark(
        LearningState state,
        Fan fan,
        int neuron,
        Traces traces,
        double[][] other,
        double amount,
        long tick) {
      double[] c = state.synapse[ELIGIBILITY];
      double[] ticks = state.synapse[ELIGIBILITY + 1];
      for (int k = fan.starts()[neuron]; k < fan.starts()[neuron + 1]; k++) {
        double trace = traces.at(other[0], other[1], fan.neurons()[k], tick);
        if (trace != 0) {
          int place = fan.weights()[k];
          c[place] = eligibility.at(c, ticks, place, tick) + amount * trace;
          ticks[place] = tick;
        }
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
      if (!atOnce && state.post[DOPAMINE].length > 0) {
        Arrays.fill(state.post[DOPAMINE], dopamine(state, tick) + reward);
        Arrays.fill(state.post[DOPAMINE + 1], tick);
      }
    }

    private double dopamine(LearningState state, long tick) {
      double[] values = state.post[DOPAMINE];
      if (values.length == 0 || values[0] == 0) {
        return 0;
      }
      double d = values[0] * dopamine.factor(tick - (long) state.post[DOPAMINE + 1][0]);
      if (Math.abs(d) < LEAST_DOPAMINE) {
        Arrays.fill(values, 0);
        return 0;
      }
      return d;
    }

    private void change(LearningState state, double amount, long tick) {
      if (state.rate == 0) {
        return;
      }
      double[] weights = state.weights;
      double[] c = state.synapse[ELIGIBILITY];
      double[] ticks = state.synapse[ELIGIBILITY + 1];
      double scaled = state.rate * amount;
      for (int w = 0; w < weights.length; w++) {
        double eligible = eligibility.at(c, ticks, w, tick);
        if (eligible != 0) {
          weights[w] = bounds.clip(weights[w] + scaled * eligible);
        }
      }
      state.updates += weights.length;
    }
  }
}
