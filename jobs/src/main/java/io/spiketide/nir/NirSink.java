package io.spiketide.nir;

import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import io.spiketide.network.Connectivity.Pair;
import java.util.List;

/**
 * Writes the datasets of one node the way today's NIR library does: numbers of rank 1 and above as
 * one gzip chunk, scalars and strings contiguous.
 *
 * <p>Numbers are written in 32 bits where that loses nothing, else in 64.
 */
final class NirSink {
  private static final int GZIP_LEVEL = 4;

  private final WritableGroup group;

  NirSink(WritableGroup group) {
    this.group = group;
  }

  void text(String name, String text) {
    group.putDataset(name, text);
  }

  void integer(String name, int value) {
    group.putDataset(name, (long) value);
  }

  void integers(String name, List<Integer> values) {
    long[] numbers = values.stream().mapToLong(Integer::longValue).toArray();
    group.putDataset(name, numbers, numbers.length == 0 ? plain() : gzip());
  }

  void pair(String name, Pair pair) {
    integers(name, List.of(pair.y(), pair.x()));
  }

  void padding(String name, NirPadding padding) {
    if (padding instanceof NirPadding.Explicit e) {
      pair(name, e.sides());
    } else {
      text(name, padding instanceof NirPadding.Same ? "same" : "valid");
    }
  }

  void tensor(String name, NirTensor tensor) {
    int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    boolean single = fitsSingle(tensor.values());
    if (shape.length == 0) {
      double value = tensor.values()[0];
      group.putDataset(name, single ? (Object) (float) value : (Object) value);
      return;
    }
    Object nested = nest(tensor.values(), shape, single);
    group.putDataset(name, nested, tensor.size() == 0 ? plain() : gzip());
  }

  void edges(String name, List<NirEdge> edges) {
    String[][] pairs = new String[edges.size()][2];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i][0] = edges.get(i).source();
      pairs[i][1] = edges.get(i).target();
    }
    group.putDataset(name, pairs);
  }

  private static boolean fitsSingle(double[] values) {
    for (double v : values) {
      if (Double.compare((float) v, v) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Object nest(double[] values, int[] shape, boolean single) {
    Object array = java.lang.reflect.Array.newInstance(single ? float.class : double.class, shape);
    fill(array, values, new int[1]);
    return array;
  }

  private static void fill(Object array, double[] values, int[] next) {
    if (array instanceof float[] floats) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[next[0]++];
      }
    } else if (array instanceof double[] doubles) {
      System.arraycopy(values, next[0], doubles, 0, doubles.length);
      next[0] += doubles.length;
    } else {
      for (Object row : (Object[]) array) {
        fill(row, values, next);
      }
    }
  }

  private static DatasetCreationOptions plain() {
    return DatasetCreationOptions.DEFAULT;
  }

  private static DatasetCreationOptions gzip() {
    return DatasetCreationOptions.builder().deflate(GZIP_LEVEL).build();
  }
}
