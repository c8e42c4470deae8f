package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Leaky integrate-and-fire whose threshold rises with each of its spikes and stays risen over
 * episodes, so that all neurons of a population get their turn. In a step of length h
 *
 * <pre>
 *   after a spike: v is reset, rise ← rise + theta_plus
 *   rise ← e^(-h/tau_theta) rise - theta_plus rate h
 *   v ← E_L + e^(-h/tau_m) (v - E_L) + (1 - e^(-h/tau_m)) R (x + I_e)
 *   spike if v > V_th + rise
 * </pre>
 *
 * <p>With {@code rate: 0} this is the adaptive threshold of Diehl and Cook. With a {@code rate} and
 * {@code tau_theta: .inf} it is intrinsic plasticity: thresholds rise and fall until each neuron
 * fires at that rate. x is a current that lasts for the tick; with {@code input: jump} v jumps by
 * {@code R x}.
 *
 * <p>A spike resets v and raises the threshold at the start of the next step, so that a competition
 * of the population sees by how much each neuron is over its threshold ({@code crossed} marks
 * them), and those that lose are not changed.
 *
 * <p>Sources: P. U. Diehl, M. Cook, Unsupervised learning of digit recognition using
 * spike-timing-dependent plasticity, Frontiers in Computational Neuroscience 9:99, 2015; A. Lazar,
 * G. Pipa, J. Triesch, SORN: a self-organizing recurrent neural network, ibid. 3:23, 2009.
 */
final class HomeostaticLif implements NeuronModel {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final int V = 0;
  private static final int RISE = 1;
  private static final int LEFT = 2;
  private static final int CROSSED = 3;

  private static final OptionSpec RESET =
      new OptionSpec(
          "reset",
          List.of("v_reset", "zero", "subtract"),
          "What a spike does to v: sets it to V_reset or to 0, or takes the risen threshold away.");

  @Override
  public String name() {
    return "homeostatic_lif";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with a threshold that rises with its own spikes and lasts.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(20),
        ParameterSpec.of(
            "theta_plus", "mV", 0.05, Bound.NON_NEGATIVE, "Rise of the threshold with a spike."),
        ParameterSpec.of(
            "tau_theta",
            "ms",
            1e7,
            Bound.ANY_OR_INFINITE,
            "Time constant with which the rise is forgotten; .inf for never."),
        ParameterSpec.of(
            "rate", "Hz", 0, Bound.NON_NEGATIVE, "Rate at which the rise is taken back."),
        SharedParameters.resistance(),
        SharedParameters.restingPotential(0),
        SharedParameters.threshold(1),
        SharedParameters.resetPotential(0),
        SharedParameters.refractoryTime(0),
        SharedParameters.biasCurrent(""));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(RESET, InputKind.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.startingAt("v", "mV", "E_L"),
        Variable.lasting("rise", "mV"),
        Refractory.VARIABLE,
        Variable.lasting("crossed", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    ResetRule.of(columns).check(columns);
    return new Homeostatic(columns);
  }

  private static final class Homeostatic implements Dynamics {
    private final AffineStep leak;
    private final Refractory refractory;
    private final double[] plus;
    private final double[] kept;
    private final double[] takenBack;
    private final double[] threshold;
    private final double[] resetTo;
    private final boolean subtracts;
    private final boolean alike;

    Homeostatic(Columns columns) {
      double h = columns.step();
      leak = Discretisation.EXACT.membrane(columns, InputKind.of(columns), columns.of("I_e"));
      refractory = Refractory.of(columns);
      plus = columns.of("theta_plus");
      double[] tauTheta = columns.of("tau_theta");
      kept = columns.derive(k -> kept(h, tauTheta[k], columns.place(k)));
      double[] rate = columns.of("rate");
      takenBack = columns.derive(k -> plus[k] * rate[k] * h / MILLIS_PER_SECOND);
      threshold = columns.of("V_th");
      ResetRule reset = ResetRule.of(columns);
      resetTo = reset == ResetRule.ZERO ? columns.all(0) : columns.of("V_reset");
      subtracts = reset == ResetRule.SUBTRACT;
      alike = columns.count() == 1;
    }

    private static double kept(double h, double tau, String place) {
      if (!(tau > 0)) {
        throw new IllegalArgumentException(
            place + "tau_theta " + tau + " ms is not above 0; use a time above 0, or .inf");
      }
      return Double.isInfinite(tau) ? 1 : Propagators.decay(h, tau);
    }

    @Override
    public void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      double[] v = state[V];
      double[] rise = state[RISE];
      double[] left = state[LEFT];
      double[] crossed = state[CROSSED];
      for (int i = 0; i < v.length; i++) {
        int k = alike ? 0 : i;
        if (crossed[i] != 0) {
          v[i] = subtracts ? v[i] - threshold[k] - rise[i] : resetTo[k];
          rise[i] += plus[k];
          left[i] = refractory.steps(i);
          crossed[i] = 0;
        }
        rise[i] = AffineStep.quiet(kept[k] * rise[i]) - takenBack[k];
      }
      leak.advance(v, input[0], left);
      for (int i = 0; i < v.length; i++) {
        if (left[i] > 0) {
          left[i] -= 1;
        } else if (v[i] > threshold[alike ? 0 : i] + rise[i]) {
          crossed[i] = 1;
          spikes.add(i);
        }
      }
    }
  }
}
