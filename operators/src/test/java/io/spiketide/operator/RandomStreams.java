package io.spiketide.operator;

import io.spiketide.kernel.Mark;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.network.Network;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of one instance have to tell, from a seed: bursts of events, silences and marks,
 * a little out of order; and the packets that they may be told in.
 */
final class RandomStreams {
  private static final int EVENTS = 150;

  private final long until;
  private final long tickMicros;
  private final List<Stream> streams = new ArrayList<>();

  /** One source on one input, in its own order. */
  private record Stream(int input, String inputName, String source, List<Item> items) {}

  /** An event, or a mark where there is one. */
  private record Item(long micros, int address, float value, @Nullable EpisodeMark mark) {}

  RandomStreams(Network network, long seed, long until) {
    this.until = until;
    tickMicros = network.time().tickMicros();
    Random random = new Random(seed);
    boolean plain = random.nextBoolean(); // as most sensors, whose events count 1 each
    for (int i = 0; i < network.inputs().size(); i++) {
      for (int s = 0; s < network.inputs().get(i).sources(); s++) {
        String source = "source" + s;
        List<Item> items = new ArrayList<>();
        for (int e = 0; e < EVENTS; e++) {
          long tick = 5 + random.nextInt(3) * 120L + random.nextInt(40);
          long micros = tick * tickMicros + random.nextInt((int) tickMicros);
          int value = 1 + random.nextInt(plain ? 1 : 2);
          items.add(
              new Item(
                  micros, random.nextInt(network.inputs().get(i).shape().size()), value, null));
        }
        addMarks(items, random, "e" + i + source);
        long disorder = 5 * tickMicros;
        List<Long> at = new ArrayList<>();
        items.forEach(item -> at.add(item.micros() + (long) (random.nextDouble() * disorder)));
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < items.size(); k++) {
          order.add(k);
        }
        order.sort((a, b) -> Long.compare(at.get(a), at.get(b)));
        streams.add(
            new Stream(
                i,
                network.inputs().get(i).name(),
                source,
                order.stream().map(items::get).toList()));
      }
    }
  }

  private void addMarks(List<Item> items, Random random, String id) {
    long[] times = {30, 90, 90, 130, 350};
    boolean[] starts = {true, false, true, true, false};
    for (int m = 0; m < times.length; m++) {
      // Some on the very tick, where the sources' marks meet.
      long micros = times[m] * tickMicros + (random.nextBoolean() ? 0 : random.nextInt(999));
      EpisodeMark mark =
          starts[m]
              ? EpisodeMark.start(micros, id + m, "label" + m)
              : EpisodeMark.end(micros, id + m);
      items.add(new Item(micros, 0, 0, mark));
    }
  }

  /** Events in canonical order, for the reference. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (Stream stream : streams) {
      for (Item item : stream.items()) {
        if (item.mark() == null) {
          long tick = Math.floorDiv(item.micros(), tickMicros);
          events.add(new Event(stream.input(), tick, item.address(), item.value()));
        }
      }
    }
    return events;
  }

  /** Marks in canonical order, for the reference. */
  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (Stream stream : streams) {
      for (Item item : stream.items()) {
        EpisodeMark mark = item.mark();
        if (mark != null) {
          boolean start = mark.kind() == EpisodeMark.Kind.START;
          long tick =
              start
                  ? Math.floorDiv(mark.time(), tickMicros)
                  : -Math.floorDiv(-mark.time(), tickMicros);
          marks.add(new Mark(tick, start, mark.id(), mark.label()));
        }
      }
    }
    return marks;
  }

  /** The packets of each source in its own order, so many events and marks in each. */
  List<Deque<SensorPacket>> packets(int size) {
    List<Deque<SensorPacket>> all = new ArrayList<>();
    for (Stream stream : streams) {
      Deque<SensorPacket> packets = new ArrayDeque<>();
      int n = stream.items().size();
      for (int from = 0; from < n; from += size) {
        int to = Math.min(n, from + size);
        packets.add(packet(stream, packets.size(), from, to));
      }
      all.add(packets);
    }
    return all;
  }

  private SensorPacket packet(Stream stream, long sequence, int from, int to) {
    List<Item> items = stream.items();
    long frontier = until * tickMicros;
    for (Item later : items.subList(to, items.size())) {
      frontier = Math.min(frontier, later.micros());
    }
    List<Item> events =
        items.subList(from, to).stream().filter(item -> item.mark() == null).toList();
    List<EpisodeMark> marks = new ArrayList<>();
    boolean plain = events.stream().allMatch(item -> item.value() == 1);
    float[] values = new float[plain ? 0 : events.size()];
    for (Item item : items.subList(from, to)) {
      EpisodeMark mark = item.mark();
      if (mark != null) {
        marks.add(mark);
      }
    }
    for (int e = 0; e < values.length; e++) {
      values[e] = events.get(e).value();
    }
    long base = events.isEmpty() ? 0 : events.get(0).micros();
    return new SensorPacket(
        stream.source(),
        0,
        sequence,
        frontier,
        stream.inputName(),
        base,
        events.stream().mapToInt(item -> (int) (item.micros() - base)).toArray(),
        events.stream().mapToInt(Item::address).toArray(),
        values,
        marks,
        0);
  }
}
