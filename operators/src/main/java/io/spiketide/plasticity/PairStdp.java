package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>Additive potentiation is put off until the source fires next, when the weight is needed, so
 * that it, too, goes along rows of synapses: what a source's trace is multiplied by adds up per
 * target, {@code z <- z + A_plus e^((t0 - t)/tau_plus)} at each of its spikes, t0 the start of a
 * stretch of time; what of it a synapse has taken in is kept with the weight. All potentiation
 * between two spikes of a source is thus one sum, held within the bounds once: nothing depresses in
 * between.
 *
 * <p>Sources: Song, Miller and Abbott (2000), Nat. Neurosci. 3:919-926; Gütig et al. (2003), J.
 * Neurosci. 23:3697-3714; Morrison, Diesmann and Gerstner (2008), Biol. Cybern. 98:459-478.
 */
final class PairStdp implements LearningRule {
  // places of the variables
  private static final int X = 0;
  private static final int Y = 0;
  private static final int Y_TICK = 1;
  private static final int Z = 2;
  private static final int Z_SEEN = 0;
  private static final int X_CELL = 0;
  private static final int Y_CELL = 1;
  private static final int Y_NEWEST = 2;

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
    List<ParameterSpec> parameters =
        new ArrayList<>(
            List.of(
                ParameterSpec.of(
                    "A_plus", "", 0.01, Bound.ANY, "Potentiation, in the unit of the weight."),
                ParameterSpec.of("A_minus", "", 0.0105, Bound.ANY, "Depression, taken away."),
                ParameterSpec.of("tau_plus", "ms", 20, Bound.POSITIVE, "Window of potentiation."),
                ParameterSpec.of("tau_minus", "ms", 20, Bound.POSITIVE, "Window of depression."),
                ParameterSpec.of(
                    "mu_plus", "", 0, Bound.NON_NEGATIVE, "0 additive, 1 multiplicative."),
                ParameterSpec.of(
                    "mu_minus", "", 0, Bound.NON_NEGATIVE, "0 additive, 1 multiplicative."),
                WeightBounds.W_MIN,
                WeightBounds.W_MAX));
    parameters.addAll(Scaling.PARAMETERS);
    return parameters;
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("pairs", List.of("all", NEAREST), "Which pairs of spikes count."),
        new OptionSpec("delay", List.of("axonal", DENDRITIC), "Where the delay lies."));
  }

  @Override
  public List<Variable> ruleVariables() {
    return List.of(Variable.of("x_cell"), Variable.of("y_cell"), Variable.of("y_newest"));
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("y"), Variable.of("y_tick"), Variable.of("z"));
  }

  @Override
  public List<Variable> synapseVariables(Settings rule) {
    return isAdditive(rule) ? List.of(Variable.of("z_seen")) : List.of();
  }

  private static boolean isAdditive(Settings rule) {
    Values mu = rule.parameters().get("mu_plus");
    return mu == null || mu.equals(Values.of(0));
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return Scaling.around(new Compiled(settings), settings);
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
    private final boolean putsOff;

    Compiled(LearningSettings settings) {
      rows = settings.synapses().rows();
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      boolean nearest = settings.arguments().option("pairs").equals(NEAREST);
      pre = settings.traces("tau_plus", nearest);
      post = settings.traces("tau_minus", nearest);
      plus = settings.value("A_plus");
      minus = settings.value("A_minus");
      muPlus = settings.value("mu_plus");
      muMinus = settings.value("mu_minus");
      dendritic = settings.arguments().option("delay").equals(DENDRITIC);
      if (dendritic && settings.delay() == 0) {
        throw new IllegalArgumentException(
            "a dendritic delay of 0 ticks; give the projection a delay, or use delay: axonal");
      }
      putsOff = muPlus == 0 && !settings.synapses().sharesWeights();
      // A spike is served when it arrives, a delay late, and so what comes back two delays late:
      // at the end of the tick before, so that it precedes what arrives then.
      postLag = dendritic ? 2 * settings.delay() - 1 : 0;
    }

    @Override
    public int postLag() {
      return postLag;
    }

    // ---- potentiation that is put off

    @Override
    public void arriving(LearningState state, Spikes spikes, long tick) {
      if (putsOff && !enter(state, tick)) {
        for (int s = 0; s < spikes.size(); s++) {
          catchUp(state, spikes.neuron(s));
        }
      }
    }

    @Override
    public void settle(LearningState state) {
      for (int source = 0; putsOff && source < rows.size(); source++) {
        catchUp(state, source);
      }
    }

    /**
     * Before the traces of the sources are brought to a tick of another cell, which changes their
     * values: settles everything and begins to count anew. Returns whether it was another one.
     */
    private boolean enter(LearningState state, long tick) {
      if (!putsOff || pre.isPresent(state.rule[X_CELL], tick)) {
        return false;
      }
      settle(state);
      Arrays.fill(state.post[Z], 0);
      Arrays.fill(state.synapse[Z_SEEN], 0);
      return true;
    }

    /** Lets the synapses of a source take in what their targets have fired since they last did. */
    private void catchUp(LearningState state, int source) {
      int from = rows.starts()[source];
      int to = rows.starts()[source + 1];
      double x = state.pre[X][source];
      if (x == 0) {
        see(rows.neurons(), from, to, state.post[Z], state.synapse[Z_SEEN]);
      } else {
        take(state.weights, rows.neurons(), from, to, x, state.post[Z], state.synapse[Z_SEEN]);
      }
    }

    private static void see(int[] targets, int from, int to, double[] z, double[] seen) {
      for (int k = from; k < to; k++) {
        seen[k] = z[targets[k]];
      }
    }

    private void take(
        double[] weights, int[] targets, int from, int to, double x, double[] z, double[] seen) {
      double min = bounds.min();
      double max = bounds.max();
      for (int k = from; k < to; k++) {
        double now = z[targets[k]];
        double w = weights[k] + x * (now - seen[k]);
        weights[k] = w > max ? max : w < min ? min : w;
        seen[k] = now;
      }
    }

    private void putOff(LearningState state, Spikes spikes, double decay) {
      double[] z = state.post[Z];
      for (int s = 0; s < spikes.size(); s++) {
        int target = spikes.neuron(s);
        z[target] += state.rate * plus * spikes.count(s) * decay;
        state.updates += columns.starts()[target + 1] - columns.starts()[target];
      }
    }

    // ---- spikes

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      if (state.rate != 0) {
        double decay = post.at(state.post[Y], state.rule[Y_CELL], tick);
        double[] y = before(state, tick);
        for (int s = 0; s < spikes.size(); s++) {
          double amount = state.rate * minus * spikes.count(s) * decay;
          change(state, rows, spikes.neuron(s), y, -amount, muMinus, false);
        }
      }
      pre.add(state.pre[X], state.rule[X_CELL], spikes, tick);
    }

    /** The traces of the targets, without what came back in this very tick. */
    private double[] before(LearningState state, long tick) {
      double[] all = state.post[Y];
      if (!dendritic || (long) state.rule[Y_NEWEST][0] != tick) {
        return all;
      }
      double[] before = state.scratch(all.length);
      double[] ticks = state.post[Y_TICK];
      double one = post.ofSpike(tick);
      for (int i = 0; i < all.length; i++) {
        before[i] = ticks[i] == tick ? Math.max(0, all[i] - one) : all[i];
      }
      return before;
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long now) {
      long tick = dendritic ? now + 1 : now;
      if (state.rate != 0) {
        enter(state, tick);
        double decay = pre.at(state.pre[X], state.rule[X_CELL], tick);
        if (putsOff) {
          putOff(state, spikes, decay);
        }
        for (int s = 0; !putsOff && s < spikes.size(); s++) {
          double amount = state.rate * plus * spikes.count(s) * decay;
          change(state, columns, spikes.neuron(s), state.pre[X], amount, muPlus, true);
        }
      }
      post.add(state.post[Y], state.rule[Y_CELL], spikes, tick);
      if (dendritic) {
        for (int s = 0; s < spikes.size(); s++) {
          state.post[Y_TICK][spikes.neuron(s)] = tick;
        }
        state.rule[Y_NEWEST][0] = tick;
      }
    }

    /**
     * Adds amount x the trace on the other side x the room for the change to the power of mu.
     *
     * @param up whether the room is above the weight, else below
     */
    private void change(
        LearningState state,
        Fan fan,
        int neuron,
        double[] traces,
        double amount,
        double mu,
        boolean up) {
      int from = fan.starts()[neuron];
      int to = fan.starts()[neuron + 1];
      if (mu == 0 && putsOff) { // along a row: each synapse has its own weight, in their order
        add(state.weights, fan.neurons(), from, to, traces, amount);
      } else if (mu == 0) {
        add(state.weights, fan.neurons(), fan.weights(), from, to, traces, amount);
      } else {
        addScaled(state.weights, fan, from, to, traces, amount, mu, up);
      }
      state.updates += to - from;
    }

    private void add(
        double[] weights,
        int[] neurons,
        int[] places,
        int from,
        int to,
        double[] traces,
        double amount) {
      double min = bounds.min();
      double max = bounds.max();
      for (int k = from; k < to; k++) {
        double w = weights[places[k]] + amount * traces[neurons[k]];
        weights[places[k]] = w > max ? max : w < min ? min : w;
      }
    }

    private void add(
        double[] weights, int[] neurons, int from, int to, double[] traces, double amount) {
      double min = bounds.min();
      double max = bounds.max();
      for (int k = from; k < to; k++) {
        double w = weights[k] + amount * traces[neurons[k]];
        weights[k] = w > max ? max : w < min ? min : w;
      }
    }

    private void addScaled(
        double[] weights,
        Fan fan,
        int from,
        int to,
        double[] traces,
        double amount,
        double mu,
        boolean up) {
      int[] neurons = fan.neurons();
      int[] places = fan.weights();
      for (int k = from; k < to; k++) {
        double w = weights[places[k]];
        double room = Math.max(0, up ? bounds.roomAbove(w) : bounds.roomBelow(w));
        double scale = mu == 1 ? room : StrictMath.pow(room, mu);
        weights[places[k]] = bounds.clip(w + amount * scale * traces[neurons[k]]);
      }
    }
  }
}
