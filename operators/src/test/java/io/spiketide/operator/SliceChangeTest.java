package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.intake.Admission;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shards of a network go on with slices of another length than before, as from a savepoint of a
 * version that chose others: they fire what they would have fired, none waits for ever for another
 * one, and no packet is taken for one before which another is missing.
 */
class SliceChangeTest {
  private static final int SHARDS = RingNetwork.CUT.stage(0).shards();
  private static final long BEGIN = 100;
  private static final long END = 200;

  /** How many records have come before the change, at most. */
  private static final int LATEST = 60;

  private final StageMetrics metrics =
      new StageMetrics(new UnregisteredMetricsGroup(), RingNetwork.build());

  static List<Arguments> lengths() {
    List<Arguments> lengths = new ArrayList<>();
    for (int before = 1; before <= RingNetwork.DELAY; before++) {
      for (int after = 1; after <= RingNetwork.DELAY; after++) {
        lengths.add(Arguments.of(before, after));
      }
    }
    return lengths;
  }

  @ParameterizedTest(name = "{0} ticks, then {1}")
  @MethodSource("lengths")
  @DisplayName("slices of another length change no spike and stop nobody")
  void changesNothing(int before, int after) {
    List<String> expected = new Shards(1, 0).run(Integer.MAX_VALUE).fired();
    assertThat(expected).hasSizeGreaterThan(100);
    for (int change = 0; change < LATEST; change++) {
      Shards shards = new Shards(before, change).run(change);
      shards.cutInto(after);
      assertThat(shards.run(Integer.MAX_VALUE).fired())
          .as("changed after %d records", change)
          .isEqualTo(expected);
    }
  }

  /** Both shards, what is on its way to them, and what they have fired. */
  private final class Shards {
    final Network network = RingNetwork.build();
    final Admission admission = new Admission(network);
    final List<Deque<SensorPacket>> sensors = new ArrayList<>();
    final List<Deque<SpikePacket>> spikes = new ArrayList<>();
    final List<InstanceState> states = new ArrayList<>();
    final List<long[]> fired = new ArrayList<>();
    final long[] frontiers = new long[SHARDS];
    final Random random;
    List<StageRun> runs;

    Shards(int slice, long seed) {
      random = new Random(seed);
      runs = inSlicesOf(slice);
      for (StageRun run : runs) {
        sensors.add(events());
        spikes.add(new ArrayDeque<>());
        states.add(run.newInstance(7));
      }
    }

    void cutInto(int slice) {
      runs = inSlicesOf(slice);
    }

    private List<StageRun> inSlicesOf(int slice) {
      Network placed = network.placed(new Placement(slice));
      return IntStream.range(0, SHARDS)
          .mapToObj(
              shard -> {
                CompiledNetwork net =
                    CompiledNetwork.template(placed, RingNetwork.CUT, 0).shard(shard);
                return new StageRun(net, shard, new SpikesTo(this::sent), metrics);
              })
          .toList();
    }

    private void sent(SpikePacketBuffer packet) {
      frontiers[packet.shard()] = packet.frontier();
      for (int i = 0; i < packet.size(); i++) {
        fired.add(new long[] {packet.tickAt(i), packet.neuronAt(i)});
      }
      spikes.get(1 - packet.shard()).add(packet.toPacket());
    }

    /** Lets so many records in, in a random order, or all of them. */
    Shards run(int records) {
      for (int i = 0; i < records; i++) {
        int first = random.nextInt(2 * SHARDS);
        boolean came =
            IntStream.range(0, 2 * SHARDS).anyMatch(w -> takeFrom((first + w) % (2 * SHARDS)));
        if (!came) {
          break;
        }
      }
      return this;
    }

    private boolean takeFrom(int way) {
      int shard = way / 2;
      InstanceState state = states.get(shard);
      if (way % 2 == 0) {
        SensorPacket next = sensors.get(shard).poll();
        if (next == null) {
          return false;
        }
        SensorPacketBuffer packet = new SensorPacketBuffer();
        packet.set(next);
        admission.admit(state.intake, packet, new PacketVerdicts(network.name()));
      } else {
        SpikePacket next = spikes.get(shard).poll();
        if (next == null) {
          return false;
        }
        SpikePacketBuffer packet = new SpikePacketBuffer();
        packet.set(next);
        assertThat(runs.get(shard).hear(state, 0, packet, false, metrics)).isTrue();
      }
      runs.get(shard).runComplete(state, "a", admission.safeTick(state.intake));
      return true;
    }

    /** What was fired before the last slice, which may not be complete. */
    List<String> fired() {
      assertThat(Arrays.stream(frontiers).min().orElseThrow())
          .isGreaterThan(END - RingNetwork.DELAY);
      return fired.stream()
          .filter(spike -> spike[0] < END - RingNetwork.DELAY)
          .sorted(Comparator.<long[]>comparingLong(s -> s[0]).thenComparingLong(s -> s[1]))
          .map(spike -> spike[0] + " " + spike[1])
          .toList();
    }
  }

  /** An event every third tick, in packets that promise no more than they hold. */
  private static Deque<SensorPacket> events() {
    Deque<SensorPacket> packets = new ArrayDeque<>();
    for (long tick = BEGIN; tick < END; tick += 3) {
      int[] address = {(int) (tick % 16)};
      long frontier = Math.min(END, tick + 3) * 1000;
      packets.add(
          new SensorPacket(
              "s",
              0,
              packets.size(),
              frontier,
              "in",
              tick * 1000,
              new int[1],
              address,
              new float[0],
              List.of(),
              0));
    }
    return packets;
  }
}
