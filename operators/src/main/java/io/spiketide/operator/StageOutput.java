package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.KernelOutput;
import io.spiketide.kernel.KernelState;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Stages;
import io.spiketide.network.StateRecording;
import io.spiketide.neuron.Spikes;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.Outbox;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.Decision;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes packets of what a kernel run puts out. Spikes and samples are sent at the end of their
 * slice, and slices lie at multiples of their length, so a packet's bytes do not depend on how far
 * a run went. A population that stays silent still promises: one empty packet per {@value
 * #HEARTBEAT_SLICES} slices, and one per slice where other keys of the network wait for it.
 *
 * <p>Spikes that go on to a later stage are sent at the end of each run; no one else sees them.
 */
final class StageOutput implements KernelOutput {
  /** Slices after which a silent population sends an empty packet. */
  static final int HEARTBEAT_SLICES = 100;

  private final Network network;
  private final int tickMicros;
  private final int slice;
  private final int shard;
  private final int[] published;
  private final boolean[] awaited;
  private final boolean anyAwaited;
  private final int[] outboxIndex;
  private final int[] firstNeuron;
  private final @Nullable SpikePacketBuffer[] forward;
  private final List<StateRecording> recordings;
  private final List<ReadoutSpec> readouts;
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
     * @param packet spikes for a later stage, valid during the call
     */
    void forward(SpikePacketBuffer packet);

    /**
     * @param readout index in the description
     */
    void decision(int readout, Decision decision);

    void recording(io.spiketide.schema.StateRecording recording);

    void ack(ControlAck ack, int tickMicros);

    void snapshot(WeightSnapshot snapshot);
  }

  StageOutput(CompiledNetwork net, int shard, Sender sender) {
    network = net.network();
    this.sender = sender;
    this.shard = shard;
    Stages stages = net.stages();
    tickMicros = (int) network.time().tickMicros();
    slice = stages.sliceTicks(network);
    List<Population> populations = network.populations();
    List<String> here = stages.stage(net.stage()).populations();
    Set<String> fedBack = stages.fedBack(network);
    Set<String> forwarded = stages.forwarded(network);
    published = stages.sent(network, net.stage()).stream().mapToInt(populations::indexOf).toArray();
    awaited = new boolean[published.length];
    outboxIndex = new int[populations.size()];
    Arrays.fill(outboxIndex, -1);
    for (int i = 0; i < published.length; i++) {
      outboxIndex[published[i]] = i;
      awaited[i] =
          !net.range(published[i]).isEmpty()
              && fedBack.contains(populations.get(published[i]).name());
    }
    anyAwaited = IntStream.range(0, awaited.length).anyMatch(i -> awaited[i]);
    firstNeuron = IntStream.range(0, populations.size()).map(p -> net.range(p).from()).toArray();
    forward = new SpikePacketBuffer[populations.size()];
    for (int p = 0; p < forward.length; p++) {
      String name = populations.get(p).name();
      if (here.contains(name) && !net.range(p).isEmpty() && forwarded.contains(name)) {
        forward[p] = new SpikePacketBuffer();
      }
    }
    recordings = network.recordings().stream().filter(r -> here.contains(r.population())).toList();
    readouts =
        network.readouts().stream()
            .filter(r -> stages.stage(net.stage()).readouts().contains(r.name()))
            .toList();
    for (var recording : recordings) {
      int size = network.population(recording.population()).orElseThrow().shape().size();
      allNeurons.add(IntStream.range(0, size).toArray());
    }
    spare = newOutbox().spikes;
  }

  /** An outbox for a new instance. */
  Outbox newOutbox() {
    return new Outbox(published.length, recordings.size(), readouts.size());
  }

  /** Puts out for this instance from now on. */
  void begin(String newInstance, InstanceState state) {
    instance = newInstance;
    outbox = state.outbox;
    for (int i = 0; i < spare.length; i++) {
      outbox.spikes[i].borrow(spare[i]);
    }
    for (int p = 0; p < forward.length; p++) {
      SpikePacketBuffer goesOn = forward[p];
      if (goesOn != null) {
        String population = network.populations().get(p).name();
        goesOn.channel(network.name(), newInstance, population, shard, tickMicros);
        goesOn.begin(0, 0, 0, 0);
      }
    }
  }

  /**
   * After the last output of the instance.
   *
   * @param reached how far it has come
   */
  void end(KernelState reached) {
    for (SpikePacketBuffer goesOn : forward) {
      if (goesOn != null && reached.started) {
        goesOn.promise(reached.tick);
        sender.forward(goesOn);
      }
    }
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
    if (outboxIndex[population] >= 0) {
      outbox().spikes[outboxIndex[population]].addAll(tick, spikes, firstNeuron[population]);
    }
    SpikePacketBuffer goesOn = forward[population];
    if (goesOn != null) {
      if (goesOn.size() == 0) {
        goesOn.begin(0, 0, tick, tick);
      }
      for (int i = 0; i < spikes.size(); i++) {
        goesOn.add(
            (int) (tick - goesOn.firstTick()),
            spikes.neuron(i) + firstNeuron[population],
            (int) spikes.count(i));
      }
    }
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
    ReadoutSpec spec = readouts.get(readout);
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
    if (Math.floorMod(tick, slice) != 0 && tick < awaitedEnd()) {
      return;
    }
    for (int i = 0; i < published.length; i++) {
      Outbox.Pending pending = outbox().spikes[i];
      boolean heartbeat =
          Math.floorMod(tick, (long) slice * HEARTBEAT_SLICES) == 0
              && pending.promised <= tick - (long) slice * HEARTBEAT_SLICES;
      if (pending.size > 0 || heartbeat || awaited[i]) {
        send(i, pending, tick);
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
        send(i, pending, tick);
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
    if (anyAwaited || outbox().isWaiting()) {
      return Math.min(nextMultiple(tick, slice), Math.max(tick + 1, awaitedEnd()));
    }
    return published.length == 0
        ? Long.MAX_VALUE
        : nextMultiple(tick, (long) slice * HEARTBEAT_SLICES);
  }

  /**
   * The tick by which others need another promise, a slice after the last one: a multiple of slices
   * too, unless those of a savepoint had another length. Who only sent at multiples then might wait
   * for one that nobody reaches without being heard.
   */
  private long awaitedEnd() {
    long end = Long.MAX_VALUE;
    for (int i = 0; anyAwaited && i < awaited.length; i++) {
      long promised = outbox().spikes[i].promised;
      if (awaited[i] && promised != Outbox.NOTHING) {
        end = Math.min(end, promised + slice);
      }
    }
    return end;
  }

  private static long nextMultiple(long tick, long step) {
    return (Math.floorDiv(tick, step) + 1) * step;
  }

  private void send(int index, Outbox.Pending pending, long frontier) {
    int n = pending.size;
    long first = Math.floorDiv(frontier - 1, slice) * slice;
    // The slices of a savepoint may have had another length: its spikes may be older than this one,
    // and who waits for this packet must see that nothing lies between the last one and it.
    if (n > 0) {
      first = Math.min(first, pending.ticks[0]);
    }
    if (awaited[index] && pending.promised != Outbox.NOTHING) {
      first = Math.min(first, pending.promised);
    }
    String population = network.populations().get(published[index]).name();
    packet.channel(network.name(), instance, population, shard, tickMicros);
    packet.begin(outbox().epoch, pending.sequence++, first, frontier);
    packet.addAll(pending.ticks, pending.neurons, pending.counts, n);
    sender.spikes(packet);
    pending.promised = frontier;
    pending.clear();
  }

  private void send(int recording, Outbox.Samples samples, long frontier) {
    StateRecording spec = recordings.get(recording);
    int[] neurons = allNeurons.get(recording);
    sender.recording(
        new io.spiketide.schema.StateRecording(
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
