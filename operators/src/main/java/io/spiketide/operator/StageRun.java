package io.spiketide.operator;

import io.spiketide.intake.Intake;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.kernel.SpikeChannel;
import io.spiketide.network.Population;
import io.spiketide.network.Range;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.operator.state.Outbox;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.Decision;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs instances by one edition of the network, or one shard of a network that is cut, and sends
 * what they make. Single-threaded.
 */
final class StageRun {
  /** Of how many channels at most is said that a shard waits for them. */
  private static final int NAMED = 8;

  private final CompiledNetwork net;
  private final int shard;
  private final Kernel kernel;
  private final StageOutput output;
  private final StageMetrics.KernelCounts counts;
  private final Map<String, Integer> channels = new HashMap<>();
  private final Range[] neurons;
  private final LearnedWeights weights;
  private final LearningMetrics learning;
  final Commander commander;

  StageRun(CompiledNetwork net, int shard, StageOutput.Sender sender, StageMetrics metrics) {
    this.net = net;
    this.shard = shard;
    weights = new LearnedWeights(net);
    learning = metrics.learning(weights);
    commander =
        new Commander(
            net.network(), weights, net.stages().stage(net.stage()).name(), shard, sender);
    kernel = new Kernel(net);
    counts = metrics.of(net.network(), kernel);
    output = new StageOutput(net, shard, new Counting(sender, counts));
    List<Population> populations = net.network().populations();
    neurons = new Range[net.channels().size()];
    for (int c = 0; c < net.channels().size(); c++) {
      SpikeChannel channel = net.channels().get(c);
      Population population = populations.get(channel.population());
      channels.put(population.name() + '/' + channel.shard(), c);
      neurons[c] = net.stages().shard(population, channel.shard());
    }
  }

  CompiledNetwork net() {
    return net;
  }

  /** Index of the shard. */
  int shard() {
    return shard;
  }

  /**
   * A new instance.
   *
   * @param epoch the run of the network
   */
  InstanceState newInstance(long epoch) {
    Outbox outbox = output.newOutbox();
    outbox.epoch = epoch;
    SpikeInbox spikes = new SpikeInbox(net.channels().size());
    return new InstanceState(net.newState(), new Intake(spikes), outbox);
  }

  /** The channel on which spikes of another key come, -1 if this shard does not hear them. */
  int channelOf(SpikePacketBuffer packet) {
    return channels.getOrDefault(packet.population() + '/' + packet.shard(), -1);
  }

  /**
   * Whether spikes from the topic are of another run of the network, which may have been cut
   * otherwise.
   *
   * @param epoch the run that the instance is of
   */
  static boolean isForeign(SpikePacketBuffer packet, long epoch, StageMetrics metrics) {
    if (packet.epoch() == epoch) {
      return false;
    }
    metrics.foreignPackets.inc();
    return true;
  }

  /** What is wrong with spikes that came on a channel, null if nothing is. */
  @Nullable String faultOf(int channel, SpikePacketBuffer packet) {
    for (int i = 0; i < packet.size(); i++) {
      if (!neurons[channel].contains(packet.neuronAt(i))) {
        return "neuron %d is not in shard %d of population '%s'; see who writes to the topic"
            .formatted(packet.neuronAt(i), packet.shard(), packet.population());
      }
    }
    return packet.tickMicros() == net.network().time().tickMicros()
        ? null
        : "a tick of %d µs where the network has one of %d; see who writes to the topic"
            .formatted(packet.tickMicros(), net.network().time().tickMicros());
  }

  /**
   * Takes in spikes of another key.
   *
   * @param directly whether they came from an earlier stage, else through the topic
   * @return whether they are new
   */
  boolean hear(
      InstanceState state,
      int channel,
      SpikePacketBuffer packet,
      boolean directly,
      StageMetrics metrics) {
    if (directly) {
      state.intake.spikes.take(channel, packet);
      return true;
    }
    SpikeInbox.Verdict verdict = state.intake.spikes.receive(channel, packet);
    switch (verdict) {
      case DUPLICATE -> metrics.duplicateSpikePackets.inc();
      case EARLY -> metrics.earlySpikePackets.inc();
      default -> metrics.spikePacketsIn.inc();
    }
    return verdict == SpikeInbox.Verdict.TAKEN;
  }

  /**
   * Takes in spikes that have come by the shortcut.
   *
   * @return whether they are the next ones of their channel; else they are left to the topic, which
   *     brings them, too
   */
  boolean hearIfNext(
      InstanceState state, int channel, SpikePacketBuffer packet, StageMetrics metrics) {
    boolean taken = state.intake.spikes.takeIfNext(channel, packet);
    if (taken) {
      metrics.spikePacketsIn.inc();
      metrics.shortcutSpikePackets.inc();
    }
    return taken;
  }

  /**
   * The channels for which a shard waits, in words, those of which a packet is missing first; of
   * many, some and the number of the others. Empty if it waits for sensors alone.
   */
  List<String> awaited(InstanceState state) {
    int[] late = IntStream.range(0, neurons.length).filter(c -> isLate(state, c)).toArray();
    SpikeInbox.Inbound[] inbound = state.intake.spikes.channels;
    List<String> awaited = new ArrayList<>();
    IntStream.concat(
            Arrays.stream(late).filter(c -> inbound[c].early >= 0),
            Arrays.stream(late).filter(c -> inbound[c].early < 0))
        .limit(NAMED)
        .forEach(c -> awaited.add(words(net.channels().get(c), inbound[c])));
    if (late.length > NAMED) {
      awaited.add(late.length - NAMED + " more");
    }
    return awaited;
  }

  private boolean isLate(InstanceState state, int channel) {
    KernelState at = state.kernel;
    long heard = Math.max(state.intake.spikes.channels[channel].frontier, at.startTick);
    return heard + net.channels().get(channel).delay() <= at.tick;
  }

  private String words(SpikeChannel channel, SpikeInbox.Inbound inbound) {
    String has =
        inbound.frontier == SpikeInbox.NONE
            ? "has not been heard"
            : "has promised up to tick " + inbound.frontier;
    String missing =
        inbound.early < 0
            ? ""
            : ", and packet %d is missing though %d has come"
                .formatted(inbound.nextSequence, inbound.early);
    String population = net.network().populations().get(channel.population()).name();
    return "%s/%d %s%s".formatted(population, channel.shard(), has, missing);
  }

  /**
   * Runs the ticks of a shard that are complete.
   *
   * @param sensors the first tick that is not complete for the sensors
   */
  void runComplete(InstanceState state, String instance, long sensors) {
    KernelState kernelState = state.kernel;
    for (; ; ) {
      boolean started = kernelState.started;
      long start = started ? kernelState.startTick : state.intake.nextTick();
      if (start == Long.MAX_VALUE) {
        return; // nothing has come yet
      }
      long until = Math.min(sensors, state.intake.safeTick(net.channels(), start));
      if (until <= (started ? kernelState.tick : start)) {
        return;
      }
      run(state, instance, until);
      if (started && kernelState.startTick == start) {
        return;
      }
    }
  }

  /** Runs the ticks below {@code until}; what is complete is sent. */
  void run(InstanceState state, String instance, long until) {
    KernelState kernelState = state.kernel;
    if (kernelState.started && until < kernelState.tick) {
      return;
    }
    output.begin(instance, state);
    long start = System.nanoTime();
    kernel.run(kernelState, instance, until, state.intake, output);
    output.end(kernelState);
    learning.look(weights, kernelState);
    counts.ran(System.nanoTime() - start, net.network().time().microsOf(until) / 1000);
  }

  /**
   * Runs the ticks below {@code end} and sends all that is left: the last that this edition does.
   */
  void finish(InstanceState state, String instance, long end) {
    run(state, instance, end);
    output.begin(instance, state);
    net.settle(state.kernel);
    output.flush(Math.max(end, state.kernel.tick));
    output.end(state.kernel);
  }

  /** Counts the decisions that it passes on. */
  private record Counting(StageOutput.Sender sender, StageMetrics.KernelCounts counts)
      implements StageOutput.Sender {
    @Override
    public void spikes(SpikePacketBuffer packet) {
      sender.spikes(packet);
    }

    @Override
    public void forward(SpikePacketBuffer packet) {
      sender.forward(packet);
    }

    @Override
    public void decision(int readout, Decision decision) {
      sender.decision(readout, decision);
      counts.decided(readout);
    }

    @Override
    public void recording(StateRecording recording) {
      sender.recording(recording);
    }

    @Override
    public void ack(ControlAck ack, int tickMicros) {
      sender.ack(ack, tickMicros);
    }

    @Override
    public void snapshot(WeightSnapshot snapshot) {
      sender.snapshot(snapshot);
    }
  }
}
