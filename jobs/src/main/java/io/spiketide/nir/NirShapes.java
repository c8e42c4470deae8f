package io.spiketide.nir;

import io.spiketide.network.Geometry;
import io.spiketide.network.Shape;
import io.spiketide.nir.NirNode.Dynamic;
import io.spiketide.nir.NirNode.Operation;
import io.spiketide.nir.NirNode.Port;
import io.spiketide.nir.NirNode.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shape that every node gives, derived from the inputs on, and the check that both ends of
 * every edge agree.
 */
final class NirShapes {
  private static final int ANY = -1;

  private final FlatGraph graph;
  private final boolean fitPorts;
  private final SortedMap<String, Shape> gives = new TreeMap<>();

  private NirShapes(FlatGraph graph, boolean fitPorts) {
    this.graph = graph;
    this.fitPorts = fitPorts;
  }

  /**
   * The shapes by node.
   *
   * @param fitPorts whether Outputs and the ports of nested graphs take the shape of what leads to
   *     them
   * @throws NirException that names both nodes and both shapes of an edge, or a node whose
   *     parameters contradict each other
   */
  static SortedMap<String, Shape> infer(FlatGraph graph, boolean fitPorts) throws NirException {
    NirShapes shapes = new NirShapes(graph, fitPorts);
    shapes.propagate();
    shapes.checkAll();
    return shapes.gives;
  }

  private void propagate() throws NirException {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, Primitive> node : graph.nodes().entrySet()) {
        if (!gives.containsKey(node.getKey())) {
          changed |= derive(node.getKey(), node.getValue());
        }
      }
    }
    for (Map.Entry<String, Primitive> node : graph.nodes().entrySet()) {
      if (!gives.containsKey(node.getKey())) {
        throw NirException.atNode(
            node.getKey(),
            "no Input leads to this " + node.getValue().type() + ", so its shape is unknown",
            "connect it or remove it");
      }
    }
  }

  /** Derives the shape of a node if enough is known; says whether it was. */
  private boolean derive(String key, Primitive node) throws NirException {
    Optional<Shape> own = own(key, node);
    if (own.isPresent()) {
      gives.put(key, own.get());
      return true;
    }
    for (NirEdge edge : graph.into(key)) {
      Shape source = gives.get(edge.source());
      if (source != null) {
        gives.put(key, given(edge, node, source));
        return true;
      }
    }
    return false;
  }

  /** The shape that follows from the parameters of the node alone. */
  private Optional<Shape> own(String key, Primitive node) throws NirException {
    if (node instanceof Port port) {
      boolean follows = fitPorts && !graph.into(key).isEmpty();
      return follows ? Optional.empty() : Optional.of(shape(key, port.shape()));
    } else if (node instanceof NirNode.Affine n) {
      requireMatrix(key, n.weight(), n.bias());
      return Optional.of(shape(key, List.of(n.weight().dim(0))));
    } else if (node instanceof NirNode.Linear n) {
      requireMatrix(key, n.weight(), NirTensor.filled(n.weight().shape().subList(0, 1), 0));
      return Optional.of(shape(key, List.of(n.weight().dim(0))));
    } else if (node instanceof Dynamic
        || node instanceof NirNode.Scale
        || node instanceof NirNode.Delay) {
      return elementwise(key, node);
    }
    return Optional.empty();
  }

  /** The common shape of a node's parameters; empty if all are scalars. */
  private static Optional<Shape> elementwise(String key, Primitive node) throws NirException {
    String firstName = "";
    List<Integer> first = List.of();
    for (Map.Entry<String, NirTensor> p : NirParameters.of(node).entrySet()) {
      List<Integer> shape = p.getValue().shape();
      if (first.isEmpty()) {
        firstName = p.getKey();
        first = shape;
      } else if (!shape.isEmpty() && !shape.equals(first)) {
        throw NirException.atNode(
            key,
            firstName + " has shape " + first + ", " + p.getKey() + " has shape " + shape,
            "give all parameters the same shape");
      }
    }
    return first.isEmpty() ? Optional.empty() : Optional.of(shape(key, first));
  }

  /** What a node gives when an edge brings it a shape. */
  private Shape given(NirEdge edge, Primitive node, Shape source) throws NirException {
    requireTakes(edge, node, source);
    try {
      if (node instanceof NirNode.Flatten f) {
        return flattened(f, source);
      } else if (node instanceof NirNode.Conv1d
          || node instanceof NirNode.Conv2d
          || node instanceof NirNode.SumPool2d
          || node instanceof NirNode.AvgPool2d) {
        requireBias(edge.target(), node);
        return Geometry.targetShape(NirConnections.connectivity((Operation) node), source);
      }
    } catch (IllegalArgumentException e) {
      throw NirException.atNode(
          edge.target(), message(e), "correct the parameters in the tool that wrote the file");
    }
    return source;
  }

  private void checkAll() throws NirException {
    for (NirEdge edge : graph.edges()) {
      Primitive target = graph.node(edge.target());
      Shape source = shapeOf(edge.source());
      requireTakes(edge, target, source);
      if (takes(target).isEmpty()) {
        Shape given = given(edge, target, source);
        if (!given.equals(shapeOf(edge.target()))) {
          throw mismatch(edge, source.dimensions(), shapeOf(edge.target()).dimensions());
        }
      }
    }
  }

  private Shape shapeOf(String key) {
    Shape shape = gives.get(key);
    if (shape == null) {
      throw new IllegalStateException("no shape for " + key);
    }
    return shape;
  }

  private void requireTakes(NirEdge edge, Primitive target, Shape source) throws NirException {
    Optional<List<Integer>> takes = takes(target);
    if (takes.isPresent() && !matches(takes.get(), source.dimensions())) {
      throw mismatch(edge, source.dimensions(), takes.get());
    }
  }

  /** The shape that a node takes, {@link #ANY} where a dimension is free; empty if all are. */
  private Optional<List<Integer>> takes(Primitive node) {
    if (node instanceof Port p) {
      return fitPorts ? Optional.empty() : Optional.of(p.shape());
    } else if (node instanceof NirNode.Affine n) {
      return Optional.of(List.of(n.weight().dim(1)));
    } else if (node instanceof NirNode.Linear n) {
      return Optional.of(List.of(n.weight().dim(1)));
    } else if (node instanceof NirNode.Conv1d n && n.weight().rank() == 3) {
      int length = n.inputLength() == null ? ANY : n.inputLength();
      return Optional.of(List.of(n.weight().dim(1) * n.groups(), length));
    } else if (node instanceof NirNode.Conv2d n && n.weight().rank() == 4) {
      int height = n.inputShape() == null ? ANY : n.inputShape().y();
      int width = n.inputShape() == null ? ANY : n.inputShape().x();
      return Optional.of(List.of(n.weight().dim(1) * n.groups(), height, width));
    } else if (node instanceof NirNode.SumPool2d || node instanceof NirNode.AvgPool2d) {
      return Optional.of(List.of(ANY, ANY, ANY));
    } else if (node instanceof NirNode.Flatten n) {
      return n.inputType().isEmpty() ? Optional.empty() : Optional.of(n.inputType());
    }
    return NirParameters.of(node).values().stream()
        .map(NirTensor::shape)
        .filter(shape -> !shape.isEmpty())
        .findFirst();
  }

  private static boolean matches(List<Integer> takes, List<Integer> given) {
    if (takes.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < takes.size(); i++) {
      if (takes.get(i) != ANY && !takes.get(i).equals(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private NirException mismatch(NirEdge edge, List<Integer> given, List<Integer> taken) {
    Primitive source = graph.node(edge.source());
    Primitive target = graph.node(edge.target());
    String fault =
        "'%s' (%s) gives %s, '%s' (%s) takes %s"
            .formatted(
                edge.source(),
                source.type(),
                given,
                edge.target(),
                target.type(),
                taken.toString().replace(String.valueOf(ANY), "any"));
    return NirException.atEdge(edge, fault, mend(source, target, given, taken));
  }

  private static String mend(
      Primitive source, Primitive target, List<Integer> given, List<Integer> taken) {
    if (isBatchOf(given, taken) || isBatchOf(taken, given)) {
      return "the leading 1 looks like a batch dimension: export without it, or import with the"
          + " repair "
          + NirRepair.DROP_BATCH.word();
    }
    if (source instanceof Port || target instanceof Port) {
      return "correct the shape of the port, or import with the repair "
          + NirRepair.FIT_PORTS.word();
    }
    if (taken.size() == 1
        && given.size() > 1
        && NirTensor.sizeOf(given) == NirTensor.sizeOf(taken)) {
      return "put a Flatten between them";
    }
    return "make the shapes agree in the tool that wrote the file";
  }

  private static boolean isBatchOf(List<Integer> batch, List<Integer> single) {
    return batch.size() == single.size() + 1
        && batch.get(0) == 1
        && matches(single, batch.subList(1, batch.size()));
  }

  private static Shape flattened(NirNode.Flatten node, Shape source) {
    int rank = source.rank();
    int start = node.startDim() < 0 ? node.startDim() + rank : node.startDim();
    int end = node.endDim() < 0 ? node.endDim() + rank : node.endDim();
    if (start < 0 || end >= rank || start > end) {
      throw new IllegalArgumentException(
          "cannot join dimensions "
              + node.startDim()
              + " to "
              + node.endDim()
              + " of "
              + source.dimensions());
    }
    List<Integer> joined = new ArrayList<>(source.dimensions().subList(0, start));
    joined.add((int) NirTensor.sizeOf(source.dimensions().subList(start, end + 1)));
    joined.addAll(source.dimensions().subList(end + 1, rank));
    return new Shape(joined);
  }

  private static Shape shape(String key, List<Integer> dimensions) throws NirException {
    try {
      return new Shape(dimensions);
    } catch (IllegalArgumentException e) {
      throw NirException.atNode(key, message(e), "give it a shape of positive dimensions");
    }
  }

  private static void requireMatrix(String key, NirTensor weight, NirTensor bias)
      throws NirException {
    if (weight.rank() != 2) {
      throw NirException.atNode(
          key, "weight has shape " + weight.shape(), "give it the shape [out, in]");
    }
    requireBias(key, weight, bias);
  }

  private static void requireBias(String key, Primitive node) throws NirException {
    if (node instanceof NirNode.Conv1d n) {
      requireBias(key, n.weight(), n.bias());
    } else if (node instanceof NirNode.Conv2d n) {
      requireBias(key, n.weight(), n.bias());
    }
  }

  private static void requireBias(String key, NirTensor weight, NirTensor bias)
      throws NirException {
    if (bias.rank() != 1 || bias.dim(0) != weight.dim(0)) {
      throw NirException.atNode(
          key,
          "weight has shape " + weight.shape() + ", bias has shape " + bias.shape(),
          "give the bias the shape [" + weight.dim(0) + "]");
    }
  }

  private static String message(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
