package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Another job goes on from a checkpoint that was taken while instances began: one shard may have
 * begun before the barriers and the other after them, and what that one fires must not be part of
 * the checkpoint, since in the other job it is of another run.
 */
class ResubmittedShardsTest {
  private static final long UNTIL = 300;
  private static final int SUBTASKS = 2;

  private final Network network = RingNetwork.build();

  @Test
  @DisplayName("another job goes on from any checkpoint as the first one would have")
  void goesOnFromAnyCheckpoint() throws Exception {
    TreeSet<String> expected = fired(-1, 0);
    assertThat(expected).hasSizeGreaterThan(1_000);
    for (int steps = 0; steps < 30; steps++) {
      for (int seed = 0; seed < 8; seed++) {
        assertThat(fired(steps, seed))
            .as("checkpoint after %d steps, seed %d", steps, seed)
            .isEqualTo(expected);
      }
    }
  }

  /** All that the ring fires, with a checkpoint after so many steps and then another job. */
  private TreeSet<String> fired(int steps, long seed) throws Exception {
    try (ShardedRun run = new ShardedRun(network, RingNetwork.CUT, seed)) {
      run.kill(SUBTASKS);
      for (long end = 100; end <= UNTIL; end += 100) {
        for (String instance : List.of("a", "b")) {
          run.send(instance, packet(end));
        }
      }
      if (steps >= 0) {
        run.run(steps);
        run.checkpoint();
        run.run(20);
        run.resubmit(SUBTASKS);
      }
      run.run(Integer.MAX_VALUE);
      SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
      TreeSet<String> fired = new TreeSet<>();
      for (OutboundRecord record : run.spikes) {
        SpikePacket packet = codec.decode(record.value());
        for (int i = 0; i < packet.neurons().length; i++) {
          long tick = packet.firstTick() + packet.tickOffsets()[i];
          fired.add(
              packet.instance() + '/' + packet.shard() + ' ' + tick + ' ' + packet.neurons()[i]);
        }
      }
      return fired;
    }
  }

  /** One of each 100 ticks, with an event in the first. */
  private static SensorPacket packet(long end) {
    int[] one = end == 100 ? new int[1] : new int[0];
    return new SensorPacket(
        "s", 0, end / 100 - 1, end * 1000, "in", 0, one, one, new float[0], List.of(), 0);
  }
}
