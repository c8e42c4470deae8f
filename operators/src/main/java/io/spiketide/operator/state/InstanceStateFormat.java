package io.spiketide.operator.state;

import io.spiketide.catalog.StateArray;
import io.spiketide.intake.Channel;
import io.spiketide.intake.Intake;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.intake.WaitingEvents;
import io.spiketide.kernel.Episode;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Mark;
import io.spiketide.neuron.Spikes;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an {@link InstanceState}. Arrays stand without names, in the order of a layout
 * that is stored once for all instances; each with its length, since a shard has only some of the
 * neurons.
 */
final class InstanceStateFormat {
  private InstanceStateFormat() {}

  static void write(InstanceState state, DataOutputView out) throws IOException {
    writeKernel(state.kernel, out);
    writeIntake(state.intake, out);
    writeOutbox(state.outbox, out);
    writeCommands(state.commands, out);
  }

  /**
   * @param hasShards whether it is of a version that knows shards: 3 or newer
   * @param hasCommands whether it is of a version that knows commands: 4 or newer
   */
  static InstanceState read(Layout layout, boolean hasShards, boolean hasCommands, DataInputView in)
      throws IOException {
    return new InstanceState(
        readKernel(layout, hasShards, in),
        readIntake(hasShards, in),
        readOutbox(hasShards, in),
        hasCommands ? readCommands(in) : new CommandQueue());
  }

  private static void writeCommands(CommandQueue commands, DataOutputView out) throws IOException {
    out.writeInt(commands.waiting().size());
    if (!commands.waiting().isEmpty()) {
      ControlCommandCodec codec = new ControlCommandCodec(WireFormat.DEFAULT);
      for (ControlCommand command : commands.waiting()) {
        byte[] bytes = codec.encode(command);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
    out.writeInt(commands.heard().size());
    for (String id : commands.heard()) {
      StringValue.writeString(id, out);
    }
    out.writeLong(commands.upTo);
  }

  private static CommandQueue readCommands(DataInputView in) throws IOException {
    List<ControlCommand> waiting = new ArrayList<>();
    int count = in.readInt();
    if (count > 0) {
      ControlCommandCodec codec = new ControlCommandCodec(WireFormat.DEFAULT);
      for (int c = 0; c < count; c++) {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        waiting.add(codec.decode(bytes));
      }
    }
    List<String> heard = new ArrayList<>();
    int ids = in.readInt();
    for (int i = 0; i < ids; i++) {
      heard.add(StringValue.readString(in));
    }
    return CommandQueue.of(waiting, heard, in.readLong());
  }

  private static void writeKernel(KernelState state, DataOutputView out) throws IOException {
    out.writeBoolean(state.started);
    out.writeLong(state.tick);
    out.writeLong(state.startTick);
    out.writeLong(state.lastActiveTick);
    StringValue.writeString(state.episode.id(), out);
    StringValue.writeString(state.episode.label(), out);
    out.writeLong(state.episode.firstTick());
    out.writeBoolean(state.episode.marked());
    for (double[][] group : state.arrays) {
      for (double[] array : group) {
        out.writeInt(array.length);
        writeDoubles(array, array.length, out);
      }
    }
    out.writeInt(state.history.length);
    for (@Nullable Spikes[] slots : state.history) {
      out.writeInt(slots.length);
      for (Spikes spikes : slots) {
        int size = spikes == null ? 0 : spikes.size();
        out.writeInt(size);
        for (int i = 0; spikes != null && i < size; i++) {
          out.writeInt(spikes.neuron(i));
          out.writeDouble(spikes.count(i));
        }
      }
    }
  }

  private static KernelState readKernel(Layout layout, boolean hasLengths, DataInputView in)
      throws IOException {
    boolean started = in.readBoolean();
    long tick = in.readLong();
    long startTick = in.readLong();
    long lastActiveTick = in.readLong();
    Episode episode =
        new Episode(
            StringValue.readString(in),
            StringValue.readString(in),
            in.readLong(),
            in.readBoolean());
    double[][][] arrays = new double[layout.groups().size()][][];
    for (int g = 0; g < arrays.length; g++) {
      Layout.Group group = layout.groups().get(g);
      arrays[g] = KernelState.group(group.arrays().size());
      for (int a = 0; a < arrays[g].length; a++) {
        StateArray array = group.arrays().get(a);
        arrays[g][a] = readDoubles(hasLengths ? in.readInt() : array.length(), in);
      }
    }
    @Nullable Spikes[][] history = new Spikes[in.readInt()][];
    for (int s = 0; s < history.length; s++) {
      history[s] = KernelState.history(in.readInt());
      for (int slot = 0; slot < history[s].length; slot++) {
        int size = in.readInt();
        if (size > 0) {
          Spikes spikes = new Spikes(size);
          for (int i = 0; i < size; i++) {
            spikes.add(in.readInt(), in.readDouble());
          }
          history[s][slot] = spikes;
        }
      }
    }
    KernelState state = new KernelState(layout, arrays, history);
    state.started = started;
    state.tick = tick;
    state.startTick = startTick;
    state.lastActiveTick = lastActiveTick;
    state.episode = episode;
    return state;
  }

  private static void writeIntake(Intake intake, DataOutputView out) throws IOException {
    out.writeInt(intake.channels.size());
    for (Channel channel : intake.channels) {
      out.writeInt(channel.input);
      StringValue.writeString(channel.source, out);
      out.writeLong(channel.epoch);
      out.writeLong(channel.nextSequence);
      out.writeLong(channel.frontier);
      out.writeLong(channel.latest);
      out.writeLong(channel.jumpTo);
      out.writeInt(channel.jumpWitnesses);
      writeWaiting(channel.waiting, out);
    }
    out.writeInt(intake.marks.size());
    for (Intake.WaitingMark waiting : intake.marks) {
      out.writeInt(waiting.input());
      StringValue.writeString(waiting.source(), out);
      out.writeLong(waiting.mark().tick());
      out.writeBoolean(waiting.mark().start());
      StringValue.writeString(waiting.mark().id(), out);
      StringValue.writeString(waiting.mark().label(), out);
      out.writeLong(waiting.tickMicros());
    }
    out.writeInt(intake.spikes.channels.length);
    for (SpikeInbox.Inbound inbound : intake.spikes.channels) {
      out.writeLong(inbound.nextSequence);
      out.writeLong(inbound.frontier);
      writeWaiting(inbound.waiting, out);
    }
  }

  private static void writeWaiting(WaitingEvents waiting, DataOutputView out) throws IOException {
    out.writeInt(waiting.size());
    waiting.forEach(
        (tick, address, value) -> {
          out.writeLong(tick);
          out.writeInt(address);
          out.writeFloat(value);
        });
  }

  private static void readWaiting(WaitingEvents waiting, DataInputView in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      waiting.add(in.readLong(), in.readInt(), in.readFloat());
    }
  }

  private static Intake readIntake(boolean hasSpikes, DataInputView in) throws IOException {
    List<Channel> sensors = new ArrayList<>();
    List<Intake.WaitingMark> waitingMarks = new ArrayList<>();
    int channels = in.readInt();
    for (int c = 0; c < channels; c++) {
      Channel channel = new Channel(in.readInt(), StringValue.readString(in));
      channel.epoch = in.readLong();
      channel.nextSequence = in.readLong();
      channel.frontier = in.readLong();
      channel.latest = in.readLong();
      channel.jumpTo = in.readLong();
      channel.jumpWitnesses = in.readInt();
      readWaiting(channel.waiting, in);
      sensors.add(channel);
    }
    int marks = in.readInt();
    for (int m = 0; m < marks; m++) {
      int input = in.readInt();
      String source = StringValue.readString(in);
      Mark mark =
          new Mark(
              in.readLong(),
              in.readBoolean(),
              StringValue.readString(in),
              StringValue.readString(in));
      waitingMarks.add(new Intake.WaitingMark(input, source, mark, in.readLong()));
    }
    Intake intake = new Intake(readSpikes(hasSpikes, in));
    intake.channels.addAll(sensors);
    intake.marks.addAll(waitingMarks);
    return intake;
  }

  private static SpikeInbox readSpikes(boolean hasSpikes, DataInputView in) throws IOException {
    SpikeInbox inbox = new SpikeInbox(hasSpikes ? in.readInt() : 0);
    for (SpikeInbox.Inbound inbound : inbox.channels) {
      inbound.nextSequence = in.readLong();
      inbound.frontier = in.readLong();
      readWaiting(inbound.waiting, in);
    }
    return inbox;
  }

  private static void writeOutbox(Outbox outbox, DataOutputView out) throws IOException {
    out.writeInt(outbox.spikes.length);
    out.writeInt(outbox.samples.length);
    out.writeInt(outbox.decisionSequences.length);
    out.writeLong(outbox.epoch);
    for (Outbox.Pending pending : outbox.spikes) {
      out.writeLong(pending.sequence);
      out.writeLong(pending.promised);
      out.writeInt(pending.size);
      for (int i = 0; i < pending.size; i++) {
        out.writeLong(pending.ticks[i]);
        out.writeInt(pending.neurons[i]);
        out.writeInt(pending.counts[i]);
      }
    }
    for (Outbox.Samples samples : outbox.samples) {
      out.writeLong(samples.sequence);
      out.writeLong(samples.firstTick);
      out.writeInt(samples.count);
      out.writeInt(samples.values.length);
      writeDoubles(samples.values, samples.values.length, out);
    }
    for (long sequence : outbox.decisionSequences) {
      out.writeLong(sequence);
    }
  }

  private static Outbox readOutbox(boolean hasEpoch, DataInputView in) throws IOException {
    Outbox outbox = new Outbox(in.readInt(), in.readInt(), in.readInt());
    outbox.epoch = hasEpoch ? in.readLong() : 0;
    for (Outbox.Pending pending : outbox.spikes) {
      pending.sequence = in.readLong();
      pending.promised = in.readLong();
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        pending.add(in.readLong(), in.readInt(), in.readInt());
      }
    }
    for (Outbox.Samples samples : outbox.samples) {
      samples.sequence = in.readLong();
      samples.firstTick = in.readLong();
      samples.count = in.readInt();
      samples.values = readDoubles(in.readInt(), in);
    }
    for (int r = 0; r < outbox.decisionSequences.length; r++) {
      outbox.decisionSequences[r] = in.readLong();
    }
    return outbox;
  }

  private static void writeDoubles(double[] values, int size, DataOutputView out)
      throws IOException {
    for (int i = 0; i < size; i++) {
      out.writeDouble(values[i]);
    }
  }

  private static double[] readDoubles(int size, DataInputView in) throws IOException {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
