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
 * SuperSpike in forward mode: weights go down the gradient of the van Rossum distance between the
 * spikes of a target neuron and those that a teacher wants of it, with a surrogate for the
 * derivative of a spike. In each step of length h
 *
 * <pre>
 *   x ← e^(-h/tau_syn) x + source's spikes
 *   g = x / (1 + beta |v - V_th|)^2
 *   eligibility e = psp * g,   error d = psp * (wanted spikes - spikes)
 *   w ← w + eta h d e
 * </pre>
 *
 * <p>The change of a step is made in the next one, when all that was wanted is known. psp is the
 * potential that a spike makes of weight 1: {@code s ← e^(-h/tau_syn) s + in}, {@code out ←
 * e^(-h/tau_m) out + (1 - e^(-h/tau_m)) s}. v is the potential after the update, so that {@code
 * reset} counts as well. Everything is local and known when the step is over; nothing is played
 * back.
 *
 * <p>Source: Zenke and Ganguli (2018), Neural Comput. 30:1514-1541.
 */
final class SuperSpike implements LearningRule {
  private static final int X = 0;
  private static final int FIRED = 0;
  private static final int ERROR_SYN = 1;
  private static final int ERROR = 2;
  private static final int ELIGIBLE_SYN = 0;
  private static final int ELIGIBLE = 1;
  private static final int V = 0;

  @Override
  public String name() {
    return "superspike";
  }

  @Override
  public String summary() {
    return "SuperSpike: down the gradient of the distance to a teacher's spikes, as time goes on.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("eta", "1/ms", 0.01, Bound.NON_NEGATIVE, "Learning rate."),
        ParameterSpec.of("beta", "1/mV", 5, Bound.POSITIVE, "Steepness of the surrogate."),
        ParameterSpec.of("V_th", "mV", 1, Bound.ANY, "Threshold of the target neurons."),
        ParameterSpec.of("tau_m", "ms", 10, Bound.POSITIVE, "Their membrane time constant."),
        ParameterSpec.of("tau_syn", "ms", 5, Bound.POSITIVE, "Their synaptic time constant."),
        WeightBounds.W_MIN,
        WeightBounds.W_MAX);
  }

  @Override
  public List<Variable> preVariables() {
    return List.of(Variable.of("x"));
  }

  @Override
  public List<Variable> postVariables() {
    return List.of(Variable.of("fired"), Variable.of("error_syn"), Variable.of("error"));
  }

  @Override
  public List<Variable> synapseVariables() {
    return List.of(Variable.of("eligible_syn"), Variable.of("eligible"));
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("v");
  }

  @Override
  public Need signal() {
    return Need.REQUIRED;
  }

  @Override
  public Set<Signal.Kind> signalKinds() {
    return EnumSet.of(Signal.Kind.TARGET);
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
    private static final double QUIET = 1e-60;

    private final Fan columns;
    private final WeightBounds bounds;
    private final double decaySyn;
    private final double decayM;
    private final double beta;
    private final double threshold;
    private final double etaStep;

    Compiled(LearningSettings settings) {
      columns = settings.synapses().columns();
      bounds = WeightBounds.of(settings);
      decaySyn = settings.decay("tau_syn").perTick();
      decayM = settings.decay("tau_m").perTick();
      beta = settings.value("beta");
      threshold = settings.value("V_th");
      etaStep = settings.value("eta") * settings.time().stepMillis();
    }

    @Override
    public boolean everyTick() {
      return true;
    }

    @Override
    public void arrived(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        state.pre[X][spikes.neuron(s)] += spikes.count(s);
      }
    }

    @Override
    public void fired(LearningState state, Spikes spikes, long tick) {
      for (int s = 0; s < spikes.size(); s++) {
        state.post[FIRED][spikes.neuron(s)] += spikes.count(s);
      }
    }

    @Override
    public void tick(LearningState state, long tick) {
      double[] fired = state.post[FIRED];
      double[] errorSyn = state.post[ERROR_SYN];
      double[] error = state.post[ERROR];
      for (int n = 0; n < error.length; n++) {
        error[n] = quiet(decayM * error[n] + (1 - decayM) * errorSyn[n]);
        errorSyn[n] = quiet(decaySyn * errorSyn[n]) - fired[n];
        fired[n] = 0;
        step(state, n, state.rate * etaStep * error[n]);
      }
      double[] x = state.pre[X];
      for (int i = 0; i < x.length; i++) {
        x[i] = quiet(decaySyn * x[i]);
      }
    }

    @Override
    public void signal(LearningState state, Spikes wanted, long tick) {
      for (int s = 0; s < wanted.size(); s++) {
        state.post[ERROR_SYN][wanted.neuron(s)] += wanted.count(s);
      }
    }

    /** Changes the weights of a target by what was eligible, then brings that up to this step. */
    private void step(LearningState state, int target, double amount) {
      double[] weights = state.weights;
      double[] x = state.pre[X];
      double[] syn = state.synapse[ELIGIBLE_SYN];
      double[] eligible = state.synapse[ELIGIBLE];
      double away = 1 + beta * Math.abs(state.neurons[V][target] - threshold);
      double surrogate = 1 / (away * away);
      int from = columns.starts()[target];
      int to = columns.starts()[target + 1];
      for (int k = from; k < to; k++) {
        int place = columns.weights()[k];
        if (amount != 0) {
          weights[place] = bounds.clip(weights[place] + amount * eligible[place]);
        }
        syn[place] = quiet(decaySyn * syn[place] + surrogate * x[columns.neurons()[k]]);
        eligible[place] = quiet(decayM * eligible[place] + (1 - decayM) * syn[place]);
      }
      state.updates += amount == 0 ? 0 : to - from;
    }

    /** Leaves out what is far too small to matter, so that no subnormal numbers slow it down. */
    private static double quiet(double value) {
      return value + QUIET - QUIET;
    }
  }
}
