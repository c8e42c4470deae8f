package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * Spike-response model SRM0: the potential is a sum of kernels of the arrivals and of the neuron's
 * own spikes,
 *
 * <pre>
 *   v(t) = Σ x ε(t - t_arrival) + Σ η(t - t_spike)        spike if v >= V_th
 *   ε(s) = (e^(-s/tau_m) - e^(-s/tau_syn)) / K            K such that the peak is 1
 *   η(s) = -V_th e^(-s/tau_m)
 * </pre>
 *
 * <p>x is the peak of the potential that an arrival makes, in mV. Equal time constants give the
 * alpha kernel {@code (s/tau) e^(1 - s/tau)}. Computed with three traces, exactly:
 *
 * <pre>
 *   psp ← e^(-h/tau_m) psp + q syn        q = (e^(-h/tau_m) - e^(-h/tau_syn)) / K
 *   syn ← e^(-h/tau_syn) syn + x
 *   eta ← e^(-h/tau_m) eta,   eta - V_th at a spike
 *   v = psp + eta
 * </pre>
 *
 * <p>Source: W. Gerstner, W. M. Kistler, Spiking Neuron Models, Cambridge University Press, 2002,
 * chapter 4.
 */
final class SpikeResponse implements NeuronModel {
  @Override
  public String name() {
    return "srm0";
  }

  @Override
  public String summary() {
    return "Spike-response model: a double-exponential or alpha kernel, reset by a kernel.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        SharedParameters.tauM(15),
        ParameterSpec.of("tau_syn", "ms", 3.75, Bound.POSITIVE, "Synaptic time constant."),
        ParameterSpec.of("V_th", "mV", 1, Bound.POSITIVE, "Threshold, and depth of the reset."));
  }

  @Override
  public List<String> receptors() {
    return List.of("input");
  }

  @Override
  public List<Variable> variables() {
    return List.of(
        Variable.of("v", "mV"),
        Variable.of("psp", "mV"),
        Variable.of("syn", "mV"),
        Variable.of("eta", "mV"));
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    Columns columns = Columns.of(settings);
    double h = columns.step();
    double[] tauM = columns.of("tau_m");
    double[] tauSyn = columns.of("tau_syn");
    double[] threshold = columns.of("V_th");
    double[] decayM = columns.derive(k -> Propagators.decay(h, tauM[k]));
    double[] decaySyn = columns.derive(k -> Propagators.decay(h, tauSyn[k]));
    double[] q = columns.derive(k -> kernelGain(h, tauM[k], tauSyn[k]));
    AffineStep pspStep = AffineStep.toZero(columns, decayM, q);
    AffineStep synStep = AffineStep.toZero(columns, decaySyn, columns.all(1));
    boolean alike = columns.count() == 1;
    return (state, input, tick, noise, spikes) -> {
      double[] v = state[0];
      double[] psp = state[1];
      double[] eta = state[3];
      pspStep.advance(psp, state[2]);
      synStep.advance(state[2], input[0]);
      for (int i = 0; i < v.length; i++) {
        int k = alike ? 0 : i;
        eta[i] = AffineStep.quiet(decayM[k] * eta[i]);
        v[i] = psp[i] + eta[i];
        if (v[i] >= threshold[k]) {
          eta[i] -= threshold[k];
          v[i] = psp[i] + eta[i];
          spikes.add(i);
        }
      }
    };
  }

  /**
   * (e^(-h/tauM) - e^(-h/tauSyn)) / K. With a = tauM/tauSyn, 1/K = a^(a/(a-1)) / (a-1); the
   * difference is the response to an exponential times (a-1)/tauM, so that a-1 cancels and equal
   * time constants need no case of their own: a^(a/(a-1)) tends to e.
   */
  private static double kernelGain(double h, double tauM, double tauSyn) {
    double excess = (tauM - tauSyn) / tauSyn;
    double logRatio = excess == 0 ? 1 : StrictMath.log1p(excess) / excess;
    double peak = StrictMath.exp((1 + excess) * logRatio);
    return Propagators.ofExponential(h, tauM, tauSyn) / tauM * peak;
  }
}
