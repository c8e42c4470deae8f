package io.spiketide.it;

import io.spiketide.intake.Admission;
import io.spiketide.intake.Admission.Tally;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A healthy stream of packets with poison in it, as a function of a seed: one in a hundred packets
 * is spoilt or has a bad record before it. What is to become of each record is noted.
 */
final class PoisonedStream {
  private static final Tally NO_EVENTS = new Tally(0, 0, 0, 0);
  private static final int FRAME_BYTES = 10;
  private static final int MOST_BAD_EVENTS = Admission.JUMP_WITNESSES - 1;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final Random random;
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final Map<String, SensorPacket> before = new HashMap<>();
  private final Map<String, Long> frontiers = new HashMap<>();
  private final List<Item> items = new ArrayList<>();

  /**
   * A record to send.
   *
   * @param poison null for a healthy one
   * @param events what is to become of its events
   * @param letterCount events that its dead letter is to count
   * @param frontier in µs, as it rules when the record comes
   */
  record Item(
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Poison poison,
      Tally events,
      long letterCount,
      long frontier) {}

  private PoisonedStream(long seed) {
    random = new Random(seed);
  }

  /**
   * Poisons a stream.
   *
   * @param healthy packets without values that keep their promises, by instance, in order
   */
  static List<Item> of(List<Map.Entry<String, SensorPacket>> healthy, long seed) {
    PoisonedStream stream = new PoisonedStream(seed);
    Map<Integer, Poison> places = stream.places(healthy);
    for (int i = 0; i < healthy.size(); i++) {
      stream.add(healthy.get(i).getKey(), healthy.get(i).getValue(), places.get(i));
    }
    return stream.items;
  }

  /** All kinds equally often, at packets with events, once their instance has made a promise. */
  private Map<Integer, Poison> places(List<Map.Entry<String, SensorPacket>> healthy) {
    Set<String> promised = new HashSet<>();
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < healthy.size(); i++) {
      String instance = healthy.get(i).getKey();
      SensorPacket packet = healthy.get(i).getValue();
      if (promised.contains(instance) && packet.timeOffsets().length > 0) {
        candidates.add(i);
      }
      if (packet.frontier() > 0) {
        promised.add(instance);
      }
    }
    Collections.shuffle(candidates, random);
    Poison[] kinds = Poison.values();
    Map<Integer, Poison> places = new TreeMap<>();
    for (int i = 0; i < healthy.size() / 100; i++) {
      places.put(candidates.get(i), kinds[i % kinds.length]);
    }
    return places;
  }

  private void add(String instance, SensorPacket packet, @Nullable Poison poison) {
    int events = packet.timeOffsets().length;
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    if (poison == null || poison.isExtra()) {
      if (poison != null) {
        items.add(extra(poison, instance, packet));
      }
      Tally all = new Tally(events, 0, 0, 0);
      items.add(new Item(key, codec.encode(packet), null, all, 0, frontier(instance)));
    } else {
      items.add(spoilt(poison, instance, packet));
    }
    before.put(instance, packet);
    if (poison != Poison.FAR_FUTURE_FRONTIER) {
      frontiers.merge(instance, packet.frontier(), Math::max);
    }
  }

  /** A bad record that comes before a packet. */
  private Item extra(Poison poison, String instance, SensorPacket next) {
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    return switch (poison) {
      case RANDOM_BYTES -> unreadable(poison, key, randomBytes());
      case TRUNCATED -> unreadable(poison, key, truncated(next));
      case UNKNOWN_FINGERPRINT -> unreadable(poison, key, withRandomFingerprint(next));
      case TOMBSTONE -> unreadable(poison, key, null);
      case NO_KEY -> unreadable(poison, null, codec.encode(next));
      case UNKNOWN_INPUT ->
          refused(poison, key, copy(next, next.source(), next.epoch(), "elsewhere"));
      case UNEXPECTED_SOURCE -> refused(poison, key, copy(next, "spy", next.epoch(), ""));
      case STALE_EPOCH -> refused(poison, key, copy(next, next.source(), next.epoch() - 1, ""));
      case DUPLICATE -> {
        SensorPacket sent = packetBefore(instance);
        Tally again = new Tally(0, 0, 0, sent.timeOffsets().length);
        yield new Item(key, codec.encode(sent), poison, again, 0, frontier(instance));
      }
      default -> throw new IllegalStateException(poison + " spoils a packet");
    };
  }

  private static Item unreadable(Poison poison, byte @Nullable [] key, byte @Nullable [] value) {
    return new Item(key, value, poison, NO_EVENTS, 1, 0);
  }

  private Item refused(Poison poison, byte[] key, SensorPacket packet) {
    int events = packet.timeOffsets().length;
    Tally tally = new Tally(0, 0, events, 0);
    return new Item(key, codec.encode(packet), poison, tally, Math.max(1, events), 0);
  }

  /** A packet with something bad in it; everything else of it counts. */
  private Item spoilt(Poison poison, String instance, SensorPacket packet) {
    int bad = poison.kind == Poison.Kind.EVENTS ? 1 + random.nextInt(MOST_BAD_EVENTS) : 0;
    long frontier = frontier(instance);
    SensorPacket sent =
        switch (poison) {
          case ADDRESS_OUTSIDE ->
              inserted(packet, bad, packet.time(), random.nextBoolean() ? -1 : 1 << 20);
          case NEGATIVE_TIME -> inserted(packet, bad, -1 - random.nextInt(1_000), 0);
          case FAR_FUTURE -> {
            long ahead = PoisonITCase.MAX_JUMP_MICROS + DAY_MICROS / 100;
            yield inserted(packet, bad, packet.time() + ahead + random.nextInt(1_000_000), 0);
          }
          case LATE -> inserted(packet, bad, Math.max(0, frontier - 1 - random.nextInt(5_000)), 0);
          case FAR_FUTURE_FRONTIER ->
              promising(
                  packet, random.nextBoolean() ? Long.MAX_VALUE : packet.frontier() + DAY_MICROS);
          default -> throw new IllegalStateException(poison + " is a record more");
        };
    int good = packet.timeOffsets().length;
    Tally tally = poison == Poison.LATE ? new Tally(good, bad, 0, 0) : new Tally(good, 0, bad, 0);
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    return new Item(key, codec.encode(sent), poison, tally, bad, frontier);
  }

  private SensorPacket packetBefore(String instance) {
    SensorPacket packet = before.get(instance);
    if (packet == null) {
      throw new IllegalStateException("the first packet of an instance is never poisoned");
    }
    return packet;
  }

  /** In µs, before the next packet of the instance; 0 if nothing was promised. */
  private long frontier(String instance) {
    return frontiers.getOrDefault(instance, 0L);
  }

  /** Neither framing: their first bytes are C3 and 00. */
  private byte[] randomBytes() {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) (1 + random.nextInt(100));
    return bytes;
  }

  private byte[] truncated(SensorPacket packet) {
    byte[] whole = codec.encode(packet);
    return Arrays.copyOf(whole, FRAME_BYTES + random.nextInt(whole.length - FRAME_BYTES));
  }

  private byte[] withRandomFingerprint(SensorPacket packet) {
    byte[] bytes = codec.encode(packet);
    for (int i = 2; i < FRAME_BYTES; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static SensorPacket copy(SensorPacket p, String source, long epoch, String input) {
    return new SensorPacket(
        source,
        epoch,
        p.sequence(),
        p.frontier(),
        input,
        p.time(),
        p.timeOffsets(),
        p.addresses(),
        p.values(),
        p.marks(),
        p.dropped());
  }

  private static SensorPacket promising(SensorPacket p, long frontier) {
    return new SensorPacket(
        p.source(),
        p.epoch(),
        p.sequence(),
        frontier,
        p.input(),
        p.time(),
        p.timeOffsets(),
        p.addresses(),
        p.values(),
        p.marks(),
        p.dropped());
  }

  /** With the same event several times before one of its own. */
  private SensorPacket inserted(SensorPacket p, int times, long micros, int address) {
    int at = random.nextInt(p.timeOffsets().length);
    return new SensorPacket(
        p.source(),
        p.epoch(),
        p.sequence(),
        p.frontier(),
        p.input(),
        p.time(),
        inserted(p.timeOffsets(), at, times, Math.toIntExact(micros - p.time())),
        inserted(p.addresses(), at, times, address),
        p.values(),
        p.marks(),
        p.dropped());
  }

  private static int[] inserted(int[] items, int at, int times, int item) {
    int[] more = new int[items.length + times];
    System.arraycopy(items, 0, more, 0, at);
    Arrays.fill(more, at, at + times, item);
    System.arraycopy(items, at, more, at + times, items.length - at);
    return more;
  }
}
