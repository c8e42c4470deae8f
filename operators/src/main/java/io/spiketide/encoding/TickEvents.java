package io.spiketide.encoding;

import java.util.Arrays;

/**
 * The sensor events of one tick of one input, in canonical order: source, then the source's own
 * order. Single-threaded and reused from tick to tick.
 */
public final class TickEvents {
  private int[] addresses = new int[16];
  private double[] values = new double[16];
  private double[] spareValues = new double[16];
  private long[] order = new long[16];
  private int size;

  /**
   * Adds an event.
   *
   * @param address flat row-major index into the input's shape
   * @param value its value; 1 for plain events
   */
  public void add(int address, double value) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      spareValues = new double[2 * size];
      order = new long[2 * size];
    }
    addresses[size] = address;
    values[size++] = value;
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public int address(int i) {
    return addresses[i];
  }

  public double value(int i) {
    return values[i];
  }

  /** Brings the events in order of address; those of one address stay in canonical order. */
  public void sortByAddress() {
    if (isSorted()) {
      return;
    }
    for (int i = 0; i < size; i++) {
      order[i] = (long) addresses[i] << 32 | i;
    }
    Arrays.sort(order, 0, size);
    for (int i = 0; i < size; i++) {
      addresses[i] = (int) (order[i] >>> 32);
      spareValues[i] = values[(int) order[i]];
    }
    double[] unsorted = values;
    values = spareValues;
    spareValues = unsorted;
  }

  private boolean isSorted() {
    for (int i = 1; i < size; i++) {
      if (addresses[i - 1] > addresses[i]) {
        return false;
      }
    }
    return true;
  }
}
