package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    Optional<NirCost> cost,
    List<String> warnings) {

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

  /** Looks a graph over. Never fails: what is wrong becomes a warning. */
  public static NirInspect of(NirGraph graph, NirOptions options) {
    List<NodeRow> rows = new ArrayList<>();
    List<NirEdge> edges = new ArrayList<>();
    collect("", graph, rows, edges);
    List<String> warnings = new ArrayList<>();
    Optional<NirCost> cost = Optional.empty();
    try {
      cost = Optional.of(NirCost.of(NirNetworks.toNetwork(graph, options)));
      FlatGraph flat = NirInlining.inline(NirRepairs.apply(graph, options)).withoutInnerPorts();
      warnings.addAll(NirWarnings.of(flat, options));
    } catch (NirException e) {
      warnings.add("cannot be imported: " + e.getMessage());
    }
    return new NirInspect(rows, edges, options, cost, warnings);
  }

  /** The report: nodes, edges, options in force, cost, warnings. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("nodes");
    for (NodeRow node : nodes) {
      lines.add("  %-24s %-10s %s".formatted(node.key(), node.type(), node.shape()));
      for (ParameterRow p : node.parameters()) {
        lines.add("      %-12s %-18s %s".formatted(p.name(), p.shape(), spread(p)));
      }
    }
    lines.add("edges");
    edges.forEach(e -> lines.add("  " + e.source() + " -> " + e.target()));
    lines.add("in force, since a NIR file does not say");
    lines.add(
        "  step (dt)        %s ms, one per tick of %d µs"
            .formatted(options.stepMillis(), options.tickMicros()));
    lines.add("  reset            " + options.reset().word());
    lines.add("  discretisation   " + options.discretisation().word());
    lines.add("  loop             " + options.loop().word());
    lines.add(
        "  repairs          " + options.repairs().stream().map(NirRepair::word).sorted().toList());
    if (cost.isPresent()) {
      lines.add("cost per tick");
      lines.add("  " + cost.get());
    }
    if (!warnings.isEmpty()) {
      lines.add("warnings");
      warnings.forEach(w -> lines.add("  " + w));
    }
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
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
}
