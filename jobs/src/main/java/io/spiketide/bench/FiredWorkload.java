package io.spiketide.bench;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Delivery;
import io.spiketide.synapse.SynapseCompiler;
import io.spiketide.synapse.Synapses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The delivery of what a network fired over its random projections, tick by tick as in the network
 * itself, and nothing else. A unit is a million synaptic events.
 */
final class FiredWorkload implements Workload {
  private static final double MILLION = 1e6;

  private final FiredSpikes fired;
  private final List<Path> paths = new ArrayList<>();
  private final double units;

  private record Path(int source, Delivery delivery, double[][] ring) {}

  FiredWorkload(Network network, FiredSpikes fired) {
    this.fired = fired;
    Map<String, double[][]> rings = new HashMap<>();
    List<String> names = network.populations().stream().map(Population::name).toList();
    List<Projection> projections = recurrent(network).toList();
    for (Projection projection : projections) {
      Population source = network.population(projection.source()).orElseThrow();
      Population target = network.population(projection.target()).orElseThrow();
      Synapses synapses =
          SynapseCompiler.compile(projection, source.shape(), target.shape(), network.seed());
      int most =
          projections.stream()
              .filter(p -> p.target().equals(target.name()))
              .mapToInt(FiredWorkload::slots)
              .max()
              .orElseThrow();
      double[][] ring =
          rings.computeIfAbsent(target.name(), name -> new double[most][target.shape().size()]);
      paths.add(new Path(names.indexOf(source.name()), synapses.delivery(), ring));
    }
    units = deliver() / MILLION;
  }

  /** The projections among neurons. */
  static Stream<Projection> recurrent(Network network) {
    return network.projections().stream()
        .filter(
            p ->
                p.connectivity() instanceof Connectivity.FixedIndegree
                    || p.connectivity() instanceof Connectivity.FixedTotalNumber);
  }

  /** Number of synapses among neurons. */
  static long synapses(Network network) {
    return recurrent(network)
        .mapToLong(
            p ->
                p.connectivity() instanceof Connectivity.FixedIndegree fixed
                    ? (long) fixed.indegree()
                        * network.population(p.target()).orElseThrow().shape().size()
                    : ((Connectivity.FixedTotalNumber) p.connectivity()).number())
        .sum();
  }

  /** Slots of a ring that takes a projection's spikes by arrival tick. */
  static int slots(Projection projection) {
    return projection.delays() instanceof Values.Normal normal
        ? (int) (Math.round(normal.max()) - Math.round(normal.min()) + 1)
        : 1;
  }

  @Override
  public void run() {
    deliver();
  }

  private long deliver() {
    long events = 0;
    for (int tick = 0; tick < fired.ticks(); tick++) {
      for (Path path : paths) {
        Spikes spikes = fired.at(tick, path.source());
        if (spikes.size() > 0) {
          events += path.delivery().deliver(spikes, path.ring(), tick % path.ring().length);
        }
      }
    }
    return events;
  }

  @Override
  public double units() {
    return units;
  }
}
