package io.spiketide.nir;

import io.spiketide.network.Connectivity.Pair;
import io.spiketide.testing.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small graphs, and one with every node type. */
final class NirGraphs {
  private NirGraphs() {}

  static Path shared(String file) {
    return SharedData.data("nir/" + file);
  }

  /** Edges written as {@code a>b}. */
  static List<NirEdge> edges(String... edges) {
    List<NirEdge> list = new ArrayList<>();
    for (String edge : edges) {
      int cut = edge.indexOf('>');
      list.add(new NirEdge(edge.substring(0, cut), edge.substring(cut + 1)));
    }
    return list;
  }

  static NirNode.Input input(Integer... shape) {
    return new NirNode.Input(List.of(shape));
  }

  static NirNode.Output output(Integer... shape) {
    return new NirNode.Output(List.of(shape));
  }

  /** A matrix whose values all differ. */
  static NirTensor numbered(Integer... shape) {
    NirTensor tensor = NirTensor.filled(List.of(shape), 0);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = 0.25 * (i + 1);
    }
    return tensor;
  }

  static NirTensor all(double value, Integer... shape) {
    return NirTensor.filled(List.of(shape), value);
  }

  static NirNode.Linear linear(int out, int in) {
    return new NirNode.Linear(numbered(out, in));
  }

  static NirNode.Lif lif(Integer... shape) {
    return new NirNode.Lif(
        all(0.002, shape), all(1, shape), all(0, shape), all(1, shape), all(0, shape));
  }

  static NirNode.IntegrateFire integrateFire(Integer... shape) {
    return new NirNode.IntegrateFire(all(1, shape), all(1, shape), all(0, shape));
  }

  /** input [2] → fc → lif [3] → output, and lif → rec → lif. */
  static NirGraph recurrent() {
    return NirGraph.of(
        Map.of(
            "input", input(2),
            "fc", linear(3, 2),
            "lif", lif(3),
            "rec", new NirNode.Affine(numbered(3, 3), NirTensor.vector(1, 2, 3)),
            "output", output(3)),
        edges("input>fc", "fc>lif", "lif>rec", "rec>lif", "lif>output"));
  }

  /** A chain of all node types, a nested graph among them; some keys hold dots, digits, umlauts. */
  static NirGraph everything() {
    Map<String, NirNode> nodes = new TreeMap<>();
    nodes.put("input", input(2, 8));
    nodes.put(
        "0",
        new NirNode.Conv1d(
            8,
            numbered(4, 1, 3),
            1,
            new NirPadding.Same(),
            1,
            2,
            NirTensor.vector(0.5, 0, -0.5, 0)));
    nodes.put("if.1", integrateFire(4, 8));
    nodes.put("größe", new NirNode.Scale(numbered(4, 8)));
    nodes.put("flat", new NirNode.Flatten(0, -1, List.of()));
    nodes.put("nested", nested());
    nodes.put("delay", new NirNode.Delay(NirTensor.vector(0, 1e-4, 2e-4, 5e-4)));
    nodes.put("cuba", cubaLif(4));
    nodes.put("li", new NirNode.Li(all(0.003, 4), all(1, 4), all(0.1, 4)));
    nodes.put("threshold", new NirNode.Threshold(all(0.3, 4)));
    nodes.put("i", new NirNode.Integrator(numbered(4)));
    nodes.put(
        "cubali",
        new NirNode.CubaLi(all(0.001, 4), all(0.002, 4), all(1, 4), all(0, 4), all(2, 4)));
    nodes.put("output", output(4));
    nodes.put("image", input(2, 6, 6));
    nodes.put(
        "conv",
        new NirNode.Conv2d(
            new Pair(6, 6),
            numbered(2, 2, 3, 3),
            new Pair(1, 1),
            new NirPadding.Explicit(new Pair(1, 1)),
            new Pair(1, 1),
            1,
            NirTensor.vector(0, 1)));
    nodes.put("sum", new NirNode.SumPool2d(new Pair(2, 2), new Pair(2, 2), new Pair(0, 0)));
    nodes.put(
        "valid",
        new NirNode.Conv2d(
            null,
            numbered(2, 2, 2, 2),
            new Pair(1, 1),
            new NirPadding.Valid(),
            new Pair(1, 1),
            1,
            NirTensor.vector(0, 0)));
    nodes.put("avg", new NirNode.AvgPool2d(new Pair(1, 2), new Pair(1, 2), new Pair(0, 0)));
    nodes.put("joined", new NirNode.Flatten(0, 2, List.of(2, 2, 1)));
    return NirGraph.of(
        nodes,
        edges(
            "input>0",
            "0>if.1",
            "if.1>größe",
            "größe>flat",
            "flat>nested",
            "nested>delay",
            "delay>cuba",
            "cuba>li",
            "li>threshold",
            "threshold>i",
            "i>cubali",
            "cubali>output",
            "image>conv",
            "conv>sum",
            "sum>valid",
            "valid>avg",
            "avg>joined",
            "joined>cuba"));
  }

  static NirNode.CubaLif cubaLif(Integer... shape) {
    return new NirNode.CubaLif(
        all(2e-4, shape),
        all(1e-3, shape),
        all(1, shape),
        all(0, shape),
        all(1, shape),
        all(1, shape),
        all(-0.5, shape));
  }

  private static NirGraph nested() {
    return NirGraph.of(
        Map.of(
            "in", input(32),
            "weights", new NirNode.Affine(numbered(4, 32), NirTensor.vector(0, 1, 2, 1.0 / 3)),
            "lif", lif(4),
            "out", output(4)),
        edges("in>weights", "weights>lif", "lif>out"));
  }
}
