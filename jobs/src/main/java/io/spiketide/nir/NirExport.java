package io.spiketide.nir;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.nir.NirNode.Operation;
import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes NIR graphs of network descriptions that NIR can express: its neuron models, dense and
 * one-to-one projections, convolutions, pooling, delays.
 *
 * <p>What NIR has no place for is left out: reset and discretisation, time base, readouts,
 * recordings, instances, placement. A recurrent delay of one tick is left to the importer where
 * {@link NirLoops} puts it back, so that other tools take the loop for what it is.
 */
public final class NirExport {
  private final Network network;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Set<String> implicit;
  private final Map<String, NirNode> nodes = new TreeMap<>();
  private final List<NirEdge> edges = new ArrayList<>();
  private final Map<String, NirEdge> entries = new LinkedHashMap<>();

  private NirExport(Network network, Set<String> implicit) {
    this.network = network;
    this.implicit = implicit;
    network.inputs().forEach(i -> shapes.put(i.name(), i.shape()));
    network.populations().forEach(p -> shapes.put(p.name(), p.shape()));
  }

  /**
   * The graph of a network. An import with the network's reset, discretisation and time base gives
   * the same populations and projections back.
   *
   * @throws NirException if NIR cannot express it; names the population or projection
   */
  public static NirGraph fromNetwork(Network network) throws NirException {
    Set<String> implicit = recurrentByOneTick(network);
    while (true) {
      NirExport export = new NirExport(network, implicit);
      NirGraph graph = export.graph();
      Set<NirEdge> cut = NirLoops.cut(NirInlining.inline(graph), NirOptions.Loop.BEFORE_WEIGHTS);
      Set<String> agreed = new LinkedHashSet<>();
      Set<NirEdge> expected = new HashSet<>();
      for (String name : implicit) {
        NirEdge entry = export.entries.get(name);
        if (entry != null && cut.contains(entry)) {
          agreed.add(name);
          expected.add(entry);
        }
      }
      if (agreed.equals(implicit) && expected.containsAll(cut)) {
        return graph;
      }
      implicit = agreed.equals(implicit) ? Set.of() : agreed;
    }
  }

  private NirGraph graph() throws NirException {
    for (Input input : network.inputs()) {
      if (!input.encoders().equals(List.of(Settings.of("events")))) {
        throw new NirException(
            "input '" + input.name() + "'",
            "NIR has no encoder " + input.encoders().get(0).type(),
            "use the encoder events");
      }
      nodes.put(input.name(), new NirNode.Input(input.shape().dimensions()));
    }
    for (Population population : network.populations()) {
      population(population);
    }
    outputs();
    return NirGraph.of(nodes, edges);
  }

  private void population(Population p) throws NirException {
    if (!p.initial().isEmpty()) {
      throw fault(p, "NIR has no initial values", "remove initial " + p.initial().keySet());
    }
    if (p.competition() != null) {
      throw fault(p, "NIR has no competition among neurons", "leave 'competition' out");
    }
    List<Projection> into =
        network.projections().stream().filter(q -> q.target().equals(p.name())).toList();
    if (!p.model().type().equals(NirNeurons.RELAY)) {
      nodes.put(p.name(), neurons(p));
    } else if (isOutputOfInput(p, into)) {
      nodes.put(p.name(), new NirNode.Output(p.shape().dimensions()));
    } else if (into.size() == 1 && isRelayOf(into.get(0))) {
      operation(into.get(0), p.name(), true);
      return;
    } else {
      nodes.put(p.name(), new NirNode.Scale(NirTensor.filled(p.shape().dimensions(), 1)));
    }
    for (Projection projection : into) {
      incoming(projection);
    }
  }

  /** A relay that an import makes of an operation bears its name, or is a reshaping or delay. */
  private boolean isRelayOf(Projection only) {
    boolean reshapes = !shape(only.source()).equals(shape(only.target()));
    return NirOperations.isPlain(only)
        ? reshapes || !only.delays().equals(Values.of(0.0))
        : only.name().equals(only.target());
  }

  private boolean isOutputOfInput(Population p, List<Projection> into) {
    return into.size() == 1
        && NirFolding.isIdentity(into.get(0))
        && NirFolding.fixedDelay(into.get(0)) == 0
        && network.input(into.get(0).source()).isPresent()
        && shape(into.get(0).source()).equals(p.shape())
        && isSink(p);
  }

  /** A projection into a population with a node of its own. */
  private void incoming(Projection p) throws NirException {
    Shape source = shape(p.source());
    Shape target = shape(p.target());
    boolean delayed = !implicit.contains(p.name()) && !p.delays().equals(Values.of(0.0));
    if (NirOperations.isPlain(p) && p.bias() == null && !delayed && source.equals(target)) {
      entries.put(p.name(), new NirEdge(p.source(), p.target()));
      edges.add(new NirEdge(p.source(), p.target()));
      return;
    }
    String last = operation(p, free(p.name()), false);
    edges.add(new NirEdge(last, p.target()));
  }

  /**
   * Adds delay, operation and reshaping of a projection.
   *
   * @param key of the operation, or of the last node where {@code keyIsLast}
   * @return the key of the last node
   */
  private String operation(Projection p, String key, boolean keyIsLast) throws NirException {
    Shape source = shape(p.source());
    Shape target = shape(p.target());
    List<Primitive> chain = new ArrayList<>();
    boolean dense = p.connectivity() instanceof AllToAll;
    Shape from = source;
    if (!implicit.contains(p.name())) {
      NirOperations.delay(p, source, network.time().stepMillis()).ifPresent(chain::add);
    }
    if (dense && source.rank() > 1) {
      from = Shape.of(source.size());
      chain.add(new NirNode.Flatten(0, source.rank() - 1, source.dimensions()));
    }
    if (!NirOperations.isPlain(p) || p.bias() != null) {
      Operation operation = NirOperations.operation(p, from, target);
      chain.add(operation);
      from = NirOperations.gives(p, from, target);
    }
    if (!from.equals(target)) {
      Shape given = from;
      chain.add(
          NirOperations.flatten(given, target)
              .orElseThrow(
                  () ->
                      NirOperations.fault(
                          p,
                          "it gives " + given + ", population '" + p.target() + "' is " + target,
                          "give the population that shape; NIR can only join dimensions")));
    }
    return add(p, chain, key, keyIsLast ? chain.size() - 1 : bearer(chain));
  }

  /** Adds nodes one after the other; one of them gets the key. */
  private String add(Projection p, List<Primitive> chain, String key, int bearer) {
    String previous = p.source();
    for (int i = 0; i < chain.size(); i++) {
      String name =
          i == bearer ? key : free(key + "." + chain.get(i).type().toLowerCase(Locale.ROOT));
      nodes.put(name, chain.get(i));
      NirEdge edge = new NirEdge(previous, name);
      edges.add(edge);
      entries.putIfAbsent(p.name(), edge);
      previous = name;
    }
    return previous;
  }

  /** The node with the weights, else the last. */
  private static int bearer(List<Primitive> chain) {
    for (int i = 0; i < chain.size(); i++) {
      if (!(chain.get(i) instanceof NirNode.Delay) && !(chain.get(i) instanceof NirNode.Flatten)) {
        return i;
      }
    }
    return chain.size() - 1;
  }

  /** What is published, and graded populations that nothing else reads. */
  private void outputs() throws NirException {
    List<Population> read =
        network.populations().stream()
            .filter(p -> p.publish() || (NirNeurons.isGraded(p.model()) && isSink(p)))
            .toList();
    if (read.isEmpty()) {
      throw new NirException("", "no population is published", "publish those that are outputs");
    }
    for (Population p : read) {
      if (!(nodes.get(p.name()) instanceof NirNode.Output)) {
        String key = free(read.size() == 1 ? "output" : p.name() + ".output");
        nodes.put(key, new NirNode.Output(p.shape().dimensions()));
        edges.add(new NirEdge(p.name(), key));
      }
    }
  }

  private boolean isSink(Population p) {
    return network.projections().stream().noneMatch(q -> q.source().equals(p.name()));
  }

  private NirNode neurons(Population p) throws NirException {
    String type =
        NirNeurons.models().entrySet().stream()
            .filter(e -> e.getValue().equals(p.model().type()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(
                () ->
                    fault(
                        p,
                        "NIR has no neuron model " + p.model().type(),
                        "use one of " + NirNeurons.models().values()));
    Set<String> used = new HashSet<>();
    NirNode node =
        NirNeurons.node(
            type,
            nirName -> {
              String name = NirNeurons.parameter(nirName);
              used.add(name);
              NirTensor tensor = parameter(p, name);
              return NirTaus.isTau(nirName) ? NirTaus.inSeconds(tensor) : tensor;
            });
    for (Map.Entry<String, Values> given : p.model().parameters().entrySet()) {
      if (!used.contains(given.getKey()) && !given.getValue().equals(Values.of(0.0))) {
        throw fault(
            p,
            "NIR's " + type + " has no parameter for " + given.getKey() + " " + given.getValue(),
            "remove it");
      }
    }
    if ("jump".equals(p.model().options().get("input"))) {
      throw fault(p, "NIR's " + type + " takes currents, not jumps", "use input: current");
    }
    return node;
  }

  private static NirTensor parameter(Population p, String name) throws NirException {
    Values values = p.model().parameters().get(name);
    List<Integer> shape = p.shape().dimensions();
    if (values instanceof Values.Constant c) {
      return NirTensor.filled(shape, c.value());
    } else if (values instanceof Values.Listed l && l.values().length == p.shape().size()) {
      return new NirTensor(shape, l.values());
    } else if (values != null) {
      throw fault(p, name + " is " + values + ", NIR needs numbers", "list the values of " + name);
    }
    Optional<ParameterSpec> spec =
        NeuronModels.CATALOG
            .find(p.model().type())
            .flatMap(m -> m.parameters().stream().filter(s -> s.name().equals(name)).findFirst());
    if (spec.isEmpty() || spec.get().isRequired()) {
      throw fault(p, "it has no " + name, "give " + name);
    }
    return NirTensor.filled(shape, spec.get().defaultValue());
  }

  private Shape shape(String name) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalStateException("neither an input nor a population: " + name);
    }
    return shape;
  }

  /** A key that no node, input or population has. */
  private String free(String wanted) {
    String key = wanted.replace('/', '_');
    while (nodes.containsKey(key) || shapes.containsKey(key)) {
      key += "_";
    }
    return key;
  }

  /** Names of the projections with a fixed delay of one tick that are part of a loop. */
  private static Set<String> recurrentByOneTick(Network network) {
    Set<String> names = new LinkedHashSet<>();
    for (Projection p : network.projections()) {
      if (p.delays().equals(Values.of(1.0)) && reaches(network, p.target(), p.source())) {
        names.add(p.name());
      }
    }
    return names;
  }

  private static boolean reaches(Network network, String from, String to) {
    Set<String> reached = new HashSet<>(Set.of(from));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String next = open.pop();
      for (Projection p : network.projections()) {
        if (p.source().equals(next) && reached.add(p.target())) {
          open.add(p.target());
        }
      }
    }
    return reached.contains(to);
  }

  private static NirException fault(Population p, String fault, String mend) {
    return new NirException("population '" + p.name() + "'", fault, mend);
  }
}
