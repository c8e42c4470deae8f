package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.nir.NirNode.Operation;
import io.spiketide.nir.NirNode.Primitive;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes network descriptions of NIR graphs.
 *
 * <p>Neurons become populations by the key of their node ({@code lif1.lif} in nested graphs),
 * inputs become inputs, operations become projections by the key of their node, and what leads to
 * an Output is published. An operation that cannot be a single projection leaves a population of
 * relays.
 */
public final class NirNetworks {
  private static final long SEED = 1;

  private NirNetworks() {}

  /**
   * The network of a graph. It has no readouts.
   *
   * @throws NirException if the graph contradicts itself or the options; names node or edge
   */
  public static Network toNetwork(NirGraph graph, NirOptions options) throws NirException {
    FlatGraph withPorts = NirInlining.inline(NirRepairs.apply(graph, options));
    NirTaus.check(withPorts, options);
    SortedMap<String, Shape> shapes =
        NirShapes.infer(withPorts, options.repairs(NirRepair.FIT_PORTS));
    FlatGraph flat = withPorts.withoutInnerPorts();
    requirePorts(flat);
    return new Builder(flat, shapes, options).build();
  }

  private static void requirePorts(FlatGraph flat) throws NirException {
    if (flat.all(NirNode.Input.class).isEmpty() || flat.all(NirNode.Output.class).isEmpty()) {
      throw new NirException(
          "", "the graph has no Input or no Output", "export it with both, they say what is read");
    }
  }

  /** Collects inputs, populations and projections. Single use. */
  private static final class Builder {
    private final FlatGraph flat;
    private final SortedMap<String, Shape> shapes;
    private final NirOptions options;
    private final Set<NirEdge> cut;
    private final Map<String, Shape> inputs = new TreeMap<>();
    private final List<Population> populations = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private final Set<String> outputs = new TreeSet<>();

    Builder(FlatGraph flat, SortedMap<String, Shape> shapes, NirOptions options) {
      this.flat = flat;
      this.shapes = shapes;
      this.options = options;
      this.cut = NirLoops.cut(flat, options.loop());
    }

    Network build() throws NirException {
      for (Map.Entry<String, Primitive> entry : flat.nodes().entrySet()) {
        String key = entry.getKey();
        Primitive node = entry.getValue();
        if (node instanceof NirNode.Input) {
          inputs.put(key, shape(key));
        } else if (node instanceof NirNode.Output) {
          output(key);
        } else if (node instanceof Operation operation) {
          operation(key, operation);
        } else if (node instanceof NirNode.Dynamic dynamic) {
          populations.add(
              Population.of(key, shape(key), NirNeurons.settings(key, dynamic, options)));
          identities(key);
        }
      }
      NirFolding folding = new NirFolding(inputs, populations, projections, outputs);
      folding.fold();
      List<Population> ordered = NirOrder.populations(folding.populations(), folding.projections());
      List<Population> named = ordered.stream().map(this::publishedIfOutput).toList();
      return new Network(
          options.name(),
          new TimeBase(options.tickMicros(), options.stepMillis()),
          SEED,
          inputs.entrySet().stream().map(e -> Input.events(e.getKey(), e.getValue())).toList(),
          named,
          named(NirOrder.projections(ordered, folding.projections())),
          List.of(),
          List.of(),
          Instances.perRecordKey(),
          Placement.defaultFor(options.tickMicros()));
    }

    /** Graded outputs have no spikes to publish; they can be recorded and read. */
    private Population publishedIfOutput(Population p) {
      return outputs.contains(p.name()) && !NirNeurons.isGraded(p.model()) ? p.published() : p;
    }

    private Shape shape(String key) {
      Shape shape = shapes.get(key);
      if (shape == null) {
        throw new IllegalStateException("no shape for " + key);
      }
      return shape;
    }

    /** What leads to an Output is not folded away; an Input gets a relay that stands for it. */
    private void output(String key) throws NirException {
      List<NirEdge> into = flat.into(key);
      if (into.isEmpty()) {
        throw NirException.atNode(key, "nothing leads to this Output", "connect it or remove it");
      }
      if (into.stream().anyMatch(e -> flat.node(e.source()) instanceof NirNode.Input)) {
        populations.add(relay(key));
        identities(key);
        outputs.add(key);
        return;
      }
      into.forEach(e -> outputs.add(e.source()));
    }

    private void operation(String key, Operation node) throws NirException {
      List<NirEdge> into = flat.into(key);
      populations.add(relay(key));
      try {
        double @Nullable [] bias = NirConnections.bias(node, shape(key).size());
        Values delays = NirConnections.delays(node, options.stepMillis());
        for (int i = 0; i < into.size(); i++) {
          projections.add(
              new Projection(
                  into.size() == 1 ? key : key + "#" + (i + 1),
                  into.get(i).source(),
                  key,
                  "",
                  NirConnections.connectivity(node),
                  NirConnections.weights(node),
                  cut.contains(into.get(i)) ? NirConnections.plusOne(delays) : delays,
                  i == 0 ? bias : null));
        }
      } catch (IllegalArgumentException e) {
        throw NirException.atNode(
            key, String.valueOf(e.getMessage()), "correct it or give another model step");
      }
    }

    private void identities(String key) {
      for (NirEdge edge : flat.into(key)) {
        Projection identity =
            Projection.of(
                edge.source(),
                key,
                new Connectivity.OneToOne(),
                Values.of(1.0),
                cut.contains(edge) ? 1 : 0);
        projections.add(identity);
      }
    }

    private Population relay(String key) {
      return Population.of(key, shape(key), Settings.of(NirNeurons.RELAY));
    }

    /** Projections that hand counts on are called by their ends, and all names differ. */
    private static List<Projection> named(List<Projection> projections) {
      Map<String, Integer> used = new LinkedHashMap<>();
      List<Projection> named = new ArrayList<>();
      for (Projection p : projections) {
        String wanted = NirFolding.isIdentity(p) ? p.source() + "->" + p.target() : p.name();
        int times = used.merge(wanted, 1, Integer::sum);
        named.add(p.named(times == 1 ? wanted : wanted + "#" + times));
      }
      return named;
    }
  }
}
