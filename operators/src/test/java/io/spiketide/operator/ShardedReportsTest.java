package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.LateEventsCodec;
import io.spiketide.schema.codec.PacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every shard of a network that is cut sees every sensor packet, and one of them says what becomes
 * of it; what other runs and strangers write to the topic of spikes changes nothing.
 */
class ShardedReportsTest {
  private static final SpikePacketCodec SPIKES = new SpikePacketCodec(WireFormat.DEFAULT);

  private final Network network = RingNetwork.build();

  @Test
  void whatIsLateOrCannotBeReadIsReportedOnce() throws Exception {
    byte[] poison = {1, 2, 3};
    try (ShardedRun run = new ShardedRun(network, RingNetwork.CUT, 1)) {
      run.send("a", packet(0, 100, 200));
      run.send("a", packet(1, 50, 300));
      run.send("a".getBytes(StandardCharsets.UTF_8), poison);
      run.send(null, poison);
      run.run(Integer.MAX_VALUE);

      List<LateEvents> late = sentTo(run, "late-events", new LateEventsCodec(WireFormat.DEFAULT));
      assertThat(late).singleElement().satisfies(l -> assertThat(l.instance()).isEqualTo("a"));
      List<DeadLetter> dead = sentTo(run, "dead-letters", new DeadLetterCodec(WireFormat.DEFAULT));
      assertThat(dead).hasSize(2);
      assertThat(dead).extracting(DeadLetter::reason).contains(DeadLetterReason.NO_KEY);
      assertThat(dead)
          .filteredOn(d -> !d.reason().equals(DeadLetterReason.NO_KEY))
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.key()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
                assertThat(d.value()).isEqualTo(poison);
              });
    }
  }

  @Test
  void spikesOfAnotherRunOrNetworkChangeNothing() throws Exception {
    Map<String, List<String>> undisturbed = fired(List.of());
    assertThat(undisturbed).containsOnlyKeys("a/ring/0", "a/ring/1");
    assertThat(undisturbed.toString()).contains("[0, 1, 2");
    List<OutboundRecord> foreign = new ArrayList<>();
    for (int shard = 0; shard < 2; shard++) {
      for (int sequence = 0; sequence < 9; sequence++) {
        foreign.add(record("ring", "a", shard, ShardedRun.EPOCH - 1, sequence));
        foreign.add(record("other", "a", shard, ShardedRun.EPOCH, sequence));
        foreign.add(record("ring", "gone", shard, ShardedRun.EPOCH - 1, sequence));
      }
    }
    assertThat(fired(foreign)).isEqualTo(undisturbed);
  }

  /** What the ring fires, by key, with these records in the topic when it begins. */
  private Map<String, List<String>> fired(List<OutboundRecord> before) throws Exception {
    try (ShardedRun run = new ShardedRun(network, RingNetwork.CUT, 3)) {
      run.spikes.addAll(before);
      run.send("a", packet(0, 100, 200));
      run.run(Integer.MAX_VALUE);
      assertThat(run.others).isEmpty();
      assertThat(run.stateEntries()).as("states, of instance a alone").isEqualTo(2);
      Map<String, List<String>> fired = new TreeMap<>();
      for (OutboundRecord record : run.spikes.subList(before.size(), run.spikes.size())) {
        fired
            .computeIfAbsent(
                new String(record.key(), StandardCharsets.UTF_8), k -> new ArrayList<>())
            .add(SPIKES.decode(record.value()).toString());
      }
      return fired;
    }
  }

  /** A packet of a slice after the instance has started, in which all neurons of a shard fire. */
  private static OutboundRecord record(
      String name, String instance, int shard, long epoch, int sequence) {
    long first = 100 + 2L * sequence;
    SpikePacket packet =
        new SpikePacket(
            name,
            instance,
            "ring",
            shard,
            epoch,
            sequence,
            first,
            first + 2,
            new int[8],
            new int[] {0, 1, 2, 3, 4, 5, 6, 7},
            new int[0],
            1000);
    byte[] key = (instance + "/ring/" + shard).getBytes(StandardCharsets.UTF_8);
    return new OutboundRecord("spikes", key, SPIKES.encode(packet), 0);
  }

  /** One event at a tick, and a promise up to another. */
  private static SensorPacket packet(long sequence, long tick, long frontier) {
    return new SensorPacket(
        "s",
        0,
        sequence,
        frontier * 1000,
        "in",
        tick * 1000,
        new int[1],
        new int[1],
        new float[0],
        List.of(),
        0);
  }

  private static <T> List<T> sentTo(ShardedRun run, String topic, PacketCodec<T> codec)
      throws WireException {
    List<T> packets = new ArrayList<>();
    for (OutboundRecord record : run.others) {
      if (record.topic().equals(topic)) {
        packets.add(codec.decode(record.value()));
      }
    }
    return packets;
  }
}
