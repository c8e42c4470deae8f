package io.spiketide.nir;

import io.spiketide.nir.NirNode.Dynamic;
import io.spiketide.nir.NirNode.Primitive;
import java.util.Map;

/** Time constants: their unit is not in the file, and some tools write steps or nonsense. */
final class NirTaus {
  /** Trained networks have time constants far below; steps, taken for seconds, lie above. */
  private static final double SUSPICIOUS_SECONDS = 1;

  private NirTaus() {}

  static boolean isTau(String parameter) {
    return parameter.startsWith("tau");
  }

  /** Seconds in ms. */
  static NirTensor inMillis(NirTensor seconds) {
    return seconds.times(1000);
  }

  /** Ms in seconds, of 32 bits where possible, such that {@link #inMillis} gives the same ms. */
  static NirTensor inSeconds(NirTensor millis) {
    double[] seconds = new double[millis.size()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = inSeconds(millis.values()[i]);
    }
    return new NirTensor(millis.shape(), seconds);
  }

  private static double inSeconds(double millis) {
    double nearest = millis / 1000;
    double[] candidates = {(float) nearest, nearest, Math.nextUp(nearest), Math.nextDown(nearest)};
    for (double candidate : candidates) {
      if (candidate * 1000 == millis) {
        return candidate;
      }
    }
    return nearest;
  }

  /** The node with its time constants times a factor. */
  static Primitive scaled(Primitive node, double factor) {
    return node instanceof Dynamic d
        ? NirParameters.map(d, (name, t) -> isTau(name) ? t.times(factor) : t)
        : node;
  }

  /**
   * Checks the time constants of all nodes, in seconds, against the options.
   *
   * @throws NirException if one is not above 0, looks like a number of steps, or is shorter than
   *     the step of a discretisation that divides by it
   */
  static void check(FlatGraph graph, NirOptions options) throws NirException {
    for (Map.Entry<String, Primitive> node : graph.nodes().entrySet()) {
      for (Map.Entry<String, NirTensor> p : NirParameters.of(node.getValue()).entrySet()) {
        if (isTau(p.getKey())) {
          check(node.getKey(), p.getKey(), p.getValue().values(), options);
        }
      }
    }
  }

  private static void check(String node, String name, double[] taus, NirOptions options)
      throws NirException {
    double stepSeconds = options.stepMillis() / 1000;
    for (double tau : taus) {
      if (!(tau > 0) || Double.isInfinite(tau)) {
        throw NirException.atNode(
            node,
            name + " is " + tau + " s, a time constant is above 0",
            "correct it in the tool that wrote the file (Spyx writes the sign wrong)");
      }
      if (tau >= SUSPICIOUS_SECONDS && !options.repairs(NirRepair.TAUS_IN_SECONDS)) {
        throw NirException.atNode(
            node,
            name + " is " + tau + " s, which looks like a number of steps and not like seconds",
            "import with the repair "
                + NirRepair.TAUS_IN_STEPS.word()
                + ", which multiplies time constants by the step of "
                + options.stepMillis()
                + " ms, or with "
                + NirRepair.TAUS_IN_SECONDS.word()
                + " if it is meant");
      }
      if (options.discretisation().isEuler() && tau < stepSeconds * (1 - 1e-6)) {
        throw NirException.atNode(
            node,
            name
                + " of "
                + tau * 1000
                + " ms is shorter than the model step of "
                + options.stepMillis()
                + " ms",
            "give the step that the network was trained with (snnTorch writes for 0.1 ms)");
      }
    }
  }
}
