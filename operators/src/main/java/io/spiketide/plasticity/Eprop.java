package io.spiketide.plasticity;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Settings;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Fan;
import java.util.ArrayList;
import java.util.List;

/**
 * E-prop for synapses onto neurons of model {@code eprop_lif}, from inputs or from each other. In
 * each tick, for source i and target j
 *
 * <pre>
 *   x_i  ← alpha x_i + arrivals of i               alpha, rho, beta of the targets
 *   e_ji = psi_j (x_i - beta_j s_ji)               eligibility
 *   s_ji ← rho_j s_ji + e_ji                       its slow component, by the adaptive threshold
 *   ē_ji ← kappa ē_ji + e_ji                       kappa = e^(-h/tau_out), that of the readout
 *   g_ji ← g_ji + L_j ē_ji + c_reg (f_j - f_target) e_ji
 * </pre>
 *
 * <p>L is what the neuron's receptor {@code learning_signal} has got. It is worth what ē was a tick
 * ago: the way back from the readout takes a tick, the way there should take none. f is the rate of
 * the neuron, an exponential mean over tau_reg, in spikes per ms. Weights descend g as {@link
 * Descent} says.
 *
 * <p>A column of synapses whose psi is 0 only fades; this is made up for when it is needed. So a
 * neuron far from its threshold costs next to nothing.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, equations 21 to 28 and methods. The rate there is
 * the mean of a batch of trials.
 */
final class Eprop implements LearningRule {
  // per source
  private static final int TRACE = 0;

  // per target
  private static final int RATE = 0;
  private static final int FADING = 1;

  // per weight, in the order of the targets
  private static final int FILTERED = 0;
  private static final int SLOW = 1;
  private static final int DESCENT = 2;

  // of the target neurons
  private static final int PSI = 0;
  private static final int SIGNAL = 1;
  private static final int Z = 2;

  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public String name() {
    return "eprop";
  }

  @Override
  public String summary() {
    return "E-prop: eligibility traces of recurrent networks, and an error that comes back.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> all = new ArrayList<>();
    all.add(
        ParameterSpec.of("tau_out", "ms", 20, Bound.POSITIVE, "tau_m of the readout that errs."));
    all.add(
        ParameterSpec.of("c_reg", "", 0, Bound.NON_NEGATIVE, "Strength of rate regularisation."));
    all.add(ParameterSpec.of("f_target", "Hz", 10, Bound.NON_NEGATIVE, "Rate that is aimed at."));
    all.add(
        ParameterSpec.of("tau_reg", "ms", 1000, Bound.POSITIVE, "Time over which rates are seen."));
    all.addAll(Descent.parameters());
    return List.copyOf(all);
  }

  @Override
  public List<OptionSpec> options() {
    return Descent.options();
  }

  @Override
  public List<Variable> ruleVariables() {
    return Descent.ruleVariables();
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.lasting("rate_error", 0), Variable.of("fading"));
  }

  @Override
  public List<Variable> synapseVariables(Settings rule) {
    List<Variable> all = new ArrayList<>();
    all.add(Variable.of("filtered"));
    all.add(Variable.of("slow"));
    all.addAll(Descent.synapseVariables(rule));
    return List.copyOf(all);
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("psi", "learning_signal", "z");
  }

  @Override
  public boolean allowsSharedWeights() {
    return false;
  }

  @Override
  public Plasticity compile(LearningSettings settings) {
    return new Compiled(settings);
  }

  private static final class Compiled implements Plasticity {
    private final Fan columns;

    /** Of each target, whether its sources follow each other without gap. */
    private final boolean[] consecutive;

    private final Descent descent;
    private final Filter trace;
    private final Decay fade;
    private final Decay[] slowFade;
    private final double[] beta;
    private final double strength;
    private final double rateDecay;
    private final double perSpike;
    private final double target;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      consecutive = consecutive(columns);
      descent = new Descent(settings, DESCENT, columns.weights());
      PopulationSettings neurons = settings.neurons();
      double h = settings.time().stepMillis();
      trace = new Filter(new Decay(h, Filter.oneTau(neurons)));
      fade = settings.decay("tau_out");
      slowFade = slowFade(neurons, h);
      beta = neurons.each("beta");
      strength = settings.value("c_reg");
      rateDecay = settings.decay("tau_reg").perTick();
      perSpike = 1 / h;
      target = settings.value("f_target") / MILLIS_PER_SECOND;
    }

    private static boolean[] consecutive(Fan columns) {
      boolean[] consecutive = new boolean[columns.size()];
      for (int target = 0; target < consecutive.length; target++) {
        int from = columns.starts()[target];
        int to = columns.starts()[target + 1];
        boolean all = to > from;
        for (int k = from + 1; k < to; k++) {
          all &= columns.neurons()[k] == columns.neurons()[k - 1] + 1;
        }
        consecutive[target] = all;
      }
      return consecutive;
    }

    private static Decay[] slowFade(PopulationSettings neurons, double h) {
      double[] tau = neurons.each("tau_a");
      Decay[] fades = new Decay[tau.length];
      for (int j = 0; j < tau.length; j++) {
        fades[j] = j > 0 && tau[j] == tau[j - 1] ? fades[j - 1] : new Decay(h, tau[j]);
      }
      return fades;
    }

    @Override
    public boolean everyTick() {
      return true;
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      Filter.add(state.pre[TRACE], spikes);
    }

    @Override
    public void tick(LearningState state, long tick) {
      double[] psi = state.neurons[PSI];
      double[] signal = state.neurons[SIGNAL];
      double[] error = state.post[RATE];
      double[] fading = state.post[FADING];
      for (int j = 0; j < psi.length; j++) {
        if (signal[j] != 0 && state.rate != 0) {
          learn(state, j, Row.quiet(signal[j] * fade.factor((long) fading[j])));
        }
        error[j] += (1 - rateDecay) * (state.neurons[Z][j] * perSpike - target - error[j]);
        if (psi[j] == 0) {
          fading[j]++;
        } else {
          remember(state, j, psi[j], strength * error[j]);
          fading[j] = 0;
        }
      }
      trace.fade(state.pre[TRACE]);
      descent.tickEnded(state, tick);
    }

    /** Adds signal x filtered eligibility to the gradient of a target's synapses. */
    private void learn(LearningState state, int target, double signal) {
      if (signal == 0) {
        return;
      }
      Row.add(
          descent.gradient(state),
          state.synapse[FILTERED],
          signal,
          columns.starts()[target],
          columns.starts()[target + 1]);
    }

    /** Brings the traces of a target's synapses up to this tick. */
    private void remember(LearningState state, int target, double psi, double regularisation) {
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      double[] e = state.scratch(columns.neurons().length);
      double[] slow = state.synapse[SLOW];
      gather(state.pre[TRACE], target, e);
      long faded = (long) state.post[FADING][target];
      if (beta[target] == 0) {
        Row.scale(e, psi, from, to);
      } else {
        double before = slowFade[target].factor(faded);
        Row.combine(e, psi, slow, -psi * beta[target] * before, from, to);
        Row.keep(slow, slowFade[target].factor(faded + 1), e, from, to);
      }
      if (regularisation != 0 && state.rate != 0) {
        Row.add(descent.gradient(state), e, regularisation, from, to);
      }
      Row.keep(state.synapse[FILTERED], fade.factor(faded + 1), e, from, to);
    }

    /** Puts down the traces of a target's sources. */
    private void gather(double[] trace, int target, double[] into) {
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      int[] sources = columns.neurons();
      if (consecutive[target]) {
        System.arraycopy(trace, sources[from], into, from, to - from);
      } else {
        for (int k = from; k < to; k++) {
          into[k] = trace[sources[k]];
        }
      }
    }

    @Override
    public void episodeEnded(LearningState state, int label, long tick) {
      descent.episodeEnded(state);
    }
  }
}
