package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is in a graph and what an import with given options would make of it, to be printed.
 *
 * @param nodes in order of their full key
 * @param edges as the file has them, with full keys
 * @param options what is in force where the file is silent
 * @param cost of one tick; empty if the graph cannot be imported
 * @param warnings what the user should know, and why the graph cannot be imported
 */
public record NirInspect(
    List<NodeRow> nodes,
    List<NirEdge> edges,
    NirOptions options,
    Optional<Cost> cost,
    List<String> warnings) {

  /** Steps per time constant above which the step is probably not the one of the training. */
  private static final double MANY_STEPS = 5000;

  public NirInspect {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    warnings = List.copyOf(warnings);
  }

  /**
   * A node.
   *
   * @param shape its own shape, or what its type says about it
   */
  public record NodeRow(String key, String type, String shape, List<ParameterRow> parameters) {
    public NodeRow {
      parameters = List.copyOf(parameters);
    }
  }

  /** A parameter as the file has it: times in seconds. */
  public record ParameterRow(
      String name, List<Integer> shape, double min, double max, double mean) {}

  /**
   * What a tick costs at most.
   *
   * @param neurons neurons with state or threshold
   * @param relays neurons that only pass on what they get
   * @param synapticOperations multiply-adds if every source neuron is active in every tick
   * @param weights stored numbers of weights and bias
   */
  public record Cost(long neurons, long relays, long synapticOperations, long weights) {}

  /** Looks a graph over. Never fails: what is wrong becomes a warning. */
  public static NirInspect of(NirGraph graph, NirOptions options) {
    List<NodeRow> rows = new ArrayList<>();
    List<NirEdge> edges = new ArrayList<>();
    collect("", graph, rows, edges);
    List<String> warnings = new ArrayList<>();
    Optional<Cost> cost = Optional.empty();
    try {
      cost = Optional.of(cost(NirNetworks.toNetwork(graph, options)));
      FlatGraph flat = NirInlining.inline(NirRepairs.apply(graph, options)).withoutInnerPorts();
      warnAboutLoops(flat, options, warnings);
      warnAboutResets(flat, options, warnings);
      warnAboutSteps(flat, options, warnings);
      warnAboutDeadEnds(flat, warnings);
    } catch (NirException e) {
      warnings.add("cannot be imported: " + e.getMessage());
    }
    return new NirInspect(rows, edges, options, cost, warnings);
  }

  /** The report: nodes, edges, options in force, cost, warnings. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("nodes\n");
    for (NodeRow node : nodes) {
      text.append("  %-24s %-10s %s%n".formatted(node.key(), node.type(), node.shape()));
      for (ParameterRow p : node.parameters()) {
        text.append("      %-12s %-18s %s%n".formatted(p.name(), p.shape(), spread(p)));
      }
    }
    text.append("edges\n");
    edges.forEach(e -> text.append("  %s -> %s%n".formatted(e.source(), e.target())));
    text.append("in force, since a NIR file does not say\n");
    text.append(
        "  step (dt)        %s ms, one per tick of %d µs%n"
            .formatted(options.stepMillis(), options.tickMicros()));
    text.append("  reset            %s%n".formatted(options.reset().word()));
    text.append("  discretisation   %s%n".formatted(options.discretisation().word()));
    text.append("  loop             %s%n".formatted(options.loop().word()));
    text.append(
        "  repairs          %s%n"
            .formatted(options.repairs().stream().map(NirRepair::word).sorted().toList()));
    cost.ifPresent(
        c ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "cost per tick%n  %,d neurons, %,d relays, at most %,d synaptic operations; %,d"
                        + " weights%n",
                    c.neurons(),
                    c.relays(),
                    c.synapticOperations(),
                    c.weights())));
    if (!warnings.isEmpty()) {
      text.append("warnings\n");
      warnings.forEach(w -> text.append("  ").append(w).append('\n'));
    }
    return text.toString();
  }

  private static String spread(ParameterRow p) {
    return p.min() == p.max()
        ? String.format(Locale.ROOT, "%.6g", p.min())
        : String.format(Locale.ROOT, "%.6g … %.6g, mean %.6g", p.min(), p.max(), p.mean());
  }

  private static void collect(
      String prefix, NirGraph graph, List<NodeRow> rows, List<NirEdge> edges) {
    for (NirEdge edge : graph.edges()) {
      edges.add(new NirEdge(prefix + edge.source(), prefix + edge.target()));
    }
    for (Map.Entry<String, NirNode> entry : graph.nodes().entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof NirGraph nested) {
        rows.add(new NodeRow(key, nested.type(), nested.nodes().size() + " nodes", List.of()));
        collect(key + ".", nested, rows, edges);
      } else if (entry.getValue() instanceof NirNode.Primitive node) {
        rows.add(row(key, node));
      }
    }
  }

  private static NodeRow row(String key, NirNode.Primitive node) {
    List<ParameterRow> parameters = new ArrayList<>();
    NirParameters.of(node)
        .forEach(
            (name, tensor) -> {
              double[] values = tensor.values();
              parameters.add(
                  new ParameterRow(
                      name,
                      tensor.shape(),
                      Arrays.stream(values).min().orElse(Double.NaN),
                      Arrays.stream(values).max().orElse(Double.NaN),
                      Arrays.stream(values).average().orElse(Double.NaN)));
            });
    return new NodeRow(key, node.type(), shape(node), parameters);
  }

  private static String shape(NirNode.Primitive node) {
    if (node instanceof NirNode.Port port) {
      return port.shape().toString();
    } else if (node instanceof NirNode.Dynamic) {
      return NirParameters.of(node).values().stream()
          .map(NirTensor::shape)
          .filter(s -> !s.isEmpty())
          .findFirst()
          .orElse(List.of())
          .toString();
    } else if (node instanceof NirNode.Conv1d n) {
      return "kernel %d, stride %d, dilation %d, groups %d, padding %s"
          .formatted(n.weight().dim(2), n.stride(), n.dilation(), n.groups(), padding(n.padding()));
    } else if (node instanceof NirNode.Conv2d n) {
      return "kernel %dx%d, stride %s, dilation %s, groups %d, padding %s"
          .formatted(
              n.weight().dim(2),
              n.weight().dim(3),
              pair(n.stride()),
              pair(n.dilation()),
              n.groups(),
              padding(n.padding()));
    } else if (node instanceof NirNode.SumPool2d n) {
      return "kernel %s, stride %s, padding %s"
          .formatted(pair(n.kernel()), pair(n.stride()), pair(n.padding()));
    } else if (node instanceof NirNode.AvgPool2d n) {
      return "kernel %s, stride %s, padding %s"
          .formatted(pair(n.kernel()), pair(n.stride()), pair(n.padding()));
    } else if (node instanceof NirNode.Flatten n) {
      return "dimensions %d to %d of %s".formatted(n.startDim(), n.endDim(), n.inputType());
    }
    return "";
  }

  private static String pair(Connectivity.Pair pair) {
    return pair.y() + "x" + pair.x();
  }

  private static String padding(NirPadding padding) {
    return padding instanceof NirPadding.Explicit e
        ? pair(e.sides())
        : padding.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Cost cost(Network network) {
    long neurons = 0;
    long relays = 0;
    for (Population population : network.populations()) {
      if (population.model().type().equals(NirNeurons.RELAY)) {
        relays += population.shape().size();
      } else {
        neurons += population.shape().size();
      }
    }
    long operations = 0;
    long weights = 0;
    for (Projection projection : network.projections()) {
      Shape source = shape(network, projection.source());
      Shape target = shape(network, projection.target());
      operations += operations(projection.connectivity(), source, target);
      weights += Geometry.listedWeights(projection.connectivity(), source, target).orElse(0);
      double[] bias = projection.bias();
      weights += bias == null ? 0 : bias.length;
    }
    return new Cost(neurons, relays, operations, weights);
  }

  private static Shape shape(Network network, String name) {
    return network
        .population(name)
        .map(Population::shape)
        .or(() -> network.input(name).map(input -> input.shape()))
        .orElseThrow(() -> new IllegalStateException("neither input nor population: " + name));
  }

  /** Multiply-adds of a tick in which every source neuron is active. */
  private static long operations(Connectivity c, Shape source, Shape target) {
    if (c instanceof Connectivity.AllToAll) {
      return (long) source.size() * target.size();
    } else if (c instanceof Connectivity.Conv1d n) {
      return (long) target.size() * n.kernel() * (source.dim(0) / n.groups());
    } else if (c instanceof Connectivity.Conv2d n) {
      return (long) target.size() * n.kernel().y() * n.kernel().x() * (source.dim(0) / n.groups());
    } else if (c instanceof Pool2d n) {
      return (long) target.size() * n.kernel().y() * n.kernel().x();
    }
    return source.size();
  }

  private static void warnAboutLoops(FlatGraph flat, NirOptions options, List<String> warnings) {
    for (NirEdge edge : NirLoops.cut(flat, options.loop())) {
      warnings.add(
          "a loop is delayed by one tick at edge "
              + edge
              + " (loop: "
              + options.loop().word()
              + "); another place gives other spikes");
    }
  }

  private static void warnAboutResets(FlatGraph flat, NirOptions options, List<String> warnings) {
    if (options.reset() == NirOptions.Reset.V_RESET) {
      return;
    }
    flat.nodes()
        .forEach(
            (key, node) -> {
              NirTensor reset = NirParameters.of(node).get("v_reset");
              if (reset != null && Arrays.stream(reset.values()).anyMatch(v -> v != 0)) {
                warnings.add(
                    "node '"
                        + key
                        + "': its v_reset is not used (reset: "
                        + options.reset().word()
                        + ")");
              }
            });
  }

  private static void warnAboutSteps(FlatGraph flat, NirOptions options, List<String> warnings) {
    flat.nodes()
        .forEach(
            (key, node) ->
                NirParameters.of(node)
                    .forEach(
                        (name, tensor) -> {
                          double shortest =
                              Arrays.stream(tensor.values()).min().orElse(0)
                                  * 1000
                                  / options.stepMillis();
                          if (NirTaus.isTau(name) && shortest > MANY_STEPS) {
                            warnings.add(
                                String.format(
                                    Locale.ROOT,
                                    "node '%s': %s is %.0f steps; was the network trained with a"
                                        + " step of %s ms?",
                                    key,
                                    name,
                                    shortest,
                                    options.stepMillis()));
                          }
                        }));
  }

  private static void warnAboutDeadEnds(FlatGraph flat, List<String> warnings) {
    flat.nodes()
        .forEach(
            (key, node) -> {
              if (!(node instanceof NirNode.Output) && flat.outOf(key).isEmpty()) {
                warnings.add("node '" + key + "': nothing reads it");
              }
              if (node instanceof NirNode.Dynamic && flat.into(key).isEmpty()) {
                warnings.add("node '" + key + "': nothing leads to it");
              }
            });
  }
}
