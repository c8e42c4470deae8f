package io.spiketide.rules;

import io.spiketide.catalog.StateArray;
import io.spiketide.encoding.EncoderChain;
import io.spiketide.kernel.Resolve;
import io.spiketide.network.DelayRange;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.synapse.SynapseEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Estimates, by arithmetic alone, what memory a network would take, and refuses huge ones. */
final class MemoryRules {
  /** A weight is a float. */
  private static final int BYTES_PER_LISTED_SYNAPSE = 4;

  private static final int STATE_BYTES = 8;

  private MemoryRules() {}

  /** Whether a network stays within the limits; reports what does not. */
  static boolean fits(Review review, MemoryLimits limits) {
    boolean countable = synapses(review, limits);
    List<Share> shares = shares(review, limits);
    double total = shares.stream().mapToDouble(Share::bytes).sum();
    if (total <= limits.bytes()) {
      return countable;
    }
    Share largest =
        shares.stream()
            .max(Comparator.comparingDouble(Share::bytes))
            .orElseThrow(() -> new IllegalStateException("no parts, yet too large"));
    review.error(
        largest.path(),
        "the network would take "
            + Text.bytes(total)
            + " of memory, of which "
            + largest.what()
            + " take "
            + Text.bytes(largest.bytes())
            + "; the limit is "
            + Text.bytes((double) limits.bytes()),
        "make it smaller");
    return false;
  }

  private static boolean synapses(Review review, MemoryLimits limits) {
    boolean[] countable = {true};
    eachEstimated(
        review,
        limits,
        (path, projection, estimate) -> {
          if (estimate.stored() > limits.synapses()) {
            countable[0] = false;
            review.error(
                path + ".connect",
                projection.name()
                    + " would have "
                    + Text.count(estimate.stored())
                    + " synapses in "
                    + Text.bytes(estimate.bytes())
                    + " of memory; the limit is "
                    + Text.count((double) limits.synapses()),
                "make it sparser or smaller");
          }
        });
    return countable[0];
  }

  /** Visits the projections whose shapes fit each other. */
  private static void eachEstimated(Review review, MemoryLimits limits, EstimateVisitor visitor) {
    ProjectionRules.eachConnected(
        review,
        (path, projection, source, target) -> {
          if (!review.hasErrorAt(path + ".connect")) {
            long listed = WeightLists.count(projection.connectivity(), source, target);
            visitor.visit(
                path,
                projection,
                listed > limits.synapses()
                    ? new SynapseEstimate(
                        (double) listed, (double) listed * BYTES_PER_LISTED_SYNAPSE)
                    : SynapseEstimate.of(
                        projection, source, target, review.network().placement().redraw()));
          }
        });
  }

  /** Receives projections with what their synapses take. */
  private interface EstimateVisitor {
    void visit(String path, Projection projection, SynapseEstimate estimate);
  }

  /** What encoders remember, and the images between them. */
  private static void encoders(
      Review review, MemoryLimits limits, Input input, List<Share> shares) {
    if (review.hasErrorAt(Paths.of(input)) || review.shape(input.name()).isEmpty()) {
      return;
    }
    List<EncoderChain.Step> steps = Resolve.encoders(input, review.network()).steps();
    for (int e = 0; e < steps.size(); e++) {
      EncoderChain.Step step = steps.get(e);
      double values = step.settings().shape().size();
      if (values * STATE_BYTES <= limits.bytes()) {
        values += stateOf(step);
      }
      shares.add(
          new Share(
              Paths.encoder(input, e),
              Text.count(values) + " values of " + step.encoder().name(),
              values * STATE_BYTES));
    }
  }

  private static double stateOf(EncoderChain.Step step) {
    try {
      return step.compile().state().stream().mapToDouble(StateArray::length).sum();
    } catch (IllegalArgumentException e) {
      return 0; // another rule says why
    }
  }

  /** A part of the estimate. */
  private record Share(String path, String what, double bytes) {}

  private static List<Share> shares(Review review, MemoryLimits limits) {
    List<Share> shares = new ArrayList<>();
    Network network = review.network();
    network.inputs().forEach(input -> encoders(review, limits, input, shares));
    for (Population population : network.populations()) {
      int variables = review.model(population.name()).map(m -> m.variables().size()).orElse(1);
      int receptors = review.model(population.name()).map(m -> m.receptors().size()).orElse(1);
      double neurons = population.shape().size();
      shares.add(
          new Share(
              Paths.of(population) + ".shape",
              Text.count(neurons)
                  + " neurons with "
                  + variables
                  + " state variables and "
                  + receptors
                  + " inputs",
              neurons * (variables + receptors) * STATE_BYTES));
    }
    eachEstimated(
        review,
        limits,
        (path, projection, estimate) ->
            shares.add(
                new Share(
                    path + ".connect",
                    Text.count(estimate.stored()) + " synapses of " + projection.name(),
                    estimate.bytes())));
    ProjectionRules.eachConnected(
        review,
        (path, projection, source, target) -> {
          if (projection.learning() != null && !review.hasErrorAt(path + ".connect")) {
            shares.add(
                new Share(
                    path + ".learning",
                    "weights that learn of " + projection.name(),
                    LearningMemory.bytes(projection, source, target)));
          }
        });
    ProjectionRules.eachConnected(
        review,
        (path, projection, source, target) -> {
          double slots =
              DelayRange.most(projection.delays()) - DelayRange.leastDrawn(projection.delays());
          if (slots >= 1 && !review.hasErrorAt(path + ".delay")) {
            shares.add(
                new Share(
                    path + ".delay",
                    Text.count(slots) + " ticks of delayed input of " + projection.name(),
                    slots * target.size() * STATE_BYTES));
          }
        });
    for (ReadoutSpec readout : network.readouts()) {
      Population population = review.population(readout.population());
      if (population != null && readout.window() instanceof ReadoutSpec.Window.Ticks window) {
        double steps = (double) window.length() / window.every();
        shares.add(
            new Share(
                Paths.of(readout) + ".window",
                Text.count(steps) + " steps of the window",
                steps * population.shape().size() * STATE_BYTES));
      }
    }
    return shares;
  }
}
