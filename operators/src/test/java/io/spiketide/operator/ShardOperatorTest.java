package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two shards in one subtask that hear each other by the shortcut alone: nobody reads the topic. */
class ShardOperatorTest {
  private static final int KEY_GROUPS = 128;

  private final Network network = RingNetwork.build();
  private final Shortcut shortcut = new Shortcut(UUID.randomUUID().toString());
  private final End end = new End(new ArrayDeque<>(), new AtomicBoolean(true));
  private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord> subtask;
  private long sensed;

  @BeforeEach
  void start() throws Exception {
    shortcut.open(end);
    subtask = started();
  }

  @AfterEach
  void stop() throws Exception {
    subtask.close();
    shortcut.close(end);
  }

  @Test
  void shardsHearEachOtherWithoutTheTopic() throws Exception {
    sense(100);
    assertThat(sent()).isNotEmpty();
    assertThat(lastFrontier()).isEqualTo(100);
  }

  @Test
  void whatIsNearTheSensorsIsNotHeldAndComesAfterWhatWas() throws Exception {
    sense(1_000);
    sense(2_000);
    for (int shard = 0; shard < 2; shard++) {
      int of = shard;
      List<Long> sequences =
          sent().stream().filter(p -> p.shard() == of).map(SpikePacket::sequence).toList();
      assertThat(sequences)
          .isEqualTo(LongStream.range(0, 2_000 / RingNetwork.DELAY).boxed().toList());
    }
  }

  @Test
  void heldSpikesAreSentInTime() throws Exception {
    deliver(1_000);
    takeIn(20);
    assertThat(sent()).isEmpty();
    subtask.setProcessingTime(19);
    assertThat(sent()).isEmpty();
    subtask.setProcessingTime(20);
    assertThat(sent()).isNotEmpty();
    int first = sent().size();

    takeIn(20);
    assertThat(sent()).hasSize(first);
    subtask.setProcessingTime(40);
    assertThat(sent()).hasSizeGreaterThan(first);
  }

  @Test
  void noMoreThanSoManyAreHeld() throws Exception {
    deliver(20_000);
    takeIn(StagePackets.HELD_AT_MOST - 10);
    assertThat(sent()).isEmpty();
    takeIn(100);
    assertThat(sent()).hasSize(StagePackets.HELD_AT_MOST);
  }

  @Test
  void heldSpikesAreSentBeforeACheckpoint() throws Exception {
    deliver(1_000);
    takeIn(20);
    subtask.prepareSnapshotPreBarrier(1);
    assertThat(sent()).isNotEmpty();
  }

  @Test
  void heldSpikesAreSentAtTheEnd() throws Exception {
    deliver(1_000);
    takeIn(20);
    subtask.getOneInputOperator().finish();
    assertThat(sent()).isNotEmpty();
  }

  @Test
  void nothingIsHeldForWhichOthersWait() throws Exception {
    end.hasRoom().set(false);
    deliver(1_000);
    assertThat(end.waiting()).isEmpty();
    assertThat(sent()).isNotEmpty();
  }

  private record End(Queue<RawRecord> waiting, AtomicBoolean hasRoom) implements Shortcut.End {
    @Override
    public int subtask() {
      return 0;
    }

    @Override
    public boolean offer(RawRecord record) {
      return hasRoom.get() && waiting.add(record);
    }
  }

  private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, OutboundRecord> started()
      throws Exception {
    StageOperator operator =
        new StageOperator(
            Editions.of(network),
            RingNetwork.CUT,
            0,
            7,
            Duration.ofHours(1),
            shortcut,
            TopicNames.DEFAULT,
            WireFormat.DEFAULT);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator.keyed(),
            record -> new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8),
            Types.STRING,
            KEY_GROUPS,
            1,
            0);
    harness.setup(OutboundRecordTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl()));
    harness.open();
    return harness;
  }

  /**
   * An event at the beginning, or none, and a promise up to this tick; then all that comes of it.
   */
  private void sense(long until) throws Exception {
    deliver(until);
    takeIn(Integer.MAX_VALUE);
  }

  private void deliver(long until) throws Exception {
    int[] one = sensed == 0 ? new int[1] : new int[0];
    SensorPacket packet =
        new SensorPacket(
            "s", 0, sensed, until * 1000, "in", 0, one, one, new float[0], List.of(), 0);
    sensed++;
    byte[] value = new SensorPacketCodec(WireFormat.DEFAULT).encode(packet);
    deliver(new RawRecord("sensor-events", 0, sensed, 0, new byte[] {'a'}, value));
  }

  private void deliver(RawRecord read) throws Exception {
    ShardRouter router =
        new ShardRouter(
            network, RingNetwork.CUT, 0, TopicNames.DEFAULT, WireFormat.DEFAULT, KEY_GROUPS);
    router.open(new OpenContext() {});
    List<RawRecord> routed = new ArrayList<>();
    router.flatMap(read, new ListCollector<>(routed));
    for (RawRecord record : routed) {
      subtask.processElement(new StreamRecord<>(record));
    }
  }

  /** Takes in so many packets that have come by the shortcut, or all. */
  private void takeIn(int most) throws Exception {
    for (int i = 0; i < most && !end.waiting().isEmpty(); i++) {
      deliver(end.waiting().remove());
    }
  }

  private List<SpikePacket> sent() throws Exception {
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    List<SpikePacket> sent = new ArrayList<>();
    for (OutboundRecord record : subtask.extractOutputValues()) {
      sent.add(codec.decode(record.value()));
    }
    return sent;
  }

  private long lastFrontier() throws Exception {
    return sent().stream().mapToLong(SpikePacket::frontier).max().orElse(-1);
  }
}
