package io.spiketide.encoding;

import java.util.Arrays;

/**
 * The sensor events of one tick of one input, in canonical order: source, then the source's own
 * order. Single-threaded and reused from tick to tick.
 */
public final class TickEvents {
  private int[] addresses = new int[16];
  private double[] values = new double[16];
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
}
