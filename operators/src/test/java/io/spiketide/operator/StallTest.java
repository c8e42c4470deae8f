package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.intake.Admission;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** A shard that waits for another one: how far it goes, and what it says. */
class StallTest {
  private static final int DELAY = RingNetwork.DELAY;

  private final Network network = RingNetwork.build();
  private final Stages stages = RingNetwork.CUT;
  private final CompiledNetwork net = CompiledNetwork.template(network, stages, 0).shard(0);
  private final StageMetrics metrics = new StageMetrics(new UnregisteredMetricsGroup(), network);
  private final StageRun run = new StageRun(net, 0, new SpikesTo(packet -> {}), metrics);
  private final InstanceState state = run.newInstance(7);

  @Test
  void itRunsAsFarAsTheOthersPromisesAndTheDelayAllow() {
    startAtTick(100);
    assertThat(state.kernel.tick).isEqualTo(100 + DELAY);
    assertThat(run.awaited(state)).containsExactly("ring/1 has not been heard");

    hear(7, 0, 100, 105);
    assertThat(state.kernel.tick).isEqualTo(105 + DELAY);
    assertThat(run.awaited(state)).containsExactly("ring/1 has promised up to tick 105");
  }

  @Test
  void aMissingPacketIsNamedAndNothingIsGuessed() {
    startAtTick(100);
    hear(7, 0, 100, 105);
    hear(7, 2, 110, 115);
    assertThat(state.kernel.tick).isEqualTo(110);
    assertThat(run.awaited(state))
        .containsExactly(
            "ring/1 has promised up to tick 105, and packet 1 is missing though 2 has come");
    hear(7, 1, 105, 110);
    assertThat(state.kernel.tick).isEqualTo(115);
  }

  @Test
  void ofManyThatAreAwaitedSomeAreNamed() {
    Population wide = new Population("ring", Shape.of(160), ring().model(), Map.of(), false);
    Network large =
        new Network(
            "ring",
            network.time(),
            1,
            network.inputs(),
            List.of(wide),
            network.projections(),
            List.of(),
            List.of(),
            network.instances(),
            network.placement());
    Stages twenty = new Stages(List.of(new Stage("1", List.of("ring"), List.of(), 20)));
    CompiledNetwork first = CompiledNetwork.template(large, twenty, 0).shard(0);
    StageRun waiting = new StageRun(first, 0, new SpikesTo(packet -> {}), metrics);
    InstanceState many = waiting.newInstance(7);
    startAtTick(100, waiting, many);
    assertThat(waiting.awaited(many))
        .hasSize(9)
        .startsWith("ring/1 has not been heard")
        .endsWith("11 more");
    SpikePacketBuffer early = packet(7, 2, 110, 115);
    early.channel("ring", "a", "ring", 15, 1000);
    waiting.hear(many, waiting.channelOf(early), early, false, metrics);
    assertThat(waiting.awaited(many))
        .hasSize(9)
        .startsWith("ring/15 has not been heard, and packet 0 is missing though 2 has come");
  }

  private Population ring() {
    return network.population("ring").orElseThrow();
  }

  @Test
  void spikesOfAnotherRunAreForeignAndCounted() {
    assertThat(StageRun.isForeign(packet(7, 0, 100, 105), state.outbox.epoch, metrics)).isFalse();
    assertThat(StageRun.isForeign(packet(6, 0, 100, 105), state.outbox.epoch, metrics)).isTrue();
    assertThat(metrics.foreignPackets.getCount()).isEqualTo(1);
  }

  @Test
  void aPacketThatCannotBeOfTheNetworkIsRefusedWithItsFault() {
    SpikePacketBuffer packet = packet(7, 0, 100, 105);
    packet.add(1, 3);
    assertThat(run.faultOf(0, packet))
        .isEqualTo("neuron 3 is not in shard 1 of population 'ring'; see who writes to the topic");
    assertThat(run.faultOf(0, packet(7, 0, 100, 105))).isNull();
  }

  private void startAtTick(long tick) {
    startAtTick(tick, run, state);
  }

  private void startAtTick(long tick, StageRun run, InstanceState state) {
    long micros = tick * network.time().tickMicros();
    SensorPacketBuffer packet = new SensorPacketBuffer();
    packet.set(
        new SensorPacket(
            "s",
            0,
            0,
            micros + 1_000_000,
            "in",
            micros,
            new int[1],
            new int[1],
            new float[0],
            List.of(),
            0));
    Admission admission = new Admission(network);
    admission.admit(state.intake, packet, new PacketVerdicts("ring"));
    run.runComplete(state, "a", admission.safeTick(state.intake));
  }

  private boolean hear(long epoch, long sequence, long first, long frontier) {
    SpikePacketBuffer packet = packet(epoch, sequence, first, frontier);
    boolean taken = run.hear(state, run.channelOf(packet), packet, false, metrics);
    run.runComplete(state, "a", 1_000);
    return taken;
  }

  private static SpikePacketBuffer packet(long epoch, long sequence, long first, long frontier) {
    SpikePacketBuffer packet = new SpikePacketBuffer();
    packet.channel("ring", "a", "ring", 1, 1000);
    packet.begin(epoch, sequence, first, frontier);
    return packet;
  }
}
