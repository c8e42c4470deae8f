package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import java.util.List;
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
    LEADING(RingNetwork.leading(), RingNetwork.LED);

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
