package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpikePacketsTest {
  private static final String TOPIC = "spikes";

  private final List<String> complaints = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();

  @Test
  void everyPacketComesOnceInEachReading() {
    Log log = new Log(2);
    log.add(0, packet("a", 0, 0));
    log.add(0, packet("a", 1, 1));
    log.add(0, packet("a", 0, 0));
    log.add(0, packet("a", 1, 1));
    log.add(1, packet("b", 0, 7));
    SpikePackets packets = log.packets(null);
    for (int reading = 0; reading < 2; reading++) {
      seen.clear();
      log.rewind();
      packets.forEach(this::note);
      assertThat(seen).containsExactlyInAnyOrder("a 0", "a 10", "b 70");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidInTheFirstReadingAlone() {
    Log log = new Log(1);
    log.add(0, packet("a", 0, 0));
    log.add(0, new byte[] {1, 2, 3});
    log.add(0, packet("a", 1, 1));
    SpikePackets packets = log.packets(null);
    packets.forEach(this::note);
    log.rewind();
    packets.forEach(this::note);
    assertThat(seen).containsExactly("a 0", "a 10", "a 0", "a 10");
    assertThat(complaints).hasSize(1);
    assertThat(complaints.get(0))
        .startsWith("topic spikes, partition 0, offset 1: ")
        .endsWith("; check its producer");
  }

  @Test
  void aLaterRunIsRefusedUnlessItIsChosen() {
    Log log = new Log(1);
    log.add(0, packet("a", 0, 0));
    log.add(0, packet("a", 1, 1));
    log.add(0, packet("a", 0, 50));
    assertThatThrownBy(() -> log.packets(null).forEach(this::note))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("offset 2: another run of network 'net' begins here")
        .hasMessageContaining("--from 500");
    seen.clear();
    log.rewind();
    log.packets(new EventTime(null, 500)).forEach(this::note);
    assertThat(seen).containsExactly("a 500");
  }

  @Test
  void whatIsWrittenMeanwhileDoesNotCount() {
    Log log = new Log(1);
    log.add(0, packet("a", 0, 0));
    SpikePackets packets = log.packets(null);
    log.add(0, packet("a", 1, 1));
    log.rewind();
    packets.forEach(this::note);
    assertThat(seen).containsExactly("a 0");
  }

  private void note(SpikePacket packet, String where) {
    assertThat(where).startsWith("topic spikes, partition ");
    seen.add(packet.instance() + " " + packet.firstTick());
  }

  private static byte[] packet(String instance, long sequence, int slice) {
    SpikePacket packet =
        new SpikePacket(
            "net",
            instance,
            "out",
            0,
            0,
            sequence,
            10L * slice,
            10L * slice + 10,
            new int[] {1},
            new int[] {0},
            new int[0],
            1_000);
    return new SpikePacketCodec(WireFormat.DEFAULT).encode(packet);
  }

  /** A topic, by Kafka's own consumer for tests, which forgets the records that it has given. */
  private final class Log {
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final TopicReader reader;

    Log(int partitions) {
      List<PartitionInfo> infos = new ArrayList<>();
      Map<TopicPartition, Long> starts = new HashMap<>();
      for (int p = 0; p < partitions; p++) {
        infos.add(new PartitionInfo(TOPIC, p, Node.noNode(), new Node[0], new Node[0]));
        starts.put(new TopicPartition(TOPIC, p), 0L);
        ends.put(new TopicPartition(TOPIC, p), 0L);
      }
      consumer.updatePartitions(TOPIC, infos);
      consumer.updateBeginningOffsets(starts);
      consumer.updateEndOffsets(ends);
      reader = new TopicReader(consumer, "nowhere", TOPIC);
    }

    void add(int partition, byte[] value) {
      TopicPartition place = new TopicPartition(TOPIC, partition);
      long offset = ends.merge(place, 1L, Long::sum) - 1;
      records.add(new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], value));
      consumer.addRecord(records.get(records.size() - 1));
      consumer.updateEndOffsets(ends);
    }

    /** Lets it give all records once more. */
    void rewind() {
      consumer.seekToBeginning(ends.keySet());
      records.forEach(consumer::addRecord);
    }

    SpikePackets packets(@Nullable EventTime from) {
      return new SpikePackets(reader, from, complaints::add);
    }
  }
}
