package io.spiketide.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** An open HDF5 file, of which one piece after another is read. Single-threaded. */
public final class Hdf5File implements AutoCloseable {
  private static final long TIMES_READ = 64;
  private static final long ALWAYS_BYTES = 32L << 20;
  private static final long ALWAYS_READS = 200_000;
  private static final int BYTES_PER_READ = 64;

  /** Most numbers that are asked for at once. */
  private static final int MOST_NUMBERS = 1 << 24;

  /** So many may be, whatever the size of the file, and so many more for each of its bytes. */
  private static final int ALWAYS_NUMBERS = 1 << 20;

  private static final int NUMBERS_PER_BYTE = 64;

  private final HdfFile hdf;
  private final FileChannel channel;
  private final long mostNumbers;

  private Hdf5File(HdfFile hdf, FileChannel channel, long size) {
    this.hdf = hdf;
    this.channel = channel;
    mostNumbers = Math.min(MOST_NUMBERS, ALWAYS_NUMBERS + NUMBERS_PER_BYTE * size);
  }

  /**
   * Opens a file.
   *
   * @throws Hdf5Exception if it is no HDF5 file or damaged
   * @throws IOException if it cannot be read
   */
  public static Hdf5File open(Path file) throws Hdf5Exception, IOException {
    FileChannel channel = FileChannel.open(file);
    long size = channel.size();
    MeteredChannel metered =
        new MeteredChannel(
            channel,
            TIMES_READ * size + ALWAYS_BYTES,
            ALWAYS_READS + size / BYTES_PER_READ * TIMES_READ);
    try {
      return new Hdf5File(guarded(() -> BoundedStorage.open(metered)), channel, size);
    } catch (Hdf5Exception e) {
      channel.close();
      throw e;
    }
  }

  /** Whether there is a dataset of this path, such as {@code spikes/times}. */
  public boolean hasDataset(String path) throws Hdf5Exception {
    return guarded(() -> node(path) instanceof Dataset);
  }

  /** Names of what is in a group; empty for the root. */
  public List<String> children(String path) throws Hdf5Exception {
    return guarded(
        () ->
            node(path) instanceof Group group
                ? List.copyOf(group.getChildren().keySet())
                : List.<String>of());
  }

  /** A text that is attached to a group; empty if there is none. */
  public String text(String path, String attribute) throws Hdf5Exception {
    return guarded(() -> attribute(path, attribute) instanceof String text ? text : "");
  }

  /** A number that is attached to a group. */
  public OptionalDouble number(String path, String attribute) throws Hdf5Exception {
    return guarded(
        () ->
            attribute(path, attribute) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty());
  }

  private Object attribute(String path, String name) {
    Attribute attribute = node(path).getAttribute(name);
    Object data = attribute == null ? "" : attribute.getData();
    return data == null ? "" : data;
  }

  private Node node(String path) {
    Node node = hdf;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        node = node instanceof Group group ? group.getChild(name) : null;
      }
      if (node == null) {
        return hdf;
      }
    }
    return node;
  }

  private Dataset dataset(String path) {
    if (node(path) instanceof Dataset dataset) {
      if (dataset instanceof ChunkedDataset chunked) {
        requireChunksFit(path, chunked);
      }
      return dataset;
    }
    throw new IllegalArgumentException("there is no dataset '" + path + "'");
  }

  /** The library takes memory for a whole chunk, by the length that is claimed for it. */
  private void requireChunksFit(String path, ChunkedDataset dataset) {
    long chunk = dataset.getDataType().getSize();
    for (int length : dataset.getChunkDimensions()) {
      chunk *= length;
      if (length < 1 || chunk < 1 || chunk > Double.BYTES * mostNumbers) {
        throw new IllegalArgumentException(
            "chunks of " + Arrays.toString(dataset.getChunkDimensions()) + " in '" + path + "'");
      }
    }
  }

  /** The library takes memory for all items that are asked for, by the length claimed for one. */
  private void requireItemsFit(String path, Dataset dataset, long items) {
    long item = dataset.getDataType().getSize();
    if (item < 1 || items > Double.BYTES * mostNumbers / item) {
      throw new IllegalArgumentException(
          items + " items of " + item + " bytes each in '" + path + "'");
    }
  }

  /** How many items a dataset has in each dimension. */
  public long[] dimensions(String path) throws Hdf5Exception {
    return guarded(() -> dataset(path).getDimensionsAsLong());
  }

  /**
   * How many items a dataset of one dimension has.
   *
   * @throws Hdf5Exception if it has another number of dimensions
   */
  public long length(String path) throws Hdf5Exception {
    long[] dimensions = dimensions(path);
    if (dimensions.length != 1) {
      throw new Hdf5Exception("'" + path + "' has " + dimensions.length + " dimensions, not one");
    }
    return dimensions[0];
  }

  /** Whether a dataset holds marks, true or false, rather than numbers. */
  public boolean isBoolean(String path) throws Hdf5Exception {
    return guarded(() -> dataset(path).getJavaType() == String.class);
  }

  /**
   * Numbers of a block of a dataset, row by row; marks as 1 and 0.
   *
   * @param offset where the block starts in each dimension
   * @param shape how large it is in each
   */
  public double[] numbers(String path, long[] offset, int... shape) throws Hdf5Exception {
    return guarded(
        () -> {
          long size = 1;
          for (int length : shape) {
            size *= length;
          }
          if (size > mostNumbers) {
            throw new IllegalArgumentException("rows of " + size + " numbers in '" + path + "'");
          }
          double[] numbers = new double[(int) size];
          if (size > 0) {
            Dataset dataset = dataset(path);
            requireItemsFit(path, dataset, size);
            fill(dataset.getData(offset, shape), numbers, new int[1]);
          }
          return numbers;
        });
  }

  /**
   * Lists of numbers of various lengths, which are the items of a dataset.
   *
   * @param first index of the first list
   * @param count how many
   */
  public double[][] lists(String path, long first, int count) throws Hdf5Exception {
    return guarded(
        () -> {
          Dataset dataset = dataset(path);
          if (!dataset.isVariableLength() || dataset.getDimensions().length != 1) {
            throw new IllegalArgumentException("'" + path + "' does not consist of lists");
          }
          requireItemsFit(path, dataset, count);
          Object data = dataset.getData(new long[] {first}, new int[] {count});
          double[][] lists = new double[count][];
          for (int i = 0; i < count; i++) {
            Object list = Array.get(data, i);
            lists[i] = new double[Array.getLength(list)];
            fill(list, lists[i], new int[1]);
          }
          return lists;
        });
  }

  private static void fill(Object data, double[] numbers, int[] next) {
    if (data instanceof double[] doubles) {
      System.arraycopy(doubles, 0, numbers, next[0], doubles.length);
      next[0] += doubles.length;
    } else if (data.getClass().isArray()) {
      int length = Array.getLength(data);
      for (int i = 0; i < length; i++) {
        fill(Array.get(data, i), numbers, next);
      }
    } else {
      numbers[next[0]++] = number(data);
    }
  }

  private static double number(Object item) {
    if (item instanceof Number number) {
      return number.doubleValue();
    } else if (item instanceof Boolean mark) {
      return mark ? 1 : 0;
    } else if (item.equals("TRUE") || item.equals("FALSE")) {
      return item.equals("TRUE") ? 1 : 0;
    }
    throw new IllegalArgumentException("'" + item + "' is no number");
  }

  /**
   * Runs what reads. The library follows lengths and addresses of the file unchecked: endless
   * recursion and single absurd allocations are how it reports damage.
   */
  private static <T> T guarded(Supplier<T> reading) throws Hdf5Exception {
    try {
      return reading.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new Hdf5Exception(cause(e), e);
    }
  }

  /** What went wrong at the bottom, in one line. */
  public static String cause(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    hdf.close();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a file that was read cannot be closed", e);
    }
  }
}
