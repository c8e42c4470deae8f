package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.network.Values;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another job goes on from a checkpoint that was taken while instances began: one shard may have
 * begun before the barriers and the other after them, and what that one fires must not be part of
 * the checkpoint, since in the other job it is of another run.
 */
class ResubmittedShardsTest {
  private static final int SUBTASKS = 2;

  /** A network, and how it is cut. */
  private enum Of {
    RING(RingNetwork.build(), RingNetwork.CUT),

    /** The second stage sends to the first one by the topic, and hears nobody. */
    SENDER(
        sender(),
        new Stages(
            List.of(
                new Stage("1", List.of("hears"), List.of(), 2),
                new Stage("2", List.of("sends"), List.of(), 1))));

    final Network network;
    final Stages stages;

    Of(Network network, Stages stages) {
      this.network = network;
      this.stages = stages;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("another job goes on from any checkpoint as the first one would have")
  void goesOnFromAnyCheckpoint(Of of) throws Exception {
    TreeSet<String> expected = fired(of, -1, 0);
    assertThat(expected).hasSizeGreaterThan(1_000);
    for (int steps = 0; steps < 30; steps++) {
      for (int seed = 0; seed < 8; seed++) {
        assertThat(fired(of, steps, seed))
            .as("checkpoint after %d steps, seed %d", steps, seed)
            .isEqualTo(expected);
      }
    }
  }

  /** All that the ring fires, with a checkpoint after so many steps and then another job. */
  private TreeSet<String> fired(Of of, int steps, long seed) throws Exception {
    try (ShardedRun run = new ShardedRun(of.network, of.stages, seed)) {
      run.kill(SUBTASKS);
      send(run, 100);
      if (steps >= 0) {
        run.run(steps);
        run.checkpoint();
        run.run(20);
        run.resubmit(SUBTASKS);
      }
      send(run, 200);
      send(run, 300);
      run.run(Integer.MAX_VALUE);
      SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
      TreeSet<String> fired = new TreeSet<>();
      for (OutboundRecord record : run.spikes) {
        SpikePacket packet = codec.decode(record.value());
        for (int i = 0; i < packet.neurons().length; i++) {
          long tick = packet.firstTick() + packet.tickOffsets()[i];
          fired.add(
              packet.instance()
                  + '/'
                  + packet.population()
                  + ' '
                  + tick
                  + ' '
                  + packet.neurons()[i]);
        }
      }
      return fired;
    }
  }

  private static Network sender() {
    Settings lif = Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(1)));
    Connectivity all = new Connectivity.AllToAll(true);
    return new Network(
        "ring",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(16))),
        List.of(
            Population.of("hears", Shape.of(16), lif).published(),
            Population.of("sends", Shape.of(16), lif)),
        List.of(
            Projection.of("in", "sends", all, Values.of(200), 0),
            Projection.of("sends", "sends", all, Values.of(20), RingNetwork.DELAY),
            Projection.of("sends", "hears", all, Values.of(20), RingNetwork.DELAY)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(RingNetwork.DELAY));
  }

  private static void send(ShardedRun run, long end) {
    run.send("a", packet(end));
    run.send("b", packet(end));
  }

  /** One of each 100 ticks, with an event in the first. */
  private static SensorPacket packet(long end) {
    int[] one = end == 100 ? new int[1] : new int[0];
    return new SensorPacket(
        "s", 0, end / 100 - 1, end * 1000, "in", 0, one, one, new float[0], List.of(), 0);
  }
}
