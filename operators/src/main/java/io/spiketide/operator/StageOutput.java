package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.neuron.Spikes;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.Outbox;
import io.spiketide.schema.Decision;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes packets of what a kernel run puts out. Spikes and samples are sent at the end of their
 * slice, and slices lie at multiples of their length, so a packet's bytes do not depend on how far
 * a run went. A population that stays silent still promises: one empty packet per {@value
 * #HEARTBEAT_SLICES} slices.
 */
final class StageOutput implements KernelOutput {
  /** Slices after which a silent population sends an empty packet. */
  static final int HEARTBEAT_SLICES = 100;

  private final Network network;
  private final int tickMicros;
  private final int slice;
  private final int[] published;
  private final int[] outboxIndex;
  private final List<int[]> allNeurons = new ArrayList<>();
  private final Sender sender;
  private final SpikePacketBuffer packet = new SpikePacketBuffer();

  /** Memory for spikes, lent to the instance that runs. */
  private final Outbox.Pending[] spare;

  private String instance = "";
  private @Nullable Outbox outbox;

  /** Receives complete packets. */
  interface Sender {
    /**
     * @param packet valid during the call
     */
    void spikes(SpikePacketBuffer packet);

    /**
     * @param readout index in the description
     */
    void decision(int readout, Decision decision);

    void recording(StateRecording recording);
  }

  StageOutput(CompiledNetwork net, Sender sender) {
    network = net.network();
    this.sender = sender;
    tickMicros = (int) network.time().tickMicros();
    slice = network.placement().sliceTicks();
    List<Population> populations = network.populations();
    published =
        IntStream.range(0, populations.size()).filter(p -> populations.get(p).publish()).toArray();
    spare = newOutbox().spikes;
    outboxIndex = new int[populations.size()];
    Arrays.fill(outboxIndex, -1);
    for (int i = 0; i < published.length; i++) {
      outboxIndex[published[i]] = i;
    }
    for (var recording : network.recordings()) {
      int size = network.population(recording.population()).orElseThrow().shape().size();
      allNeurons.add(IntStream.range(0, size).toArray());
    }
  }

  /** An outbox for a new instance. */
  Outbox newOutbox() {
    return new Outbox(published.length, network.recordings().size(), network.readouts().size());
  }

  /** Puts out for this instance from now on. */
  void begin(String newInstance, InstanceState state) {
    instance = newInstance;
    outbox = state.outbox;
    for (int i = 0; i < spare.length; i++) {
      outbox.spikes[i].borrow(spare[i]);
    }
  }

  /** After the last output of the instance. */
  void end() {
    for (int i = 0; i < spare.length; i++) {
      outbox().spikes[i].giveBack(spare[i]);
    }
    outbox = null;
  }

  private Outbox outbox() {
    if (outbox == null) {
      throw new IllegalStateException("no instance was begun");
    }
    return outbox;
  }

  @Override
  public void spikes(int population, long tick, Spikes spikes) {
    Outbox.Pending pending = outbox().spikes[outboxIndex[population]];
    pending.addAll(tick, spikes);
  }

  @Override
  public void decision(
      int readout,
      String episode,
      String trueLabel,
      long firstTick,
      long endTick,
      int winner,
      double[] values) {
    ReadoutSpec spec = network.readouts().get(readout);
    String label =
        winner < 0
            ? ""
            : spec.labels().isEmpty() ? Integer.toString(winner) : spec.labels().get(winner);
    sender.decision(
        readout,
        new Decision(
            network.name(),
            instance,
            spec.name(),
            0,
            outbox().decisionSequences[readout]++,
            endTick,
            episode,
            trueLabel,
            firstTick,
            endTick,
            tickMicros,
            winner,
            label,
            values.clone()));
  }

  @Override
  public void sample(int recording, long tick, double[] values) {
    outbox().samples[recording].add(tick, values);
  }

  @Override
  public void reached(long tick) {
    if (Math.floorMod(tick, slice) != 0) {
      return;
    }
    for (int i = 0; i < published.length; i++) {
      Outbox.Pending pending = outbox().spikes[i];
      boolean heartbeat =
          Math.floorMod(tick, (long) slice * HEARTBEAT_SLICES) == 0
              && pending.promised <= tick - (long) slice * HEARTBEAT_SLICES;
      if (pending.size > 0 || heartbeat) {
        send(network.populations().get(published[i]).name(), pending, tick);
      }
    }
    for (int r = 0; r < outbox().samples.length; r++) {
      Outbox.Samples samples = outbox().samples[r];
      if (samples.count > 0) {
        send(r, samples, tick);
      }
    }
  }

  /**
   * Sends all that waits, though the slice is not complete: from this tick on another network runs.
   */
  void flush(long tick) {
    for (int i = 0; i < published.length; i++) {
      Outbox.Pending pending = outbox().spikes[i];
      if (pending.size > 0) {
        send(network.populations().get(published[i]).name(), pending, tick);
      }
    }
    for (int r = 0; r < outbox().samples.length; r++) {
      Outbox.Samples samples = outbox().samples[r];
      if (samples.count > 0) {
        send(r, samples, tick);
      }
    }
  }

  @Override
  public long nextStop(long tick) {
    if (outbox().isWaiting()) {
      return nextMultiple(tick, slice);
    }
    return published.length == 0
        ? Long.MAX_VALUE
        : nextMultiple(tick, (long) slice * HEARTBEAT_SLICES);
  }

  private static long nextMultiple(long tick, long step) {
    return (Math.floorDiv(tick, step) + 1) * step;
  }

  private void send(String population, Outbox.Pending pending, long frontier) {
    int n = pending.size;
    long start = Math.floorDiv(frontier - 1, slice) * slice;
    // Spikes of a savepoint may be older than a slice that was made shorter since.
    long first = n == 0 ? start : Math.min(start, pending.ticks[0]);
    packet.channel(network.name(), instance, population, 0, tickMicros);
    packet.begin(0, pending.sequence++, first, frontier);
    packet.addAll(pending.ticks, pending.neurons, pending.counts, n);
    sender.spikes(packet);
    pending.promised = frontier;
    pending.clear();
  }

  private void send(int recording, Outbox.Samples samples, long frontier) {
    var spec = network.recordings().get(recording);
    int[] neurons = allNeurons.get(recording);
    sender.recording(
        new StateRecording(
            network.name(),
            instance,
            spec.population(),
            spec.variable(),
            0,
            samples.sequence++,
            samples.firstTick,
            (samples.count - 1) * spec.everyTicks() + 1,
            spec.everyTicks(),
            neurons,
            Arrays.copyOf(samples.values, samples.count * neurons.length),
            frontier,
            tickMicros));
    samples.clear();
  }
}
