package io.spiketide.neuron;

import java.util.Arrays;

/**
 * The spikes of one population in one tick: neuron indices, ascending and without repeats, each
 * with a count. Single-threaded and reused from tick to tick.
 *
 * <p>Counts of spiking models are whole numbers, mostly 1 (binning, pooling and multi-spike neurons
 * make larger ones). Graded models, which have no threshold, send their real-valued output as the
 * count of each neuron whose output is not zero.
 */
public final class Spikes {
  private int[] neurons;
  private double[] counts;
  private int size;

  /** An empty list with room for {@code capacity} spikes; it grows where needed. */
  public Spikes(int capacity) {
    neurons = new int[Math.max(4, capacity)];
    counts = new double[neurons.length];
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
    if (size + n > neurons.length) {
      int capacity = Math.max(size + n, 2 * size);
      neurons = Arrays.copyOf(neurons, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    System.arraycopy(newNeurons, 0, neurons, size, n);
    System.arraycopy(newCounts, 0, counts, size, n);
    size += n;
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Becomes a copy of other spikes. */
  public void set(Spikes other) {
    if (neurons.length < other.size) {
      neurons = new int[other.neurons.length];
      counts = new double[neurons.length];
    }
    System.arraycopy(other.neurons, 0, neurons, 0, other.size);
    System.arraycopy(other.counts, 0, counts, 0, other.size);
    size = other.size;
  }

  /** Whether these are the same neurons with the same counts, bit for bit. */
  public boolean sameAs(Spikes other) {
    return size == other.size
        && Arrays.equals(neurons, 0, size, other.neurons, 0, size)
        && Arrays.equals(counts, 0, size, other.counts, 0, size);
  }

  /** A copy that is just large enough. */
  public Spikes copy() {
    Spikes copy = new Spikes(size);
    System.arraycopy(neurons, 0, copy.neurons, 0, size);
    System.arraycopy(counts, 0, copy.counts, 0, size);
    copy.size = size;
    return copy;
  }

  /** The i-th neuron in ascending order. */
  public int neuron(int i) {
    return neurons[i];
  }

  /** The count of the i-th neuron. */
  public double count(int i) {
    return counts[i];
  }

  /** The backing array of neurons; valid below {@link #size()} and until the next change. */
  public int[] neurons() {
    return neurons;
  }

  /** The backing array of counts; valid below {@link #size()} and until the next change. */
  public double[] counts() {
    return counts;
  }
}
