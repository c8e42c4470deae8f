package io.spiketide.rules;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Geometry;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules on what projections connect and with which weights. */
final class ProjectionRules {
  private ProjectionRules() {}

  static void endpoints(Review review) {
    review.eachProjection(
        (path, projection) -> {
          String source = projection.source();
          if (review.input(source) == null && review.population(source) == null) {
            review.error(
                path + ".from",
                "there is no input or population '" + source + "'",
                "use one of " + review.inputNames() + " or " + review.populationNames());
          }
          String target = projection.target();
          if (review.population(target) == null) {
            review.error(
                path + ".to",
                review.input(target) == null
                    ? "there is no population '" + target + "'"
                    : "'" + target + "' is an input and receives no spikes",
                "use one of " + review.populationNames());
          }
        });
  }

  static void receptor(Review review) {
    review.eachProjection(
        (path, projection) ->
            review
                .model(projection.target())
                .ifPresent(
                    model -> {
                      List<String> known = model.receptors();
                      String of = "model " + model.name() + " of '" + projection.target() + "'";
                      if (known.isEmpty()) {
                        review.error(path + ".to", of + " takes no input", "project elsewhere");
                      } else if (!projection.receptor().isEmpty()
                          && !known.contains(projection.receptor())) {
                        review.error(
                            path + ".receptor",
                            of + " has no receptor '" + projection.receptor() + "'",
                            "use one of " + known);
                      }
                    }));
  }

  static void geometry(Review review) {
    eachConnected(
        review,
        (path, projection, source, target) -> {
          try {
            OptionalInt size = Geometry.targetSize(projection.connectivity(), source);
            if (size.isPresent() && size.getAsInt() != target.size()) {
              review.error(
                  path + ".connect",
                  projection.name()
                      + " makes "
                      + made(projection.connectivity(), source)
                      + " of '"
                      + projection.source()
                      + "' ("
                      + source
                      + "), but '"
                      + projection.target()
                      + "' is "
                      + target,
                  "change one of the shapes or the connectivity");
            }
          } catch (IllegalArgumentException e) {
            review.error(path + ".connect", e, "change the shape of '" + projection.source() + "'");
          }
        });
  }

  static void pairs(Review review) {
    eachConnected(
        review,
        (path, projection, source, target) -> {
          if (projection.connectivity() instanceof Connectivity.Listed listed) {
            outside(review, path, projection.source(), listed.sources(), source);
            outside(review, path, projection.target(), listed.targets(), target);
          }
        });
  }

  static void indegree(Review review) {
    eachConnected(
        review,
        (path, projection, source, target) -> {
          if (projection.connectivity() instanceof Connectivity.FixedIndegree fixed) {
            boolean recurrent = projection.source().equals(projection.target());
            int choice = source.size() - (recurrent && !fixed.autapses() ? 1 : 0);
            int distinct = fixed.multapses() ? Math.min(1, fixed.indegree()) : fixed.indegree();
            if (distinct > choice) {
              review.error(
                  path + ".connect",
                  projection.name()
                      + " wants "
                      + fixed.indegree()
                      + " sources for each neuron, but there are only "
                      + choice
                      + " to choose from",
                  "lower the indegree or allow multapses");
            }
          }
        });
  }

  static void weights(Review review) {
    eachConnected(
        review,
        (path, projection, source, target) -> {
          String where = path + ".weights";
          if (projection.weights() instanceof Values.Listed listed) {
            long needed = WeightLists.count(projection.connectivity(), source, target);
            if (needed < 0) {
              review.error(
                  where,
                  "weights of " + projection.name() + " cannot be listed for this connectivity",
                  "give one number"
                      + (projection.connectivity() instanceof Connectivity.Pool2d
                          ? ""
                          : " or a distribution"));
              return;
            } else if (needed != listed.values().length) {
              review.error(
                  where,
                  projection.name()
                      + " lists "
                      + Text.count(listed.values().length)
                      + " weights, but needs "
                      + Text.count((double) needed)
                      + " ("
                      + WeightLists.layout(projection.connectivity(), source, target)
                      + ")",
                  "list as many weights as there are synapses, or give one number");
              return;
            }
          } else if (projection.connectivity() instanceof Connectivity.Pool2d
              && !(projection.weights() instanceof Values.Constant)) {
            review.error(where, "pooling has one weight, not drawn ones", "give one number");
            return;
          }
          floats(review, where, projection.weights());
        });
  }

  static void bias(Review review) {
    eachConnected(
        review,
        (path, projection, source, target) -> {
          double[] bias = projection.bias();
          if (bias == null) {
            return;
          }
          if (bias.length != 1 && bias.length != target.size()) {
            review.error(
                path + ".bias",
                projection.name()
                    + " lists "
                    + Text.count(bias.length)
                    + " biases for the "
                    + Text.count(target.size())
                    + " neurons of '"
                    + projection.target()
                    + "'",
                "list one per neuron, or one number for all");
          }
          for (double b : bias) {
            if (!Double.isFinite(b)) {
              review.error(path + ".bias", b + " is not a finite number", "give finite numbers");
              return;
            }
          }
        });
  }

  private static String made(Connectivity connectivity, Shape source) {
    return connectivity instanceof Connectivity.OneToOne
        ? source.size() + " neurons"
        : "shape " + Geometry.targetShape(connectivity, source);
  }

  private static void outside(Review review, String path, String name, int[] neurons, Shape shape) {
    for (int i = 0; i < neurons.length; i++) {
      if (neurons[i] < 0 || neurons[i] >= shape.size()) {
        review.error(
            path + ".connect",
            "pair "
                + i
                + " names neuron "
                + neurons[i]
                + " of '"
                + name
                + "', which has "
                + shape.size()
                + " (counted from 0)",
            "name an existing neuron");
        return;
      }
    }
  }

  /** Weights are stored as floats, whose range is smaller than that of the numbers given. */
  private static void floats(Review review, String path, Values weights) {
    double[] numbers =
        weights instanceof Values.Listed l
            ? l.values()
            : weights instanceof Values.Constant c
                ? new double[] {c.value()}
                : weights instanceof Values.Uniform u
                    ? new double[] {u.low(), u.high()}
                    : new double[0];
    for (double weight : numbers) {
      if (!Float.isFinite((float) weight)) {
        review.error(
            path,
            "weight " + weight + " is not a finite number of single precision",
            "give weights of ordinary size");
        return;
      }
    }
  }

  /** Visits the projections whose source and target shapes are known. */
  static void eachConnected(Review review, ConnectedVisitor visitor) {
    review.eachProjection(
        (path, projection) -> {
          Optional<Shape> source = review.shape(projection.source());
          Optional<Shape> target =
              Optional.ofNullable(review.population(projection.target())).map(p -> p.shape());
          if (source.isPresent() && target.isPresent()) {
            visitor.visit(path, projection, source.get(), target.get());
          }
        });
  }

  /** Receives projections with the shapes of their source and target. */
  interface ConnectedVisitor {
    void visit(String path, Projection projection, Shape source, Shape target);
  }
}
