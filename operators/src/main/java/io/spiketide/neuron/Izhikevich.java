package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Izhikevich's neuron: {@code dv/dt = 0.04 v² + 5 v + 140 - u + x + I_e}, {@code du/dt = a (b v -
 * u)}, v in mV, time in ms. In a step of length h, with f(v, u) the right-hand side of dv/dt
 *
 * <pre>
 *   integration: half_steps (as published)       euler
 *   v ← v + h/2 f(v, u), twice                   v, u ← v + h f(v, u), u + h a (b v - u)
 *   u ← u + h a (b v - u) with the new v         both from the old values
 * </pre>
 *
 * <p>x is a current that lasts for the tick; with {@code input: jump} v jumps by x at the end of
 * the step. At {@code v >= V_th}: spike, {@code v ← c}, {@code u ← u + d}. Published steps are 1
 * ms; a finer step is more accurate, first order in h.
 *
 * <p>Source: E. M. Izhikevich, Simple model of spiking neurons, IEEE Transactions on Neural
 * Networks 14, 2003; {@code euler} as model izhikevich of NEST.
 */
final class Izhikevich implements NeuronModel {
  private static final OptionSpec INTEGRATION =
      new OptionSpec(
          "integration",
          List.of("half_steps", "euler"),
          "Two half steps of v and then u, as published, or one forward Euler step of both.");

  @Override
  public String name() {
    return "izhikevich";
  }

  @Override
  public String summary() {
    return "Izhikevich's neuron: quadratic membrane with a recovery variable.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("a", "1/ms", 0.02, Bound.ANY, "Rate of the recovery variable."),
        ParameterSpec.of("b", "", 0.2, Bound.ANY, "How much the recovery variable follows v."),
        ParameterSpec.of("c", "mV", -65, Bound.ANY, "Potential after a spike, and at the start."),
        ParameterSpec.of("d", "", 8, Bound.ANY, "Jump of the recovery variable at a spike."),
        SharedParameters.threshold(30),
        SharedParameters.biasCurrent(""),
        ParameterSpec.of(
            "u_init", "", -13, Bound.ANY, "Recovery variable at the start; b c in the paper."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(INTEGRATION, InputKind.OPTION);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.startingAt("v", "mV", "c"), Variable.startingAt("u", "", "u_init"));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    double h = columns.step();
    double[] a = columns.of("a");
    double[] b = columns.of("b");
    double[] c = columns.of("c");
    double[] d = columns.of("d");
    double[] threshold = columns.of("V_th");
    double[] iE = columns.of("I_e");
    for (int k = 0; k < c.length; k++) {
      if (!(c[k] < threshold[k])) {
        throw new IllegalArgumentException(
            String.format(
                "%sc %s mV is not below V_th %s mV; lower c or raise V_th",
                columns.place(k), c[k], threshold[k]));
      }
    }
    boolean halfSteps = columns.option(INTEGRATION.name()).equals("half_steps");
    boolean jump = InputKind.of(columns) == InputKind.JUMP;
    boolean alike = columns.count() == 1;
    return (state, input, tick, noise, spikes) -> {
      double[] v = state[0];
      double[] u = state[1];
      double[] in = input[0];
      for (int i = 0; i < v.length; i++) {
        int k = alike ? 0 : i;
        double current = jump ? iE[k] : in[i] + iE[k];
        double was = v[i];
        double now;
        if (halfSteps) {
          now = was + h / 2 * slope(was, u[i], current);
          now += h / 2 * slope(now, u[i], current);
          u[i] += h * a[k] * (b[k] * now - u[i]);
        } else {
          now = was + h * slope(was, u[i], current);
          u[i] += h * a[k] * (b[k] * was - u[i]);
        }
        now += jump ? in[i] : 0;
        if (now >= threshold[k]) {
          now = c[k];
          u[i] += d[k];
          spikes.add(i);
        }
        v[i] = now;
      }
    };
  }

  private static double slope(double v, double u, double current) {
    return 0.04 * v * v + 5 * v + 140 - u + current;
  }
}
