package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the events and marks of one source into packets. Single-threaded.
 *
 * <p>A packet ends when it is full, when the next event lies in another span (spans are multiples
 * of {@link PacketCut#spanMicros} in event time), and at the end of an episode. Sequences have no
 * gaps. Each packet promises, as its frontier in µs, that no earlier event follows: the latest time
 * that has been seen or promised, less the bound on disorder. An event that breaks the promise is
 * sent all the same, because the receiver counts it as late, and counted in {@link #broken}.
 */
public final class PacketCutter implements EventSink {
  private final PacketCut cut;
  private final PacketSink sink;

  private final long[] times;
  private final int[] addresses;
  private final float[] values;
  private int size;
  private boolean plain = true;
  private final List<EpisodeMark> marks = new ArrayList<>();
  private long dropped;

  private long sequence;
  private long seen = Promise.NONE;
  private long frontier = Promise.NONE;
  private long events;
  private long broken;

  public PacketCutter(PacketCut cut, PacketSink sink) {
    this.cut = cut;
    this.sink = sink;
    times = new long[cut.maxEvents()];
    addresses = new int[cut.maxEvents()];
    values = new float[cut.maxEvents()];
  }

  @Override
  public void event(long micros, int address, float value) {
    reach(micros);
    see(micros);
    times[size] = micros;
    addresses[size] = address;
    values[size++] = value;
    plain &= value == 1;
    events++;
    if (size == times.length) {
      flush();
    }
  }

  @Override
  public void mark(EpisodeMark mark) {
    reach(mark.time());
    see(mark.time());
    marks.add(mark);
    if (mark.kind() == EpisodeMark.Kind.END) {
      flush();
    }
  }

  @Override
  public void dropped(long lost) {
    dropped += lost;
  }

  /**
   * Promises that no event or mark earlier than this follows, and sends what waits; a heartbeat if
   * nothing waits and the promise is news.
   */
  public void promise(long micros) {
    seen = Math.max(seen, micros);
    long before = frontier;
    raiseFrontier();
    if (holdsAnything() || frontier > before) {
      send();
    }
  }

  /**
   * Sends an empty packet that promises nothing: the source is there and has not begun. To be
   * called before anything else.
   *
   * @param micros time of the packet in µs, which means nothing to a network
   */
  public void announce(long micros) {
    emit(micros);
  }

  /** Time has come to this point: sends what waits if its span is over. */
  public void reach(long micros) {
    if (endsSpan(micros)) {
      flush();
    }
  }

  /** Sends what waits, if anything. */
  public void flush() {
    if (holdsAnything()) {
      raiseFrontier();
      send();
    }
  }

  /** Whether something waits to be sent. */
  public boolean isWaiting() {
    return holdsAnything();
  }

  /** Events taken in so far. */
  public long events() {
    return events;
  }

  /** Packets sent so far. */
  public long packets() {
    return sequence;
  }

  /** Events and marks that came after a promise that none would. */
  public long broken() {
    return broken;
  }

  /** The latest promise in µs; {@link Promise#NONE} before the first. */
  public long frontier() {
    return frontier;
  }

  /** Also says that the packet that waits, if any, can promise up to the start of the next span. */
  private boolean endsSpan(long micros) {
    if (size == 0) {
      return false;
    }
    long span = Math.floorDiv(times[0], cut.spanMicros());
    if (Math.floorDiv(micros, cut.spanMicros()) == span) {
      return false;
    }
    seen = Math.max(seen, Math.min(micros, (span + 1) * cut.spanMicros()));
    return true;
  }

  private void see(long micros) {
    if (micros < frontier) {
      broken++;
    }
    seen = Math.max(seen, micros);
  }

  private boolean holdsAnything() {
    return size > 0 || !marks.isEmpty() || dropped > 0;
  }

  private void raiseFrontier() {
    if (seen != Promise.NONE) {
      frontier = Math.max(frontier, seen - cut.disorderMicros());
    }
  }

  private void send() {
    emit(size > 0 ? times[0] : marks.isEmpty() ? frontier : marks.get(0).time());
  }

  private void emit(long base) {
    int[] offsets = new int[size];
    for (int i = 0; i < size; i++) {
      offsets[i] = Math.toIntExact(times[i] - base);
    }
    SensorPacket packet =
        new SensorPacket(
            cut.source(),
            cut.epoch(),
            sequence++,
            frontier,
            cut.input(),
            base,
            offsets,
            Arrays.copyOf(addresses, size),
            plain ? new float[0] : Arrays.copyOf(values, size),
            marks,
            dropped);
    size = 0;
    plain = true;
    marks.clear();
    dropped = 0;
    sink.send(packet);
  }
}
