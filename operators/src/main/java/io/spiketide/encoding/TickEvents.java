package io.spiketide.encoding;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;

/**
 * The sensor events of one tick of one input, in canonical order: source, then the source's own
 * order. Single-threaded and reused from tick to tick.
 */
public final class TickEvents {
  /** Addresses are marked rather than sorted while there are at most so many words per event. */
  private static final int WORDS_PER_EVENT = 8;

  /** Plain events are counted in a table while it is at most so many times as long. */
  private static final int TABLE_PER_EVENT = 8;

  private int[] addresses = new int[16];
  private double[] values = new double[16];
  private int size;

  /** Whether all values are 1; they are not written then. */
  private boolean plain = true;

  // scratch of the sums
  private double[] spareValues = new double[16];
  private long[] order = new long[16];

  // all zero between calls
  private double[] sums = new double[Long.SIZE];
  private long[] marked = new long[1];
  private long[] markedToo = new long[1];

  /**
   * Adds an event.
   *
   * @param address flat row-major index into the input's shape
   * @param value its value; 1 for plain events
   */
  public void add(int address, double value) {
    ensureRoom(1);
    if (value != 1) {
      writeValues();
    }
    addresses[size] = address;
    values[size++] = value;
  }

  /**
   * Adds the events from {@code from} to before {@code to}.
   *
   * @param newValues empty if every event counts 1
   */
  public void addAll(int[] newAddresses, float[] newValues, int from, int to) {
    int n = to - from;
    ensureRoom(n);
    System.arraycopy(newAddresses, from, addresses, size, n);
    if (newValues.length > 0) {
      writeValues();
      for (int i = 0; i < n; i++) {
        values[size + i] = newValues[from + i];
      }
    } else if (!plain) {
      Arrays.fill(values, size, size + n, 1);
    }
    size += n;
  }

  private void writeValues() {
    if (plain) {
      Arrays.fill(values, 0, size, 1);
      plain = false;
    }
  }

  private void ensureRoom(int more) {
    if (size + more > addresses.length) {
      int capacity = Math.max(size + more, 2 * size);
      addresses = Arrays.copyOf(addresses, capacity);
      values = Arrays.copyOf(values, capacity);
      spareValues = new double[capacity];
      order = new long[capacity];
    }
  }

  public void clear() {
    size = 0;
    plain = true;
  }

  public int size() {
    return size;
  }

  public int address(int i) {
    return addresses[i];
  }

  public double value(int i) {
    return plain ? 1 : values[i];
  }

  /**
   * Adds up the values of each address in canonical order and makes a spike of each sum that is not
   * zero, ascending. Afterwards the order of the events is not defined.
   *
   * @param width the addresses are below it
   */
  public void sumByAddress(int width, Spikes spikes) {
    double[] table = plain && width <= TABLE_PER_EVENT * size ? spikes.table() : null;
    if (table != null) {
      count(table, spikes);
      return;
    }
    int words = (width - 1 >> 6) + 1;
    if (words <= (long) WORDS_PER_EVENT * size) {
      sumByMark(words, spikes);
    } else {
      sumBySorting(spikes);
    }
  }

  private void count(double[] table, Spikes spikes) {
    int neurons = 0;
    for (int i = 0; i < size; i++) {
      double before = table[addresses[i]];
      table[addresses[i]] = before + 1;
      neurons += (int) (Double.doubleToRawLongBits(before) - 1 >>> 63); // 1 where it was 0
    }
    spikes.setTabled(neurons, size);
  }

  private void sumByMark(int words, Spikes spikes) {
    if (words > marked.length) {
      marked = new long[words];
      markedToo = new long[words];
      sums = new double[words << 6];
    }
    if (plain) {
      markPlain();
    } else {
      mark();
    }
    int summed = 0;
    for (int word = 0; word < words; word++) {
      for (long marks = marked[word] | markedToo[word]; marks != 0; marks &= marks - 1) {
        int address = word << 6 | Long.numberOfTrailingZeros(marks);
        double sum = sums[address];
        sums[address] = 0;
        addresses[summed] = address;
        spareValues[summed] = sum;
        summed += sum != 0 ? 1 : 0;
      }
      marked[word] = 0;
      markedToo[word] = 0;
    }
    spikes.addAll(addresses, spareValues, summed);
  }

  /** Two arrays of marks, so that marking an event need not wait for the event before. */
  private void markPlain() {
    int i = 0;
    for (; i < size - 1; i += 2) {
      int address = addresses[i];
      int next = addresses[i + 1];
      marked[address >> 6] |= 1L << address;
      markedToo[next >> 6] |= 1L << next;
      sums[address] += 1;
      sums[next] += 1;
    }
    if (i < size) {
      marked[addresses[i] >> 6] |= 1L << addresses[i];
      sums[addresses[i]] += 1;
    }
  }

  private void mark() {
    for (int i = 0; i < size; i++) {
      int address = addresses[i];
      marked[address >> 6] |= 1L << address;
      sums[address] += values[i];
    }
  }

  private void sumBySorting(Spikes spikes) {
    sortByAddress();
    int i = 0;
    while (i < size) {
      int address = addresses[i];
      double sum = 0;
      for (; i < size && addresses[i] == address; i++) {
        sum += values[i];
      }
      if (sum != 0) {
        spikes.add(address, sum);
      }
    }
  }

  /** Brings the events in order of address; those of one address stay in canonical order. */
  private void sortByAddress() {
    writeValues();
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
