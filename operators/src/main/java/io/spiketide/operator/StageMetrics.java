package io.spiketide.operator;

import io.spiketide.intake.Admission;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of a stage, labelled by network, population and readout, never by instance or sensor.
 *
 * <p>The counts of events obey {@code numEventsIn = numEventsProcessed + numLateEvents +
 * numRejectedEvents + numDuplicateEvents}. The first is what packets hold, the others are what
 * became of it; {@code numUnaccountedEvents} is the difference, packet by packet, and stays 0.
 */
final class StageMetrics {
  final Counter recordsIn;
  final Counter recordsRejected;
  final Counter duplicatePackets;
  final Counter sequenceGaps;
  final Counter eventsDropped;
  final Counter instancesCreated;
  final Counter spikePacketsIn;
  final Counter shortcutSpikePackets;
  final Counter shortcutRefusals;
  final Counter duplicateSpikePackets;
  final Counter earlySpikePackets;
  final Counter foreignPackets;
  final Counter stalls;
  final Counter commandsRefused;
  private final Counter eventsIn;
  private final Counter eventsProcessed;
  private final Counter eventsLate;
  private final Counter eventsRejected;
  private final Counter eventsDuplicate;
  private final Counter eventsUnaccounted;
  private final Counter synapticOperations;
  private final Counter ticks;
  private final Counter weightUpdates;
  private final MetricGroup group;
  private final Map<String, Counter> spikes = new HashMap<>();
  private final Map<String, Counter> decisions = new HashMap<>();

  private final LearningMetrics learning = new LearningMetrics();
  private long tickNanos;
  private long frontierMillis = Long.MIN_VALUE;

  StageMetrics(MetricGroup operator, Network network) {
    group = operator.addGroup("network", network.name());
    recordsIn = group.counter("numPacketsIn");
    recordsRejected = group.counter("numRejectedPackets");
    duplicatePackets = group.counter("numDuplicatePackets");
    sequenceGaps = group.counter("numSequenceGaps");
    eventsDropped = group.counter("numEventsDroppedBySensor");
    instancesCreated = group.counter("numInstancesCreated");
    spikePacketsIn = group.counter("numSpikePacketsIn");
    shortcutSpikePackets = group.counter("numShortcutSpikePackets");
    shortcutRefusals = group.counter("numShortcutRefusals");
    duplicateSpikePackets = group.counter("numDuplicateSpikePackets");
    earlySpikePackets = group.counter("numEarlySpikePackets");
    stalls = group.counter("numStalls");
    commandsRefused = group.counter("numRefusedCommands");
    foreignPackets = group.counter("numForeignSpikePackets");
    eventsIn = group.counter("numEventsIn");
    eventsProcessed = group.counter("numEventsProcessed");
    eventsLate = group.counter("numLateEvents");
    eventsRejected = group.counter("numRejectedEvents");
    eventsDuplicate = group.counter("numDuplicateEvents");
    eventsUnaccounted = group.counter("numUnaccountedEvents");
    synapticOperations = group.counter("numSynapticOperations");
    ticks = group.counter("numTicks");
    weightUpdates = group.counter("numWeightUpdates");
    group.gauge("tickTimeNanos", (Gauge<Long>) () -> tickNanos);
    group.gauge(
        "frontierLagMillis",
        (Gauge<Long>)
            () ->
                frontierMillis == Long.MIN_VALUE ? 0 : System.currentTimeMillis() - frontierMillis);
    sources(network).forEach(this::spikesOf);
    network.readouts().forEach(readout -> decisionsOf(readout.name()));
  }

  /** Inputs, then populations, as kernels number them. */
  private static Stream<String> sources(Network network) {
    return Stream.concat(
        network.inputs().stream().map(Input::name),
        network.populations().stream().map(Population::name));
  }

  private Counter spikesOf(String source) {
    return spikes.computeIfAbsent(
        source, s -> group.addGroup("population", s).counter("numSpikesOut"));
  }

  private Counter decisionsOf(String readout) {
    return decisions.computeIfAbsent(
        readout, r -> group.addGroup("readout", r).counter("numDecisions"));
  }

  /** What is told of the weights of projections that learn. */
  LearningMetrics learning(LearnedWeights weights) {
    learning.know(group, weights);
    return learning;
  }

  /** The counts of one edition of the network; those of one name in several are one. */
  KernelCounts of(Network network, Kernel kernel) {
    return new KernelCounts(network, kernel);
  }

  /**
   * Counts the events of a packet.
   *
   * @param in how many it holds
   */
  void admitted(int in, Admission.Tally tally) {
    int accounted = tally.processed() + tally.late() + tally.rejected() + tally.duplicate();
    eventsIn.inc(in);
    eventsUnaccounted.inc(in - accounted);
    eventsProcessed.inc(tally.processed());
    eventsLate.inc(tally.late());
    eventsRejected.inc(tally.rejected());
    eventsDuplicate.inc(tally.duplicate());
  }

  /** What a kernel and the readouts of its network have counted. */
  final class KernelCounts {
    private final Kernel kernel;
    private final Counter[] spikeCounters;
    private final Counter[] decisionCounters;

    // counters of the kernel at the last update
    private final long[] spikesBefore;
    private long synapticOperationsBefore;
    private long ticksBefore;
    private long updatesBefore;

    private KernelCounts(Network network, Kernel kernel) {
      this.kernel = kernel;
      spikeCounters = sources(network).map(StageMetrics.this::spikesOf).toArray(Counter[]::new);
      decisionCounters =
          network.readouts().stream().map(r -> decisionsOf(r.name())).toArray(Counter[]::new);
      spikesBefore = new long[spikeCounters.length];
    }

    void decided(int readout) {
      decisionCounters[readout].inc();
    }

    /** Takes over what the kernel counted in a run that took so many ns up to this frontier. */
    void ran(long nanos, long newFrontierMillis) {
      for (int s = 0; s < spikeCounters.length; s++) {
        long now = kernel.spikeCount(s);
        spikeCounters[s].inc(now - spikesBefore[s]);
        spikesBefore[s] = now;
      }
      long operations = kernel.synapticOperations();
      synapticOperations.inc(operations - synapticOperationsBefore);
      synapticOperationsBefore = operations;
      long updates = kernel.weightUpdates();
      weightUpdates.inc(updates - updatesBefore);
      updatesBefore = updates;
      long run = kernel.ticks() - ticksBefore;
      ticks.inc(run);
      ticksBefore = kernel.ticks();
      if (run > 0) {
        tickNanos = nanos / run;
      }
      frontierMillis = newFrontierMillis;
    }
  }
}
