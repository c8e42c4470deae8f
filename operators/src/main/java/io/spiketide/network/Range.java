package io.spiketide.network;

import java.io.Serializable;

/**
 * Neurons of a population that follow each other, by their row-major flat indices.
 *
 * @param from the first one
 * @param to one more than the last one
 */
public record Range(int from, int to) implements Serializable {
  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no neurons are " + from + " to " + to);
    }
  }

  /** All neurons of a population of that size. */
  public static Range all(int size) {
    return new Range(0, size);
  }

  public int size() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  public boolean contains(int neuron) {
    return neuron >= from && neuron < to;
  }
}
