package io.spiketide.neuron;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The spikes of one population in one tick: neuron indices, ascending and without repeats, each
 * with a count. Single-threaded and reused from tick to tick.
 *
 * <p>Counts of spiking models are whole numbers, mostly 1 (binning, pooling and multi-spike neurons
 * make larger ones). Graded models, which have no threshold, send their real-valued output as the
 * count of each neuron whose output is not zero.
 *
 * <p>Where a good part of a population fires, its counts may be written into a table instead, see
 * {@link #table()}. Who reads need not know: the list is made of the table when it is asked for.
 */
public final class Spikes {
  private static final double[] NO_TABLE = {};

  private int[] neurons;
  private double[] counts;
  private int size;

  /** Counts by neuron; all zero unless {@link #tabled}. */
  private final double[] table;

  private boolean tabled;
  private boolean listed = true;
  private double total;

  private Spikes(int capacity, double[] table) {
    neurons = new int[Math.max(4, capacity)];
    counts = new double[neurons.length];
    this.table = table;
  }

  /** An empty list with room for {@code capacity} spikes; it grows where needed. */
  public Spikes(int capacity) {
    this(capacity, NO_TABLE);
  }

  /** An empty list with room for so many spikes, and a table for as many neurons. */
  public static Spikes withTable(int population) {
    return new Spikes(population, new double[population]);
  }

  public void add(int neuron) {
    add(neuron, 1);
  }

  /** Adds a neuron; the caller keeps neurons ascending. */
  public void add(int neuron, double count) {
    if (size == neurons.length) {
      neurons = Arrays.copyOf(neurons, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    neurons[size] = neuron;
    counts[size++] = count;
  }

  /** Adds the first {@code n} of these neurons, which the caller keeps ascending. */
  public void addAll(int[] newNeurons, double[] newCounts, int n) {
    makeRoom(n);
    System.arraycopy(newNeurons, 0, neurons, size, n);
    System.arraycopy(newCounts, 0, counts, size, n);
    size += n;
  }

  /** Adds other spikes, whose neurons count from {@code first} on, behind those that there are. */
  public void addAllFrom(Spikes other, int first) {
    int n = other.size;
    makeRoom(n);
    int[] otherNeurons = other.neurons();
    for (int i = 0; i < n; i++) {
      neurons[size + i] = otherNeurons[i] + first;
    }
    System.arraycopy(other.counts(), 0, counts, size, n);
    size += n;
  }

  /** Replaces the i-th spike; the caller keeps neurons ascending and calls {@link #shrink} last. */
  public void put(int i, int neuron, double count) {
    neurons()[i] = neuron;
    counts[i] = count;
  }

  /** Keeps the first {@code n} spikes. */
  public void shrink(int n) {
    if (tabled) {
      neurons();
      Arrays.fill(table, 0);
      tabled = false;
    }
    size = n;
  }

  private void makeRoom(int more) {
    if (size + more > neurons.length) {
      int capacity = Math.max(size + more, 2 * size);
      neurons = Arrays.copyOf(neurons, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
  }

  /**
   * A table of zeros, one for each neuron of the population, into which counts may be written while
   * there are no spikes; {@link #setTabled} must follow. Null where there is none.
   */
  public double @Nullable [] table() {
    return table.length == 0 ? null : table;
  }

  /**
   * Says that the table holds the spikes.
   *
   * @param neurons how many of its counts are not 0
   * @param sum of all counts
   */
  public void setTabled(int neurons, double sum) {
    tabled = true;
    listed = false;
    size = neurons;
    total = sum;
  }

  /** The counts by neuron, if they were written so, until the next change; else null. */
  public double @Nullable [] byNeuron() {
    return tabled ? table : null;
  }

  private void list() {
    int n = size;
    size = 0;
    makeRoom(n);
    for (int i = 0; size < n; i++) {
      if (table[i] != 0) {
        neurons[size] = i;
        counts[size++] = table[i];
      }
    }
    listed = true;
  }

  public void clear() {
    if (tabled) {
      Arrays.fill(table, 0);
      tabled = false;
      listed = true;
    }
    size = 0;
  }

  public int size() {
    return size;
  }

  /** The sum of all counts. */
  public double total() {
    if (tabled) {
      return total;
    }
    double even = 0; // two sums, so that additions need not wait for each other
    double odd = 0;
    for (int i = 0; i < size - 1; i += 2) {
      even += counts[i];
      odd += counts[i + 1];
    }
    return even + odd + (size % 2 == 0 ? 0 : counts[size - 1]);
  }

  /** Becomes a copy of other spikes. */
  public void set(Spikes other) {
    clear();
    addAll(other.neurons(), other.counts(), other.size);
  }

  /** Whether these are the same neurons with the same counts, bit for bit. */
  public boolean sameAs(Spikes other) {
    return size == other.size
        && Arrays.equals(neurons(), 0, size, other.neurons(), 0, size)
        && Arrays.equals(counts(), 0, size, other.counts(), 0, size);
  }

  /** A copy that is just large enough. */
  public Spikes copy() {
    Spikes copy = new Spikes(size);
    copy.set(this);
    return copy;
  }

  /** The i-th neuron in ascending order. */
  public int neuron(int i) {
    return neurons()[i];
  }

  /** The count of the i-th neuron. */
  public double count(int i) {
    return counts()[i];
  }

  /** The backing array of neurons; valid below {@link #size()} and until the next change. */
  public int[] neurons() {
    if (!listed) {
      list();
    }
    return neurons;
  }

  /** The backing array of counts; valid below {@link #size()} and until the next change. */
  public double[] counts() {
    if (!listed) {
      list();
    }
    return counts;
  }
}
