package io.spiketide.nir;

import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Removes relays where that changes nothing.
 *
 * <pre>
 * a ──W──► relay ──identity──► b      becomes   a ──W──► b
 * a ──identity──► relay ──W──► b      becomes   a ──W──► b     (a fixed delay moves into W)
 * </pre>
 *
 * <p>Single use.
 */
final class NirFolding {
  private final Map<String, Shape> inputs;
  private final Map<String, Population> populations = new LinkedHashMap<>();
  private final List<Projection> projections;
  private final Set<String> outputs;

  /**
   * @param inputs shapes of the inputs by name
   * @param outputs names of populations that are outputs; a removed relay hands this on to its
   *     source
   */
  NirFolding(
      Map<String, Shape> inputs,
      List<Population> populations,
      List<Projection> projections,
      Set<String> outputs) {
    this.inputs = inputs;
    populations.forEach(p -> this.populations.put(p.name(), p));
    this.projections = new ArrayList<>(projections);
    this.outputs = outputs;
  }

  /** Folds until nothing is left to fold; relays with one source first, whose shape is kept. */
  void fold() {
    boolean folded = true;
    while (folded) {
      folded = foldAny(this::intoSource) || foldAny(this::intoTarget);
    }
  }

  private boolean foldAny(Predicate<Population> fold) {
    boolean folded = false;
    for (Population population : List.copyOf(populations.values())) {
      if (population.model().type().equals(NirNeurons.RELAY)) {
        folded |= fold.test(population);
      }
    }
    return folded;
  }

  List<Population> populations() {
    return List.copyOf(populations.values());
  }

  List<Projection> projections() {
    return List.copyOf(projections);
  }

  /** Whether a projection hands the counts of its source on as they are, after a fixed delay. */
  static boolean isIdentity(Projection p) {
    return p.connectivity() instanceof OneToOne
        && p.weights().equals(Values.of(1.0))
        && p.delays() instanceof Values.Constant
        && p.bias() == null;
  }

  /** The delay of a projection whose delay is fixed, in ticks. */
  static int fixedDelay(Projection p) {
    return (int) ((Values.Constant) p.delays()).value();
  }

  private boolean intoTarget(Population population) {
    String relay = population.name();
    List<Projection> out = projections.stream().filter(p -> p.source().equals(relay)).toList();
    if (outputs.contains(relay) || out.size() != 1) {
      return false;
    }
    Projection only = out.get(0);
    if (!isIdentity(only) || fixedDelay(only) != 0 || only.target().equals(relay)) {
      return false;
    }
    projections.remove(only);
    projections.replaceAll(p -> p.target().equals(relay) ? moved(p, p.source(), only.target()) : p);
    populations.remove(relay);
    return true;
  }

  private boolean intoSource(Population relay) {
    Optional<Projection> into = onlyInto(relay.name());
    if (into.isEmpty() || !isIdentity(into.get()) || into.get().source().equals(relay.name())) {
      return false;
    }
    String source = into.get().source();
    int delay = fixedDelay(into.get());
    boolean isOutput = outputs.contains(relay.name());
    if (isOutput && (delay != 0 || !populations.containsKey(source))) {
      return false;
    }
    boolean sameShape = relay.shape().equals(shapeOf(source));
    for (Projection p : projections) {
      if (p.source().equals(relay.name()) && !canLeave(p, sameShape, delay)) {
        return false;
      }
    }
    projections.remove(into.get());
    projections.replaceAll(
        p -> p.source().equals(relay.name()) ? delayed(moved(p, source, p.target()), delay) : p);
    populations.remove(relay.name());
    if (isOutput) {
      outputs.remove(relay.name());
      outputs.add(source);
    }
    return true;
  }

  private Optional<Projection> onlyInto(String relay) {
    List<Projection> into = projections.stream().filter(p -> p.target().equals(relay)).toList();
    return into.size() == 1 ? Optional.of(into.get(0)) : Optional.empty();
  }

  /** Convolutions and pooling read the shape of their source; drawn delays do not add. */
  private static boolean canLeave(Projection p, boolean sameShape, int delay) {
    boolean shapeless =
        p.connectivity() instanceof AllToAll || p.connectivity() instanceof OneToOne;
    return (sameShape || shapeless) && (delay == 0 || p.delays() instanceof Values.Constant);
  }

  private Shape shapeOf(String name) {
    Population population = populations.get(name);
    Shape shape = population == null ? inputs.get(name) : population.shape();
    if (shape == null) {
      throw new IllegalStateException("neither an input nor a population: " + name);
    }
    return shape;
  }

  private static Projection delayed(Projection p, int more) {
    return more == 0 ? p : p.withDelays(Values.of((double) fixedDelay(p) + more));
  }

  private static Projection moved(Projection p, String source, String target) {
    return new Projection(
        p.name(),
        source,
        target,
        p.receptor(),
        p.connectivity(),
        p.weights(),
        p.delays(),
        p.bias());
  }
}
