package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Leaky integrate-and-fire whose threshold rises with each of its spikes. In a step of length h
 *
 * <pre>
 *   v ← E_L + e^(-h/tau_m) (v - E_L) + (1 - e^(-h/tau_m)) R (x + I_e)
 *   spike if v > V_th + beta b
 *   b ← rho b + (1 - rho) [spike]         rho = e^(-h/tau_a)
 * </pre>
 *
 * <p>x is a current that lasts for the tick; with {@code input: jump} v jumps by {@code R x}. After
 * a spike v is reset as {@code reset} says ({@code subtract} takes the raised threshold away) and
 * stays for t_ref, while b decays on.
 *
 * <p>Source: G. Bellec, D. Salaj, A. Subramoney, R. Legenstein, W. Maass, Long short-term memory
 * and learning-to-learn in networks of spiking neurons, NeurIPS 2018.
 */
final class AdaptiveLif implements NeuronModel {
  private static final OptionSpec RESET =
      new OptionSpec(
          "reset",
          List.of("subtract", "v_reset", "zero"),
          "What a spike does to v: takes the threshold away, or sets v to V_reset or to 0.");

  @Override
  public String name() {
    return "alif";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with a threshold that rises with its own spikes.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(20),
        ParameterSpec.of(
            "tau_a", "ms", 200, Bound.POSITIVE, "Time constant of the threshold's adaptation."),
        ParameterSpec.of(
            "beta", "mV", 1.8, Bound.ANY, "Rise of the threshold per unit of adaptation."),
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
        Variable.startingAt("v", "mV", "E_L"), Variable.of("b", ""), Refractory.VARIABLE);
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    AffineStep leak =
        Discretisation.EXACT.membrane(columns, InputKind.of(columns), columns.of("I_e"));
    double[] tauA = columns.of("tau_a");
    double[] rho = columns.derive(k -> Propagators.decay(columns.step(), tauA[k]));
    double[] beta = columns.of("beta");
    double[] threshold = columns.of("V_th");
    ResetRule reset = ResetRule.of(columns);
    reset.check(columns);
    double[] resetTo = reset == ResetRule.ZERO ? columns.all(0) : columns.of("V_reset");
    boolean subtracts = reset == ResetRule.SUBTRACT;
    Refractory refractory = Refractory.of(columns);
    boolean alike = columns.count() == 1;
    return (state, input, tick, noise, spikes) -> {
      double[] v = state[0];
      double[] b = state[1];
      double[] left = state[2];
      leak.advance(v, input[0], left);
      for (int i = 0; i < v.length; i++) {
        int k = alike ? 0 : i;
        double theta = threshold[k] + beta[k] * b[i];
        b[i] = AffineStep.quiet(rho[k] * b[i]);
        if (left[i] > 0) {
          left[i] -= 1;
        } else if (v[i] > theta) {
          v[i] = subtracts ? v[i] - theta : resetTo[k];
          b[i] += 1 - rho[k];
          left[i] = refractory.steps(i);
          spikes.add(i);
        }
      }
    };
  }
}
