package io.spiketide.intake;

import io.spiketide.encoding.TickEvents;
import io.spiketide.time.TimeBase;
import java.util.Arrays;

/**
 * Events of one channel that wait for their tick, by tick and within a tick in order of arrival.
 * Takes no memory while empty. Single-threaded.
 */
public final class WaitingEvents {
  private static final long[] NO_TICKS = {};
  private static final int[] NO_ADDRESSES = {};
  private static final float[] NO_VALUES = {};

  private long[] ticks = NO_TICKS;
  private int[] addresses = NO_ADDRESSES;
  private float[] values = NO_VALUES;
  private int head;
  private int end;

  /** Adds an event behind all that have the same tick. Nearly sorted input costs O(1) each. */
  public void add(long tick, int address, float value) {
    makeRoom(1);
    insert(tick, address, value);
  }

  /**
   * Adds events in the order given, each behind all that have the same tick.
   *
   * @param micros event time of each is this plus its offset, in µs
   * @param values empty while every event counts 1
   */
  void addAll(TimeBase time, long micros, int[] offsets, int[] newAddresses, float[] newValues) {
    makeRoom(offsets.length);
    // Most events fall into the tick of the one before or the next, so that few divisions are made.
    long length = time.tickMicros();
    long tick = 0;
    long into = 0;
    for (int e = 0; e < offsets.length; e++) {
      into += e == 0 ? micros + offsets[0] : (long) offsets[e] - offsets[e - 1];
      if (into >= length && into < 2 * length) {
        tick++;
        into -= length;
      } else if (into < 0 || into >= length) {
        long ticks = Math.floorDiv(into, length);
        tick += ticks;
        into -= ticks * length;
      }
      insert(tick, newAddresses[e], newValues.length == 0 ? 1 : newValues[e]);
    }
  }

  /** Needs room for one event. */
  private void insert(long tick, int address, float value) {
    int at = end;
    while (at > head && ticks[at - 1] > tick) {
      ticks[at] = ticks[at - 1];
      addresses[at] = addresses[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    ticks[at] = tick;
    addresses[at] = address;
    values[at] = value;
    end++;
  }

  /** Tick of the earliest event, {@link Long#MAX_VALUE} if there is none. */
  public long firstTick() {
    return head == end ? Long.MAX_VALUE : ticks[head];
  }

  /** Takes out all events of a tick, which must not be later than the first one. */
  public void take(long tick, TickEvents into) {
    int from = head;
    while (head < end && ticks[head] == tick) {
      head++;
    }
    into.addAll(addresses, values, from, head);
    if (head == end) {
      head = 0;
      end = 0;
      ticks = NO_TICKS;
      addresses = NO_ADDRESSES;
      values = NO_VALUES;
    }
  }

  public int size() {
    return end - head;
  }

  /** Tick of the i-th waiting event. */
  public long tick(int i) {
    return ticks[head + i];
  }

  public int address(int i) {
    return addresses[head + i];
  }

  public float value(int i) {
    return values[head + i];
  }

  /** A copy that shares nothing with this one. */
  public WaitingEvents copy() {
    WaitingEvents copy = new WaitingEvents();
    if (end > head) {
      copy.ticks = Arrays.copyOfRange(ticks, head, end);
      copy.addresses = Arrays.copyOfRange(addresses, head, end);
      copy.values = Arrays.copyOfRange(values, head, end);
      copy.end = end - head;
    }
    return copy;
  }

  private void makeRoom(int more) {
    if (end + more <= ticks.length) {
      return;
    }
    int size = end - head;
    int capacity =
        2 * (size + more) <= ticks.length ? ticks.length : Math.max(8, size + Math.max(size, more));
    long[] newTicks = new long[capacity];
    int[] newAddresses = new int[capacity];
    float[] newValues = new float[capacity];
    System.arraycopy(ticks, head, newTicks, 0, size);
    System.arraycopy(addresses, head, newAddresses, 0, size);
    System.arraycopy(values, head, newValues, 0, size);
    ticks = newTicks;
    addresses = newAddresses;
    values = newValues;
    head = 0;
    end = size;
  }
}
