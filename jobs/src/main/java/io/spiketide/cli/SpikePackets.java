package io.spiketide.cli;

import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The packets that the topic of spikes holds now, from a time on, each once. They may be read
 * several times over and are the same each time. Single-threaded.
 */
final class SpikePackets {
  private static final Duration POLL = Duration.ofMillis(200);

  private final SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
  private final TopicReader reader;
  private final Map<TopicPartition, Long> end;
  private final @Nullable EventTime from;
  private final Consumer<String> complaints;
  private boolean readBefore;

  /** Receives packets, with topic, partition and offset in words. */
  interface Visitor {
    void packet(SpikePacket packet, String where);
  }

  /**
   * @param from packets that end before it are left out
   * @param complaints receives what is said of records that cannot be read
   */
  SpikePackets(TopicReader reader, @Nullable EventTime from, Consumer<String> complaints) {
    this.reader = reader;
    this.from = from;
    this.complaints = complaints;
    end = reader.end();
  }

  /**
   * Reads them all.
   *
   * @throws UserException if packets of two runs are among them, or the user stops it
   */
  void forEach(Visitor visitor) {
    OptionalLong millis = from == null ? OptionalLong.empty() : from.millis();
    if (millis.isPresent()) {
      reader.seekToTime(millis.getAsLong()); // a record's time is the frontier of its packet
    } else {
      reader.seekToStart();
    }
    Runs runs = new Runs();
    while (!reader.hasReached(end)) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        Long last = end.get(new TopicPartition(record.topic(), record.partition()));
        if (last != null && record.offset() < last) {
          read(record, runs, visitor);
        }
      }
      if (Thread.currentThread().isInterrupted()) {
        throw UserException.interrupted();
      }
    }
    readBefore = true;
  }

  private void read(ConsumerRecord<byte[], byte[]> record, Runs runs, Visitor visitor) {
    String where =
        "topic %s, partition %d, offset %d"
            .formatted(record.topic(), record.partition(), record.offset());
    SpikePacket packet;
    try {
      packet = codec.decode(record.value());
    } catch (WireException e) {
      if (!readBefore) {
        complaints.accept(where + ": " + e.getMessage() + "; check its producer");
      }
      return;
    }
    EventTime start = from;
    boolean isEarly = start != null && packet.frontier() <= start.tick(packet.tickMicros());
    if (!isEarly && runs.isNew(packet, where)) {
      visitor.packet(packet, where);
    }
  }

  /** Tells packets that a job repeats after a failure from those of another run. */
  static final class Runs {
    private final ReplayFilter filter = new ReplayFilter();
    private final Map<String, Long> frontiers = new HashMap<>();

    /**
     * Whether a packet is new.
     *
     * @throws UserException if it repeats a number, and yet promises more than any before: then a
     *     job has begun anew
     */
    boolean isNew(SpikePacket packet, String where) {
      String channel =
          String.join("/", packet.network(), packet.instance(), packet.population())
              + "/"
              + packet.shard();
      Long promised = frontiers.get(channel);
      if (filter.isNew(channel, packet.epoch(), packet.sequence())) {
        frontiers.put(channel, packet.frontier());
        return true;
      }
      if (promised != null && packet.frontier() > promised) {
        throw UserException.badInput(
            where
                + ": another run of network '"
                + packet.network()
                + "' begins here for instance '"
                + packet.instance()
                + "', at tick "
                + packet.firstTick()
                + "; choose one with --from "
                + packet.firstTick()
                + " or --from and --to, or give each run a --prefix of its own");
      }
      return false;
    }
  }
}
