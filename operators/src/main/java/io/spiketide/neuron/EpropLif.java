package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Leaky integrate-and-fire, with {@code beta} above 0 of an adaptive threshold, that offers what
 * e-prop learns from. In a step of length h
 *
 * <pre>
 *   v ← alpha v + x - z V_th                       alpha = e^(-h/tau_m)
 *   z = 1 if v > A = V_th + beta a, and not refractory; else 0
 *   psi = gamma / V_th max(0, 1 - |v - A| / V_th), while refractory 0
 *   a ← rho a + z                                  rho = e^(-h/tau_a)
 * </pre>
 *
 * <p>x is what arrives at receptor {@code input} in the tick. What arrives at receptor {@code
 * learning_signal} does nothing to the neuron: it is put down in a variable of that name, which the
 * learning rule {@code eprop} reads together with psi and z.
 *
 * <p>Source: G. Bellec et al., A solution to the learning dilemma for recurrent networks of spiking
 * neurons, Nature Communications 11:3625, 2020, equations 6 to 9 and methods. (Its a grows by 1
 * with a spike, where that of {@code alif} grows by 1 - rho.)
 */
final class EpropLif implements NeuronModel {
  private static final int V = 0;
  private static final int A = 1;
  private static final int REFRACTORY = 2;
  private static final int Z = 3;
  private static final int PSI = 4;
  private static final int SIGNAL = 5;

  @Override
  public String name() {
    return "eprop_lif";
  }

  @Override
  public String summary() {
    return "Leaky integrate-and-fire with a fixed or adaptive threshold that learns by e-prop.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(20),
        ParameterSpec.of(
            "V_th", "mV", 1, Bound.POSITIVE, "Potential that makes the neuron fire at rest."),
        ParameterSpec.of(
            "tau_a", "ms", 200, Bound.POSITIVE, "Time constant of the threshold's adaptation."),
        ParameterSpec.of("beta", "mV", 0, Bound.NON_NEGATIVE, "Rise of the threshold by a spike."),
        ParameterSpec.of(
            "t_ref",
            "ms",
            0,
            Bound.NON_NEGATIVE,
            "Time without spikes after one, a whole number of model steps; v goes on meanwhile."),
        ParameterSpec.of(
            "gamma", "", 0.3, Bound.NON_NEGATIVE, "Height of the pseudo-derivative psi."));
  }

  @Override
  public List<String> receptors() {
    return List.of("input", "learning_signal");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.of("v", "mV"),
        Variable.of("a", ""),
        Refractory.VARIABLE,
        Variable.of("z", ""),
        Variable.of("psi", "1/mV"),
        Variable.of("learning_signal", ""));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    Refractory refractory = Refractory.of(columns);
    int n = settings.neurons();
    double h = columns.step();
    double[] alpha = settings.each("tau_m");
    double[] rho = settings.each("tau_a");
    double[] threshold = settings.each("V_th");
    double[] beta = settings.each("beta");
    double[] height = settings.each("gamma");
    double[] steps = new double[n];
    for (int i = 0; i < n; i++) {
      alpha[i] = Propagators.decay(h, alpha[i]);
      rho[i] = Propagators.decay(h, rho[i]);
      height[i] /= threshold[i];
      steps[i] = refractory.steps(i);
    }
    return (state, input, tick, noise, spikes) -> {
      double[] z = state[Z];
      integrate(state[V], z, input[0], alpha, threshold);
      fire(state, threshold, beta, height);
      adapt(state[A], z, rho);
      wait(state[REFRACTORY], z, steps);
      System.arraycopy(input[1], 0, state[SIGNAL], 0, n);
      for (int i = 0; i < n; i++) {
        if (z[i] != 0) {
          spikes.add(i);
        }
      }
    };
  }

  private static void integrate(
      double[] v, double[] z, double[] in, double[] alpha, double[] threshold) {
    for (int i = 0; i < v.length; i++) {
      v[i] = AffineStep.quiet(alpha[i] * v[i] + in[i] - z[i] * threshold[i]);
    }
  }

  private static void fire(double[][] state, double[] threshold, double[] beta, double[] height) {
    double[] v = state[V];
    double[] a = state[A];
    double[] left = state[REFRACTORY];
    double[] z = state[Z];
    double[] psi = state[PSI];
    for (int i = 0; i < v.length; i++) {
      double ready = 1 - (1 + left[i] - Math.abs(1 - left[i])) / 2; // 1 if no steps are left
      double adapted = threshold[i] + beta[i] * a[i];
      double near = 1 - Math.abs(v[i] - adapted) / threshold[i];
      psi[i] = ready * height[i] * ((near + Math.abs(near)) / 2); // max(0, near)
      z[i] = ready * Choice.above(v[i], adapted);
    }
  }

  private static void adapt(double[] a, double[] z, double[] rho) {
    for (int i = 0; i < a.length; i++) {
      a[i] = AffineStep.quiet(rho[i] * a[i] + z[i]);
    }
  }

  private static void wait(double[] left, double[] z, double[] steps) {
    Refractory.countDown(left);
    for (int i = 0; i < left.length; i++) {
      left[i] = Choice.between(z[i], steps[i], left[i]);
    }
  }
}
