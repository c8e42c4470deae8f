package io.spiketide.operator;

import io.spiketide.intake.Admission;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.network.Network;
import java.util.List;
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
  private final Counter eventsIn;
  private final Counter eventsProcessed;
  private final Counter eventsLate;
  private final Counter eventsRejected;
  private final Counter eventsDuplicate;
  private final Counter eventsUnaccounted;
  private final Counter synapticOperations;
  private final Counter ticks;
  private final Counter[] spikes;
  private final Counter[] decisions;

  // counters of the kernel at the last update
  private final Kernel kernel;
  private final long[] spikesBefore;
  private long synapticOperationsBefore;
  private long ticksBefore;

  private long tickNanos;
  private long frontierMillis = Long.MIN_VALUE;

  StageMetrics(MetricGroup operator, CompiledNetwork net, Kernel kernel) {
    this.kernel = kernel;
    Network network = net.network();
    MetricGroup group = operator.addGroup("network", network.name());
    recordsIn = group.counter("numPacketsIn");
    recordsRejected = group.counter("numRejectedPackets");
    duplicatePackets = group.counter("numDuplicatePackets");
    sequenceGaps = group.counter("numSequenceGaps");
    eventsDropped = group.counter("numEventsDroppedBySensor");
    instancesCreated = group.counter("numInstancesCreated");
    eventsIn = group.counter("numEventsIn");
    eventsProcessed = group.counter("numEventsProcessed");
    eventsLate = group.counter("numLateEvents");
    eventsRejected = group.counter("numRejectedEvents");
    eventsDuplicate = group.counter("numDuplicateEvents");
    eventsUnaccounted = group.counter("numUnaccountedEvents");
    synapticOperations = group.counter("numSynapticOperations");
    ticks = group.counter("numTicks");
    group.gauge("tickTimeNanos", (Gauge<Long>) () -> tickNanos);
    group.gauge(
        "frontierLagMillis",
        (Gauge<Long>)
            () ->
                frontierMillis == Long.MIN_VALUE ? 0 : System.currentTimeMillis() - frontierMillis);
    List<String> sources =
        Stream.concat(
                network.inputs().stream().map(i -> i.name()),
                network.populations().stream().map(p -> p.name()))
            .toList();
    spikes =
        sources.stream()
            .map(s -> group.addGroup("population", s).counter("numSpikesOut"))
            .toArray(Counter[]::new);
    decisions =
        network.readouts().stream()
            .map(r -> group.addGroup("readout", r.name()).counter("numDecisions"))
            .toArray(Counter[]::new);
    spikesBefore = new long[spikes.length];
  }

  void decided(int readout) {
    decisions[readout].inc();
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

  /** Takes over what the kernel counted in a run that took so many ns up to this frontier. */
  void ran(long nanos, long newFrontierMillis) {
    for (int s = 0; s < spikes.length; s++) {
      long now = kernel.spikeCount(s);
      spikes[s].inc(now - spikesBefore[s]);
      spikesBefore[s] = now;
    }
    long operations = kernel.synapticOperations();
    synapticOperations.inc(operations - synapticOperationsBefore);
    synapticOperationsBefore = operations;
    long run = kernel.ticks() - ticksBefore;
    ticks.inc(run);
    ticksBefore = kernel.ticks();
    if (run > 0) {
      tickNanos = nanos / run;
    }
    frontierMillis = newFrontierMillis;
  }
}
