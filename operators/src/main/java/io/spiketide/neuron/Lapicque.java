package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * snnTorch's Lapicque, an RC circuit in forward Euler steps: {@code u ← (1 - time_step/(R C)) u + x
 * time_step / C}, and where the old u is above the threshold, the new u minus the threshold ({@code
 * reset: subtract}), 0 ({@code zero}) or unchanged ({@code none}).
 *
 * <p>Fires where the new u is above the threshold. All numbers are plain, in units of one's own
 * choice; time_step is the model's own. With beta above 0, C is {@code time_step / (R ln(1/beta))};
 * the step is still Euler's, so that 0.8 becomes a factor of 0.77686. For {@code reset_delay: off}
 * see {@link DelayedReset}, which also names the source.
 */
final class Lapicque implements NeuronModel {
  @Override
  public String name() {
    return "lapicque";
  }

  @Override
  public String summary() {
    return "snnTorch's Lapicque: an RC circuit in forward Euler steps, reset a step late.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("R", "", 1, Bound.POSITIVE, "Resistance of the circuit."),
        ParameterSpec.of("C", "", 5, Bound.POSITIVE, "Capacitance, where beta is 0."),
        ParameterSpec.of("time_step", "", 1, Bound.POSITIVE, "Length of a step."),
        DelayedReset.factor("beta", 0, "Decay that gives the capacitance; 0 means that C does."),
        DelayedReset.THRESHOLD);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(DelayedReset.OPTION, DelayedReset.DELAY);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.of("u", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    double[] timeStep = columns.of("time_step");
    double[] r = columns.of("R");
    double[] c = capacitance(columns);
    double[] decay = columns.derive(k -> 1 - timeStep[k] / (r[k] * c[k]));
    double[] gain = columns.derive(k -> timeStep[k] / c[k]);
    DelayedResetMembrane membrane = DelayedResetMembrane.zeroingTheNew(columns, decay, gain);
    return (state, input, tick, noise, spikes) -> membrane.step(state[0], input[0], spikes);
  }

  private static double[] capacitance(Columns columns) {
    double[] timeStep = columns.of("time_step");
    double[] r = columns.of("R");
    double[] beta = columns.of("beta");
    double[] given = columns.of("C");
    double[] c =
        columns.derive(
            k -> beta[k] == 0 ? given[k] : timeStep[k] / (r[k] * -StrictMath.log(beta[k])));
    for (int k = 0; k < c.length; k++) {
      if (timeStep[k] > r[k] * c[k]) {
        throw new IllegalArgumentException(
            String.format(
                "%stime_step %s is longer than the time constant R C of %s, which forward Euler"
                    + " does not follow; use a shorter time_step",
                columns.place(k), timeStep[k], r[k] * c[k]));
      }
      if (Double.isInfinite(c[k])) {
        throw new IllegalArgumentException(
            columns.place(k) + "beta 1 means an infinite capacitance; use a beta below 1");
      }
    }
    return c;
  }
}
