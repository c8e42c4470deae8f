package io.spiketide.nir;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.spiketide.network.Connectivity.Pair;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The datasets of one node, read by name. Sizes are checked before memory is taken, and datasets
 * that nobody asked for are reported by {@link #requireAllRead}.
 *
 * <p>Failures of jHDF itself pass through as they are: {@link NirFile} turns them into messages.
 */
final class NirFields {
  /** Most numbers that one file may hold: 1 GiB as doubles. */
  static final long MAX_VALUES = 1L << 27;

  /** Most bytes of text in one dataset, and what a compressed dataset may be larger than plain. */
  private static final long SMALL = 1L << 20;

  /** What other tools add to a node and what does not change its meaning. */
  private static final Set<String> IGNORED =
      Set.of("metadata", "input_type", "output_type", "name");

  private final String node;
  private final Map<String, Dataset> datasets;
  private final long[] valuesLeft;
  private final Set<String> read = new TreeSet<>();

  /**
   * @param node key for messages, with the keys of the graphs around it
   * @param datasets by name
   * @param valuesLeft one number, shared by all nodes of a file: how many more values may be read
   */
  NirFields(String node, Map<String, Dataset> datasets, long[] valuesLeft) {
    this.node = node;
    this.datasets = datasets;
    this.valuesLeft = valuesLeft;
  }

  boolean has(String name) {
    return datasets.containsKey(name);
  }

  /** A single string. */
  String text(String name) throws NirException {
    Object data = values(name);
    if (data instanceof String s) {
      return s;
    }
    if (data instanceof String[] list && list.length == 1) {
      return list[0];
    }
    throw fault(name, "is not a single string", "write it as a string");
  }

  /** Pairs of strings, from a dataset of shape {@code [pairs, 2]}. */
  List<NirEdge> edges(String name) throws NirException {
    Dataset dataset = dataset(name);
    int[] shape = dataset.getDimensions();
    List<NirEdge> edges = new ArrayList<>();
    if (shape.length > 0 && shape[0] == 0) {
      read.add(name);
      return edges;
    }
    Object data = values(name);
    if (shape.length != 2 || shape[1] != 2 || !(data instanceof String[] names)) {
      throw fault(name, "is not a list of pairs of strings", "write it with shape [edges, 2]");
    }
    for (int i = 0; i < names.length; i += 2) {
      edges.add(new NirEdge(names[i], names[i + 1]));
    }
    return edges;
  }

  NirTensor tensor(String name) throws NirException {
    Dataset dataset = dataset(name);
    Object data = values(name);
    List<Integer> shape = new ArrayList<>();
    for (int d : dataset.getDimensions()) {
      shape.add(d);
    }
    return new NirTensor(shape, numbers(name, data));
  }

  /** A tensor, or one of the given shape filled with a value where the file has none. */
  NirTensor tensorOr(String name, NirTensor like, double value) throws NirException {
    return has(name) ? tensor(name) : NirTensor.filled(like.shape(), value);
  }

  int integer(String name) throws NirException {
    List<Integer> list = integers(name);
    if (list.size() != 1) {
      throw fault(name, "has " + list.size() + " numbers", "give one number");
    }
    return list.get(0);
  }

  Optional<Integer> optionalInteger(String name) throws NirException {
    return has(name) ? Optional.of(integer(name)) : Optional.empty();
  }

  /** Whole numbers; a scalar makes a list of one. */
  List<Integer> integers(String name) throws NirException {
    List<Integer> list = new ArrayList<>();
    for (double v : numbers(name, values(name))) {
      if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
        throw fault(name, "has the value " + v, "give whole numbers");
      }
      list.add((int) v);
    }
    return list;
  }

  /** Two numbers, or one that stands for both. */
  Pair pair(String name) throws NirException {
    List<Integer> list = integers(name);
    if (list.isEmpty() || list.size() > 2) {
      throw fault(name, "has " + list.size() + " numbers", "give one number or two");
    }
    return new Pair(list.get(0), list.get(list.size() - 1));
  }

  @Nullable Pair optionalPair(String name) throws NirException {
    return has(name) ? pair(name) : null;
  }

  /** Padding in numbers or in words. */
  NirPadding padding(String name) throws NirException {
    if (dataset(name).getJavaType() != String.class) {
      return new NirPadding.Explicit(pair(name));
    }
    String word = text(name);
    return switch (word) {
      case "same" -> new NirPadding.Same();
      case "valid" -> new NirPadding.Valid();
      default -> throw fault(name, "is '" + word + "'", "use numbers, 'same' or 'valid'");
    };
  }

  /** Refuses datasets that were not asked for: a parameter that is ignored changes the network. */
  void requireAllRead(String type) throws NirException {
    for (String name : datasets.keySet()) {
      if (!read.contains(name) && !IGNORED.contains(name)) {
        throw NirException.atNode(
            node,
            "unknown parameter '" + name + "' of a node of type " + type,
            "remove it, or use one of " + read);
      }
    }
  }

  private Dataset dataset(String name) throws NirException {
    Dataset dataset = datasets.get(name);
    if (dataset == null) {
      throw NirException.atNode(
          node,
          "has no '" + name + "' (it has " + new TreeSet<>(datasets.keySet()) + ")",
          "export it again with a complete description");
    }
    return dataset;
  }

  /** The data as a flat array, or as a single object for a scalar. */
  private Object values(String name) throws NirException {
    Dataset dataset = dataset(name);
    read.add(name);
    requireFits(name, dataset);
    return dataset.getDataFlat();
  }

  private void requireFits(String name, Dataset dataset) throws NirException {
    long size = 1;
    for (long d : dataset.getDimensionsAsLong()) {
      if (d < 0 || (d > 0 && size > MAX_VALUES / d)) {
        throw tooLarge(name);
      }
      size *= d;
    }
    valuesLeft[0] -= size;
    int bytesEach = dataset.getDataType().getSize();
    if (valuesLeft[0] < 0 || bytesEach < 1 || bytesEach > SMALL) {
      throw tooLarge(name);
    }
    if (dataset.getJavaType() == String.class && size * bytesEach > SMALL) {
      throw tooLarge(name);
    }
    if (dataset instanceof ChunkedDataset chunked) {
      requireChunksFit(name, chunked, size * bytesEach);
    }
  }

  /** A compressed block may inflate a thousandfold, so what is stored is bounded by the shape. */
  private void requireChunksFit(String name, ChunkedDataset dataset, long bytes)
      throws NirException {
    long chunk = 1;
    for (int d : dataset.getChunkDimensions()) {
      if (d < 1 || chunk > MAX_VALUES / d) {
        throw tooLarge(name);
      }
      chunk *= d;
    }
    int bytesEach = dataset.getDataType().getSize();
    if (chunk * bytesEach > 2 * bytes + SMALL || dataset.getStorageInBytes() > 2 * bytes + SMALL) {
      throw fault(
          name, "stores more bytes than its shape has room for", "export it again, it is damaged");
    }
  }

  private double[] numbers(String name, Object data) throws NirException {
    if (data instanceof Number n) {
      return new double[] {n.doubleValue()};
    } else if (data instanceof double[] d) {
      return d;
    } else if (data instanceof float[] f) {
      double[] values = new double[f.length];
      for (int i = 0; i < f.length; i++) {
        values[i] = f[i];
      }
      return values;
    } else if (data.getClass().isArray()
        && data.getClass().getComponentType().isPrimitive()
        && data.getClass().getComponentType() != boolean.class
        && data.getClass().getComponentType() != char.class) {
      double[] values = new double[Array.getLength(data)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Array.getDouble(data, i);
      }
      return values;
    }
    throw fault(
        name,
        "holds " + data.getClass().getSimpleName() + ", not numbers",
        "write floats of 32 or 64 bits, or integers");
  }

  private NirException tooLarge(String name) {
    return fault(
        name,
        "has a size that would need more than " + (MAX_VALUES >> 17) + " MiB",
        "if it is not damaged, split the network");
  }

  private NirException fault(String name, String fault, String mend) {
    return NirException.atNode(node, "'" + name + "' " + fault, mend);
  }
}
