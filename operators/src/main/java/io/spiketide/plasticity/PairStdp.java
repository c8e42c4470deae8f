package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.List;

/**
 * Spike-timing dependent plasticity of pairs of spikes, by traces:
 *
 * <pre>
 * a spike arrives:  w <- w - A_minus f(w)^mu_minus y;  x <- x + 1
 * a target fires:   w <- w + A_plus g(w)^mu_plus x;    y <- y + 1
 * x, y decay with tau_plus, tau_minus;  f = (w - w_min) / range, g = (w_max - w) / range
 * </pre>
 *
 * <p>Exponents of 0 are the additive rule, of 1 the multiplicative one, others the power law. A
 * spike counts when it arrives, so the delay is axonal; with {@code delay: dendritic} the target's
 * spike travels back instead, and one that meets another in the very same tick comes before it but
 * makes no pair with it, as in NEST's {@code stdp_synapse}.
 *
 * <p>Sources: Song, Miller and Abbott (2000), Nat. Neurosci. 3:919-926; Gütig et al. (2003), J.
 * Neurosci. 23:3697-3714; Morrison, Diesmann and Gerstner (2008), Biol. Cybern. 98:459-478.
 */
final class PairStdp implements LearningRule {
  private static final int PRE = 0;
  private static final int POST = 0;
  private static final String DENDRITIC = "dendritic";
  private static final String NEAREST = "nearest";

  @Override
  public String name() {
    return "pair_stdp";
  }

  @Override
  public String summary() {
    return "Pairs of spikes: potentiation before, depression after the target fires.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("A_plus", "", 0.01, Bound.ANY, "Potentiation, in the unit of the weight."),
        ParameterSpec.of("A_minus", "", 0.0105, Bound.ANY, "Depression, taken away."),
        ParameterSpec.of("tau_plus", "ms", 20, Bound.POSITIVE, "Window of potentiation."),
        ParameterSpec.of("tau_minus", "ms", 20, Bound.POSITIVE, "Window of depression."),
        ParameterSpec.of("mu_plus", "", 0, Bound.NON_NEGATIVE, "0 additive, 1 multiplicative."),
        ParameterSpec.of("mu_minus", "", 0, Bound.NON_NEGATIVE, "0 additive, 1 multiplicative."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("pairs", List.of("all", NEAREST), "Which pairs of spikes count."),
        new OptionSpec("delay", List.of("axonal", DENDRITIC), "Where the delay lies."));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"), Variable.of("x_tick"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("y"), Variable.of("y_tick"));
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
    private final double plus;
    private final double minus;
    private final double muPlus;
    private final double muMinus;
    private final int postLag;
    private final boolean dendritic;

    Compiled(LearningSettings settings) {
      rows = settings.synapses().rows();
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      boolean nearest = settings.arguments().option("pairs").equals(NEAREST);
      pre = new Traces(settings.decay("tau_plus"), nearest);
      post = new Traces(settings.decay("tau_minus"), nearest);
      plus = settings.value("A_plus");
      minus = settings.value("A_minus");
      muPlus = settings.value("mu_plus");
      muMinus = settings.value("mu_minus");
      dendritic = settings.arguments().option("delay").equals(DENDRITIC);
      if (dendritic && settings.delay() == 0) {
        throw new IllegalArgumentException(
            "a dendritic delay of 0 ticks; give the projection a delay, or use delay: axonal");
      }
      // A spike is served when it arrives, a delay late, and so what comes back two delays late:
      // at the end of the tick before, so that it precedes what arrives then.
      postLag = dendritic ? 2 * settings.delay() - 1 : 0;
    }

    @Override
    public int postLag() {
      return postLag;
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      double[] values = state.post[POST + Traces.VALUE];
      double[] ticks = state.post[POST + Traces.TICK];
      for (int s = 0; state.rate != 0 && s < spikes.size(); s++) {
        depress(state, spikes.neuron(s), state.rate * minus * spikes.count(s), values, ticks, tick);
      }
      pre.add(state.pre[PRE + Traces.VALUE], state.pre[PRE + Traces.TICK], spikes, tick);
    }

    private void depress(
        LearningState state,
        int source,
        double amount,
        double[] values,
        double[] ticks,
        long tick) {
      double[] weights = state.weights;
      int[] targets = rows.neurons();
      int[] places = rows.weights();
      int to = rows.starts()[source + 1];
      for (int k = rows.starts()[source]; k < to; k++) {
        int target = targets[k];
        double y = post.at(values, ticks, target, tick);
        if (dendritic && y > 0 && (long) ticks[target] == tick) {
          y -= 1;
        }
        if (y != 0) {
          double w = weights[places[k]];
          weights[places[k]] = bounds.clip(w - amount * power(bounds.roomBelow(w), muMinus) * y);
        }
      }
      state.updates += to - rows.starts()[source];
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long now) {
      long tick = dendritic ? now + 1 : now;
      double[] values = state.pre[PRE + Traces.VALUE];
      double[] ticks = state.pre[PRE + Traces.TICK];
      for (int s = 0; state.rate != 0 && s < spikes.size(); s++) {
        potentiate(
            state, spikes.neuron(s), state.rate * plus * spikes.count(s), values, ticks, tick);
      }
      post.add(state.post[POST + Traces.VALUE], state.post[POST + Traces.TICK], spikes, tick);
    }

    private void potentiate(
        LearningState state,
        int target,
        double amount,
        double[] values,
        double[] ticks,
        long tick) {
      double[] weights = state.weights;
      int[] sources = columns.neurons();
      int[] places = columns.weights();
      int to = columns.starts()[target + 1];
      for (int k = columns.starts()[target]; k < to; k++) {
        double x = pre.at(values, ticks, sources[k], tick);
        if (x != 0) {
          double w = weights[places[k]];
          weights[places[k]] = bounds.clip(w + amount * power(bounds.roomAbove(w), muPlus) * x);
        }
      }
      state.updates += to - columns.starts()[target];
    }

    private static double power(double room, double mu) {
      return mu == 0 ? 1 : mu == 1 ? room : StrictMath.pow(Math.max(0, room), mu);
    }
  }
}
