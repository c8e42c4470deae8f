package io.spiketide.intake;

import io.spiketide.encoding.TickEvents;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.Arrays;

/**
 * Events of one channel that wait for their tick, by tick and within a tick in order of arrival.
 * Single-threaded.
 */
public final class WaitingEvents {
  private static final long[] NO_TICKS = {};
  private static final int[] NONE = {};
  private static final float[] NO_VALUES = {};

  // A run is the events of one tick. Runs stand by tick, and their events one after another.
  private long[] ticks = NO_TICKS;
  private int[] ends = NONE;
  private int firstRun;
  private int endRun;

  private int[] addresses = NONE;

  /** As long as the addresses, or empty while every event counts 1. */
  private float[] values = NO_VALUES;

  private int head;
  private int end;
  private boolean borrows;

  /** Receives events. */
  public interface Visitor<X extends Exception> {
    void event(long tick, int address, float value) throws X;
  }

  /** Adds an event behind all that have the same tick. Nearly sorted input costs O(1) each. */
  public void add(long tick, int address, float value) {
    makeRoom(1);
    insert(tick, address, value);
  }

  /**
   * Adds events in the order given, each behind all that have the same tick.
   *
   * @param packet its events
   */
  void addAll(TimeBase time, SensorPacketBuffer packet) {
    int n = packet.size();
    long micros = packet.time();
    int[] offsets = packet.timeOffsets();
    makeRoom(n);
    int e = 0;
    while (e < n) {
      long tick = time.tickOf(micros + offsets[e]);
      if (firstRun < endRun && tick < ticks[endRun - 1]) {
        insert(tick, packet.addressAt(e), packet.valueAt(e));
        e++;
      } else {
        int from = e;
        e = endOfTick(time.microsOf(tick) - micros, time.tickMicros(), offsets, from + 1, n);
        append(tick, packet, from, e);
      }
    }
  }

  /** Index of the first of n offsets, from {@code from} on, that lies outside the tick. */
  private static int endOfTick(long start, long length, int[] offsets, int from, int n) {
    int first = (int) Math.max(Integer.MIN_VALUE, start);
    int last = (int) Math.min(Integer.MAX_VALUE, start + length - 1);
    int range = last - first; // below 2^31, as ticks are
    int e = from;
    while (e < n && Integer.compareUnsigned(offsets[e] - first, range) <= 0) {
      e++;
    }
    return e;
  }

  /** Adds events of a tick that is not before the last one. Needs room. */
  private void append(long tick, SensorPacketBuffer packet, int from, int to) {
    int n = to - from;
    System.arraycopy(packet.addresses(), from, addresses, end, n);
    if (packet.hasValues()) {
      needValues();
      System.arraycopy(packet.values(), from, values, end, n);
    } else if (values.length > 0) {
      Arrays.fill(values, end, end + n, 1);
    }
    end += n;
    if (firstRun == endRun || ticks[endRun - 1] < tick) {
      insertRun(endRun, tick);
    }
    ends[endRun - 1] = end;
  }

  /** Needs room for one event. */
  private void insert(long tick, int address, float value) {
    if (value != 1) {
      needValues();
    }
    int run = endRun;
    while (run > firstRun && ticks[run - 1] > tick) {
      run--;
    }
    int at = run == firstRun ? head : ends[run - 1];
    System.arraycopy(addresses, at, addresses, at + 1, end - at);
    addresses[at] = address;
    if (values.length > 0) {
      System.arraycopy(values, at, values, at + 1, end - at);
      values[at] = value;
    }
    end++;
    if (run == firstRun || ticks[run - 1] < tick) {
      run = insertRun(run, tick) + 1;
      ends[run - 1] = at;
    }
    for (int later = run - 1; later < endRun; later++) {
      ends[later]++;
    }
  }

  /** Makes a run, whose end is still to be set, before another one; returns where it stands. */
  private int insertRun(int before, long tick) {
    int run = before;
    if (endRun == ticks.length) {
      run -= firstRun;
      int capacity = Math.max(4, 2 * (endRun - firstRun));
      ticks = Arrays.copyOf(Arrays.copyOfRange(ticks, firstRun, endRun), capacity);
      ends = Arrays.copyOf(Arrays.copyOfRange(ends, firstRun, endRun), capacity);
      endRun -= firstRun;
      firstRun = 0;
    }
    System.arraycopy(ticks, run, ticks, run + 1, endRun - run);
    System.arraycopy(ends, run, ends, run + 1, endRun - run);
    ticks[run] = tick;
    endRun++;
    return run;
  }

  /** Tick of the earliest event, {@link Long#MAX_VALUE} if there is none. */
  public long firstTick() {
    return firstRun == endRun ? Long.MAX_VALUE : ticks[firstRun];
  }

  /** Takes out all events of a tick, which must not be later than the first one. */
  public void take(long tick, TickEvents into) {
    if (firstTick() != tick) {
      return;
    }
    int runEnd = ends[firstRun++];
    into.addAll(addresses, values, head, runEnd);
    leave(runEnd);
  }

  /** Takes out all spikes of a tick, which must not be later than the first one. */
  void take(long tick, Spikes into) {
    if (firstTick() != tick) {
      return;
    }
    int runEnd = ends[firstRun++];
    for (int e = head; e < runEnd; e++) {
      into.add(addresses[e], values.length == 0 ? 1 : values[e]);
    }
    leave(runEnd);
  }

  /** Forgets what waits for earlier ticks. */
  void dropBefore(long tick) {
    while (firstTick() < tick) {
      leave(ends[firstRun++]);
    }
  }

  /** Goes on behind events that are taken. */
  private void leave(int runEnd) {
    head = runEnd;
    if (head == end) {
      firstRun = 0;
      endRun = 0;
      values = NO_VALUES;
      head = 0;
      end = 0;
    }
  }

  public int size() {
    return end - head;
  }

  /** Shows all events, by tick and within a tick in order of arrival. */
  public <X extends Exception> void forEach(Visitor<X> visitor) throws X {
    int e = head;
    for (int run = firstRun; run < endRun; run++) {
      for (; e < ends[run]; e++) {
        visitor.event(ticks[run], addresses[e], values.length == 0 ? 1 : values[e]);
      }
    }
  }

  /**
   * Borrows the memory of another, which is empty, while this one is empty too: so that events
   * which come and are taken at once need no memory of their own.
   */
  void borrow(WaitingEvents spare) {
    if (size() == 0) {
      exchangeMemory(spare);
      borrows = true;
    }
  }

  /** Gives back what it has borrowed, and keeps no more memory than it needs. */
  void giveBack(WaitingEvents spare) {
    if (borrows) {
      WaitingEvents own = copy();
      exchangeMemory(spare);
      exchangeMemory(own);
      values = own.values;
      firstRun = 0;
      endRun = own.endRun;
      head = 0;
      end = own.end;
      borrows = false;
    } else if (size() == 0) {
      ticks = NO_TICKS;
      ends = NONE;
      addresses = NONE;
    }
  }

  private void exchangeMemory(WaitingEvents other) {
    long[] otherTicks = other.ticks;
    int[] otherEnds = other.ends;
    int[] otherAddresses = other.addresses;
    other.ticks = ticks;
    other.ends = ends;
    other.addresses = addresses;
    ticks = otherTicks;
    ends = otherEnds;
    addresses = otherAddresses;
  }

  /** A copy that shares nothing with this one. */
  public WaitingEvents copy() {
    WaitingEvents copy = new WaitingEvents();
    if (end > head) {
      copy.makeRoom(size());
      forEach(copy::insert);
    }
    return copy;
  }

  private void makeRoom(int more) {
    if (end + more <= addresses.length) {
      return;
    }
    int size = end - head;
    boolean enough = 2 * (size + more) <= addresses.length;
    int capacity = enough ? addresses.length : Math.max(8, size + Math.max(size, more));
    int[] newAddresses = new int[capacity];
    System.arraycopy(addresses, head, newAddresses, 0, size);
    addresses = newAddresses;
    if (values.length > 0) {
      float[] newValues = new float[capacity];
      System.arraycopy(values, head, newValues, 0, size);
      values = newValues;
    }
    for (int run = firstRun; run < endRun; run++) {
      ends[run] -= head;
    }
    head = 0;
    end = size;
  }

  private void needValues() {
    if (values.length == 0) {
      values = new float[addresses.length];
      Arrays.fill(values, head, end, 1);
    }
  }
}
