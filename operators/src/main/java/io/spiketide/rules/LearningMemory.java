package io.spiketide.rules;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.plasticity.LearningRules;
import io.spiketide.synapse.SynapseEstimate;
import java.util.Objects;

/** What a projection takes that learns: who is connected in both directions, weights and traces. */
final class LearningMemory {
  private static final double BYTES_PER_PAIR = 16;

  private LearningMemory() {}

  static double bytes(Projection projection, Shape source, Shape target) {
    double weights = SynapseEstimate.of(projection, source, target).stored();
    Settings rule = Objects.requireNonNull(projection.learning()).rule();
    int perSynapse =
        1
            + LearningRules.CATALOG
                .find(rule.type())
                .map(known -> known.synapseVariables(rule).size())
                .orElse(0);
    return pairs(projection.connectivity(), weights, source, target) * BYTES_PER_PAIR
        + weights * perSynapse * Double.BYTES;
  }

  private static double pairs(
      Connectivity connectivity, double weights, Shape source, Shape target) {
    if (connectivity instanceof Connectivity.Conv2d c) {
      return (double) target.size() * source.dim(0) / c.groups() * c.kernel().y() * c.kernel().x();
    } else if (connectivity instanceof Connectivity.Conv1d c) {
      return (double) target.size() * source.dim(0) / c.groups() * c.kernel();
    }
    return weights;
  }
}
