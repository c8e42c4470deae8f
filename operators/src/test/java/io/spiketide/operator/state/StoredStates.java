package io.spiketide.operator.state;

import io.spiketide.catalog.StateArray;
import io.spiketide.intake.Channel;
import io.spiketide.intake.Intake;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.kernel.Episode;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Mark;
import io.spiketide.kernel.Origin;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * States for the tests of the stored form, and the program that writes the file of the newest
 * format version: run it once when a version is released, and never again for that version.
 */
final class StoredStates {
  /** States in the file: a new instance and three that are full. */
  static final int COUNT = 4;

  private static final List<Layout.Group> GROUPS =
      List.of(
          new Layout.Group("input/cam", List.of()),
          new Layout.Group(
              "population/hidden", List.of(new StateArray("v", 5, 0), new StateArray("w", 5, 1.5))),
          new Layout.Group("ring/hidden/exc", List.of(new StateArray("slot0", 5, 0))),
          new Layout.Group("readout/größe", List.of(new StateArray("counts", 2, -1))),
          new Layout.Group("spikes/hidden", List.of()),
          new Layout.Group("recording/hidden/v", List.of()));

  /** As version 1 stored it. */
  static final Layout VERSION_1 = new Layout(Origin.UNKNOWN, GROUPS);

  /** Two editions of a network that differ in their weights alone. */
  static final List<Layout> EDITIONS = List.of(edition("5e1f"), edition("ab09"));

  private StoredStates() {}

  private static Layout edition(String fingerprint) {
    return new Layout(
        new Origin(
            "réseau",
            fingerprint,
            List.of(
                new Origin.Trait("populations.hidden.shape", "5"),
                new Origin.Trait("tick", "1.0 ms"))),
        GROUPS);
  }

  /** Writes the file that is named. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), file());
  }

  /** As in a savepoint: the serializer's snapshot, then the states. */
  static byte[] file() throws IOException {
    InstanceStateSerializer serializer = serializer();
    DataOutputSerializer out = new DataOutputSerializer(4096);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    for (int i = 0; i < COUNT; i++) {
      serializer.serialize(commanded(i), out);
    }
    return out.getCopyOfBuffer();
  }

  static InstanceStateSerializer serializer() {
    return new InstanceStateSerializer(EDITIONS, InstanceStateSerializer.Snapshot.NEWEST);
  }

  /** The i-th state of a shard, which has heard others; the last has some of the neurons only. */
  static InstanceState shard(int i) {
    InstanceState state = state(i);
    Random random = new Random(100 + i);
    SpikeInbox inbox = new SpikeInbox(i);
    for (SpikeInbox.Inbound inbound : inbox.channels) {
      inbound.nextSequence = random.nextLong();
      inbound.frontier = random.nextLong();
      for (int e = 0; e < random.nextInt(20); e++) {
        inbound.waiting.add(e, random.nextInt(1000), 1 + random.nextInt(3));
      }
    }
    Intake intake = new Intake(inbox);
    intake.channels.addAll(state.intake.channels);
    intake.marks.addAll(state.intake.marks);
    state.outbox.epoch = random.nextLong();
    double[][][] arrays = state.kernel.arrays;
    for (int g = 0; i == COUNT - 1 && g < arrays.length; g++) {
      for (int a = 0; a < arrays[g].length; a++) {
        arrays[g][a] = Arrays.copyOf(arrays[g][a], Math.min(3, arrays[g][a].length));
      }
    }
    return new InstanceState(state.kernel, intake, state.outbox);
  }

  /** The i-th state of a shard, for which commands wait. */
  static InstanceState commanded(int i) {
    InstanceState state = shard(i);
    for (int c = 0; c < i; c++) {
      ControlCommand command =
          new ControlCommand(
              "größe " + c,
              "réseau",
              "k",
              1000 - c,
              ControlAction.REPLACE_WEIGHTS,
              "cam->hidden",
              0.5,
              c,
              new double[] {0.1, -c},
              "");
      state.commands.remember(command);
      state.commands.add(command);
    }
    state.commands.upTo = i - 1;
    return state;
  }

  /** The i-th state, of both editions in turn. */
  static InstanceState state(int i) {
    return state(i, EDITIONS.get(i % EDITIONS.size()));
  }

  /** The i-th state; the first is that of a new instance, the others have everything. */
  static InstanceState state(int i, Layout layout) {
    Random random = new Random(i);
    double[][][] arrays = new double[GROUPS.size()][][];
    for (int g = 0; g < arrays.length; g++) {
      arrays[g] =
          GROUPS.get(g).arrays().stream()
              .map(array -> i == 0 ? new double[array.length()] : wild(random, array.length()))
              .toArray(double[][]::new);
    }
    KernelState kernel =
        new KernelState(layout, arrays, new @Nullable Spikes[][] {{}, {null, null}});
    Outbox outbox = new Outbox(1, 1, 1);
    Intake intake = new Intake();
    if (i > 0) {
      fill(kernel, random);
      fill(intake, random);
      fill(outbox, random);
    }
    return new InstanceState(kernel, intake, outbox);
  }

  private static void fill(KernelState kernel, Random random) {
    kernel.started = true;
    kernel.tick = random.nextLong();
    kernel.startTick = random.nextLong();
    kernel.lastActiveTick = random.nextLong();
    kernel.episode = new Episode("épisode", "label", random.nextLong(), random.nextBoolean());
    Spikes spikes = new Spikes(2);
    for (int n = 0; n < 1 + random.nextInt(9); n++) {
      spikes.add(n * 3, random.nextDouble());
    }
    kernel.history[1][random.nextInt(2)] = spikes;
  }

  private static void fill(Intake intake, Random random) {
    for (String source : List.of("a", "źródło")) {
      Channel channel = new Channel(0, source);
      channel.epoch = random.nextLong();
      channel.nextSequence = random.nextLong();
      channel.frontier = random.nextLong();
      channel.latest = random.nextLong();
      channel.jumpTo = random.nextLong();
      channel.jumpWitnesses = random.nextInt();
      for (int e = 0; e < random.nextInt(20); e++) {
        channel.waiting.add(random.nextInt(9), random.nextInt(), random.nextFloat());
      }
      intake.channels.add(channel);
      Mark mark = new Mark(random.nextLong(), random.nextBoolean(), "id " + source, "");
      intake.marks.add(new Intake.WaitingMark(0, source, mark, random.nextLong()));
    }
  }

  private static void fill(Outbox outbox, Random random) {
    outbox.spikes[0].sequence = random.nextLong();
    outbox.spikes[0].promised = random.nextLong();
    for (int e = 0; e < random.nextInt(20); e++) {
      outbox.spikes[0].add(e, random.nextInt(), random.nextInt());
    }
    outbox.samples[0].sequence = random.nextLong();
    for (int s = 0; s < random.nextInt(5); s++) {
      outbox.samples[0].add(3L * s, wild(random, 5));
    }
    outbox.decisionSequences[0] = random.nextLong();
  }

  /** Numbers of any bits: subnormal ones, infinities and NaN of any kind as well. */
  private static double[] wild(Random random, int n) {
    return random.longs(n).mapToDouble(Double::longBitsToDouble).toArray();
  }
}
