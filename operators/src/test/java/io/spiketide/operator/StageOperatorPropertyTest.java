package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.testing.RandomNetworks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks from printed seeds: the operator against the reference simulator. */
class StageOperatorPropertyTest {
  private static final List<String> INSTANCES = List.of("anna", "berta", "clara");

  /** How one and the same input reaches the operator. */
  private record Delivery(int packetSize, int parallelism, long order, boolean restarts) {}

  private static final List<Delivery> DELIVERIES =
      List.of(
          new Delivery(1, 1, 1, false),
          new Delivery(7, 2, 2, false),
          new Delivery(64, 3, 3, false),
          new Delivery(100, 3, 4, true),
          new Delivery(1024, 1, 5, false));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  @DisplayName("any packets, subtasks, order and restarts give the bytes of the reference's output")
  void equalsTheReference(long seed) throws Exception {
    Network network = Outcome.withSources(RandomNetworks.of(seed), 1 + (int) (seed % 2));
    int slice = network.placement().sliceTicks();
    long until = (400 / slice + 1L) * slice;
    List<RandomStreams> streams = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      streams.add(new RandomStreams(network, 100 * seed + i, until));
    }
    Map<String, List<String>> expected =
        Outcome.expected(Editions.of(network), INSTANCES, streams, until);
    assertThat(expected).containsKey("anna decision count").containsKey("clara decision rate");

    String bytes = null;
    for (Delivery delivery : DELIVERIES) {
      try (StageHarness harness =
          new StageHarness(network, WireFormat.DEFAULT, delivery.parallelism())) {
        deliver(streams, delivery, harness);
        assertThat(harness.sentTo("late-events")).isEmpty();
        assertThat(harness.sentTo("dead-letters")).isEmpty();
        assertThat(Outcome.lines(harness.sent())).as("%s", delivery).isEqualTo(expected);
        String sha = Outcome.sha256(harness);
        bytes = bytes == null ? sha : bytes;
        assertThat(sha).as("bytes of %s", delivery).isEqualTo(bytes);
      }
    }
  }

  private static void deliver(List<RandomStreams> streams, Delivery delivery, StageHarness harness)
      throws Exception {
    Random random = new Random(delivery.order());
    List<Map.Entry<String, Deque<SensorPacket>>> waiting = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      for (Deque<SensorPacket> packets : streams.get(i).packets(delivery.packetSize())) {
        waiting.add(Map.entry(INSTANCES.get(i), new ArrayDeque<>(packets)));
      }
    }
    while (!waiting.isEmpty()) {
      var next = waiting.get(random.nextInt(waiting.size()));
      harness.send(next.getKey(), next.getValue().removeFirst());
      if (next.getValue().isEmpty()) {
        waiting.remove(next);
      }
      if (delivery.restarts()) {
        harness.restart(1 + random.nextInt(3));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5})
  @DisplayName("a checkpoint that is written while instances go on holds them as they were")
  void aCheckpointHoldsWhatWasAtItsBarrier(long seed) throws Exception {
    Network network = RandomNetworks.of(seed);
    List<Map.Entry<String, SensorPacket>> packets = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      RandomStreams stream = new RandomStreams(network, 100 * seed + i, 400);
      for (Deque<SensorPacket> source : stream.packets(40)) {
        for (SensorPacket packet : source) {
          packets.add(Map.entry(INSTANCES.get(i), packet));
        }
      }
    }
    try (StageHarness steady = new StageHarness(network);
        StageHarness restarted = new StageHarness(network)) {
      for (int p = 0; p < packets.size(); p++) {
        int next = p;
        steady.send(packets.get(p).getKey(), packets.get(p).getValue());
        restarted.restartFromBarrier(
            1 + p % 3, () -> sendAll(packets.subList(next, packets.size()), restarted));
        restarted.send(packets.get(p).getKey(), packets.get(p).getValue());
      }
      assertThat(steady.byKey()).isNotEmpty();
      assertThat(restarted.byKey()).isEqualTo(steady.byKey());
    }
  }

  private static void sendAll(List<Map.Entry<String, SensorPacket>> packets, StageHarness to)
      throws Exception {
    for (var packet : packets) {
      to.send(packet.getKey(), packet.getValue());
    }
  }
}
