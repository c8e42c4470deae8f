package io.spiketide.connector.kafka;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where a job without a checkpoint begins to read; a restored one goes on where it was. */
public sealed interface StartingOffsets extends Serializable {
  /** What Flink is told. */
  OffsetsInitializer initializer();

  /** The oldest record that the topic still has. */
  record Earliest() implements StartingOffsets {
    @Override
    public OffsetsInitializer initializer() {
      return OffsetsInitializer.earliest();
    }
  }

  /** Only what arrives after the start. */
  record Latest() implements StartingOffsets {
    @Override
    public OffsetsInitializer initializer() {
      return new NothingSkipped(OffsetsInitializer.latest());
    }
  }

  /** Where the consumer group stopped; the oldest record for a partition that it never read. */
  record Committed() implements StartingOffsets {
    @Override
    public OffsetsInitializer initializer() {
      return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }
  }

  /**
   * The first record whose Kafka timestamp, which is its event time, is not before the given one.
   *
   * @param instant event time, precise to 1 ms
   */
  record Timestamp(Instant instant) implements StartingOffsets {
    @Override
    public OffsetsInitializer initializer() {
      return new NothingSkipped(OffsetsInitializer.timestamp(instant.toEpochMilli()));
    }
  }

  /**
   * Only what arrives after now, the moment at which the job is made: asked for at once, since by
   * the time that a source starts, others of the job may have written.
   *
   * @param offsets the end of each partition
   */
  record EndOf(Map<TopicPartition, Long> offsets) implements StartingOffsets {
    public EndOf {
      offsets = Map.copyOf(offsets);
    }

    @Override
    public OffsetsInitializer initializer() {
      return OffsetsInitializer.offsets(offsets, OffsetResetStrategy.EARLIEST);
    }
  }

  /**
   * Reads the form of the command line: {@code earliest}, {@code latest}, {@code committed}, or an
   * ISO time such as {@code 2026-03-01T12:00:00Z}.
   *
   * @throws KafkaFault for anything else
   */
  static StartingOffsets parse(String text) {
    return switch (text) {
      case "earliest" -> new Earliest();
      case "latest" -> new Latest();
      case "committed" -> new Committed();
      default -> {
        try {
          yield new Timestamp(Instant.parse(text));
        } catch (DateTimeException e) {
          throw new KafkaFault(
              "starting offsets: '"
                  + text
                  + "' is unknown; use one of [earliest, latest,"
                  + " committed] or a time such as 2026-03-01T12:00:00Z",
              e);
        }
      }
    };
  }
}
