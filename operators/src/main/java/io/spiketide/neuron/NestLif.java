package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** What the exact integrate-and-fire models after NEST have in common, with NEST's defaults. */
final class NestLif {
  static final List<ParameterSpec> PARAMETERS =
      List.of(
          SharedParameters.tauM(10),
          SharedParameters.capacitance(250),
          SharedParameters.restingPotential(-70),
          SharedParameters.threshold(-55),
          SharedParameters.resetPotential(-70),
          SharedParameters.refractoryTime(2),
          SharedParameters.biasCurrent("pA"));

  private NestLif() {}

  /** What is left of the distance to E_L after a step. */
  static double[] decay(Columns columns) {
    double[] tauM = columns.of("tau_m");
    return columns.derive(k -> Propagators.decay(columns.step(), tauM[k]));
  }

  /** What I_e adds to the potential in a step, in mV. */
  static double[] drive(Columns columns) {
    double[] tauM = columns.of("tau_m");
    double[] cM = columns.of("C_m");
    double[] iE = columns.of("I_e");
    return columns.derive(
        k -> Propagators.approach(columns.step(), tauM[k]) * tauM[k] / cM[k] * iE[k]);
  }

  /** What an exponential current of 1 pA at the start of a step adds to the potential, in mV. */
  static double[] ofExponential(Columns columns, String tauName) {
    double[] tauM = columns.of("tau_m");
    double[] tauSyn = columns.of(tauName);
    double[] cM = columns.of("C_m");
    return columns.derive(
        k -> Propagators.ofExponential(columns.step(), tauM[k], tauSyn[k]) / cM[k]);
  }

  /** What a current s e^(-s/tau) in pA, s in ms from the step's start, adds, in mV. */
  static double[] ofRamp(Columns columns, String tauName) {
    double[] tauM = columns.of("tau_m");
    double[] tauSyn = columns.of(tauName);
    double[] cM = columns.of("C_m");
    return columns.derive(k -> Propagators.ofRamp(columns.step(), tauM[k], tauSyn[k]) / cM[k]);
  }

  /** The parameters with the two synaptic time constants. */
  static List<ParameterSpec> withSynapses(double tauSynEx, double tauSynIn) {
    ArrayList<ParameterSpec> all = new ArrayList<>(PARAMETERS);
    all.add(SharedParameters.tauSynEx(tauSynEx));
    all.add(SharedParameters.tauSynIn(tauSynIn));
    return List.copyOf(all);
  }
}
