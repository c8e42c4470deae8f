package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import java.util.List;

/**
 * snnTorch's Alpha, whose membrane is the difference of two decaying currents:
 *
 * <pre>
 *   exc ← alpha exc + x
 *   inh ← beta inh - x
 *   u   ← k (exc + inh)        k = ln alpha / (ln beta - ln alpha) + 1
 * </pre>
 *
 * <p>Fires where the new u is above the threshold. With {@code reset: zero} the new exc, inh and u
 * are 0 where the old u is above the threshold, or with {@code reset_delay: off} at once. x, exc,
 * inh and u are plain numbers; the length of the step is in alpha and beta, alpha above beta.
 *
 * <p>There is no reset by subtraction: the library's own makes the currents grow without bound. The
 * source is named in {@link DelayedReset}.
 */
final class Alpha implements NeuronModel {
  private static final OptionSpec RESET =
      new OptionSpec(
          "reset",
          List.of("zero", "none"),
          "What a spike does to the currents and the membrane: makes them 0, or nothing.");

  @Override
  public String name() {
    return "alpha";
  }

  @Override
  public String summary() {
    return "snnTorch's Alpha: a membrane that rises and falls like an alpha function.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        DelayedReset.factor("alpha", 0.9, "What is left of the exciting current after a step."),
        DelayedReset.factor(
            "beta", 0.8, "What is left of the inhibiting current after a step, below alpha."),
        DelayedReset.THRESHOLD);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(RESET, DelayedReset.DELAY);
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(Variable.of("u", ""), Variable.of("exc", ""), Variable.of("inh", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    double[] alpha = columns.of("alpha");
    double[] beta = columns.of("beta");
    double[] scale = scale(columns);
    double[] threshold = columns.of("threshold");
    boolean resets = DelayedReset.of(columns) == DelayedReset.ZERO;
    boolean immediate = DelayedReset.immediate(columns);
    boolean alike = columns.count() == 1;
    return (state, input, tick, noise, spikes) -> {
      double[] u = state[0];
      double[] exc = state[1];
      double[] inh = state[2];
      double[] in = input[0];
      for (int i = 0; i < u.length; i++) {
        int k = alike ? 0 : i;
        boolean late = resets && u[i] > threshold[k];
        exc[i] = late ? 0 : AffineStep.quiet(alpha[k] * exc[i] + in[i]);
        inh[i] = late ? 0 : AffineStep.quiet(beta[k] * inh[i] - in[i]);
        u[i] = scale[k] * (exc[i] + inh[i]);
        if (u[i] > threshold[k]) {
          spikes.add(i);
          if (resets && immediate) {
            exc[i] = 0;
            inh[i] = 0;
            u[i] = 0;
          }
        }
      }
    };
  }

  private static double[] scale(Columns columns) {
    double[] alpha = columns.of("alpha");
    double[] beta = columns.of("beta");
    for (int k = 0; k < alpha.length; k++) {
      if (!(0 < beta[k] && beta[k] < alpha[k] && alpha[k] < 1)) {
        throw new IllegalArgumentException(
            String.format(
                "%salpha %s and beta %s are not in the order 0 < beta < alpha < 1; raise alpha or"
                    + " lower beta",
                columns.place(k), alpha[k], beta[k]));
      }
    }
    return columns.derive(
        k -> {
          double logAlpha = StrictMath.log(alpha[k]);
          return logAlpha / (StrictMath.log(beta[k]) - logAlpha) + 1;
        });
  }
}
