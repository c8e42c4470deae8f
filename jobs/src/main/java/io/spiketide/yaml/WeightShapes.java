package io.spiketide.yaml;

import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.rules.NetworkRules;
import java.util.List;
import java.util.Optional;

/**
 * Compares the shape of nested lists and of arrays in files with that of the weights they are for:
 * a transposed matrix has the right count. Flat lists have no shape, their count is checked
 * elsewhere.
 */
final class WeightShapes {
  private WeightShapes() {}

  static void check(Draft draft, Reading reading) {
    for (Draft.Placed<ProjectionSection.Written> placed : draft.projections()) {
      Projection projection = placed.part().projection();
      List<Integer> given = placed.part().weightShape();
      if (given.size() > 1) {
        wanted(projection, draft.network())
            .filter(shape -> !shape.equals(given))
            .ifPresent(
                shape ->
                    reading.report(
                        Problem.error(
                            placed.path() + ".weights",
                            "weights of "
                                + projection.name()
                                + " have the shape "
                                + Tensor.text(given)
                                + ", but "
                                + order(projection)
                                + " is "
                                + Tensor.text(shape),
                            "bring them into that shape, or list them flat in that order")));
      }
    }
  }

  private static Optional<List<Integer>> wanted(Projection projection, Network network) {
    Optional<Shape> source = NetworkRules.sourceShape(projection.source(), network);
    Optional<Shape> target = network.population(projection.target()).map(Population::shape);
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    } else if (projection.connectivity() instanceof AllToAll) {
      return Optional.of(List.of(target.get().size(), source.get().size()));
    } else if (projection.connectivity() instanceof Conv1d c) {
      return Optional.of(List.of(c.outChannels(), source.get().dim(0) / c.groups(), c.kernel()));
    } else if (projection.connectivity() instanceof Conv2d c) {
      return Optional.of(
          List.of(
              c.outChannels(), source.get().dim(0) / c.groups(), c.kernel().y(), c.kernel().x()));
    }
    return Optional.empty();
  }

  private static String order(Projection projection) {
    return projection.connectivity() instanceof AllToAll
        ? "[target][source]"
        : projection.connectivity() instanceof Conv1d
            ? "[out][in / groups][kernel]"
            : "[out][in / groups][kernel height][kernel width]";
  }
}
