package io.spiketide.bench;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.simulation.Simulation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brunel's balanced network of 12,500 neurons in the kernel alone: processor time of its thread for
 * a second of the network's time, and beside it what its parts take when they are run alone.
 */
final class RecurrentFigures {
  private static final String UNIT = "CPU s per s";
  private static final long TICKS = 1_000_000 / BrunelNetwork.TICK_MICROS;
  private static final double MILLION = 1e6;
  private static final int INDEGREE = 1250;

  private final Network network = BrunelNetwork.build(1, 1);
  private final Simulation simulation =
      new Simulation(network, "", (population, tick, fired) -> {});

  static List<Figure> measure(boolean quick, Consumer<String> progress) {
    progress.accept("balanced network: building 15.6 million synapses");
    return new RecurrentFigures().figures(quick, progress);
  }

  private List<Figure> figures(boolean quick, Consumer<String> progress) {
    progress.accept("balanced network: a second to warm up");
    simulation.runUntil(TICKS);
    int seconds = quick ? 2 : 10;
    double[] cpu = new double[seconds];
    long operations = simulation.synapticOperations();
    long[] spikes = spikes();
    for (int s = 0; s < seconds; s++) {
      long before = cpuNanos();
      simulation.runUntil((s + 2) * TICKS);
      cpu[s] = (cpuNanos() - before) / 1e9;
      progress.accept(
          String.format(Locale.ROOT, "balanced network: second %d, %.2f %s", s + 1, cpu[s], UNIT));
    }
    double events = (double) (simulation.synapticOperations() - operations) / seconds;
    Samples samples = new Samples(cpu);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.alone("balanced network of 12,500 neurons, delta synapses", samples.median(), UNIT)
            .noted(
                String.format(
                    Locale.ROOT,
                    "%.2f to %.2f over %d s; %s; %.0f million synaptic events a second",
                    samples.smallest(),
                    samples.largest(),
                    seconds,
                    rates(spikes, seconds),
                    events / MILLION)));
    progress.accept("balanced network: its parts alone");
    figures.addAll(parts(Stopwatch.of(quick), events));
    return figures;
  }

  /** What delivery, neurons and drive take alone, in the same unit. */
  private List<Figure> parts(Stopwatch stopwatch, double eventsPerSecond) {
    Population neurons = network.population(BrunelNetwork.EXCITATORY).orElseThrow();
    int size = totalSize(neurons.model().type());
    double share = eventsPerSecond / TICKS / size / INDEGREE;
    double[] delivery =
        stopwatch.unitsPerSecond(
            SynapseWorkloads.sparse(size, INDEGREE, Values.of(0.1), Values.of(1), share),
            SynapseWorkloads.randomAdds(size, INDEGREE, true, 1, share));
    double millions = eventsPerSecond / MILLION;
    double[] steps = stopwatch.unitsPerSecond(new NeuronWorkload(neurons.model(), size, 0.105));
    // A neuron's workload has ticks of 1 ms: as many spikes in each as here in 0.1 ms.
    Settings drive = Settings.of("poisson", Map.of("rate", Values.of(2_000)));
    double[] draws = stopwatch.unitsPerSecond(new NeuronWorkload(drive, size, 0));
    double updates = (double) size * TICKS;
    return List.of(
        Figure.beside(
            "its delivery alone",
            millions / delivery[0],
            UNIT,
            millions / delivery[1],
            "a loop over lists of places in an array"),
        Figure.alone("its neuron steps alone", updates / steps[0], UNIT),
        Figure.alone("its Poisson drive alone, 20 kHz for each neuron", updates / draws[0], UNIT));
  }

  private int totalSize(String model) {
    return network.populations().stream()
        .filter(population -> population.model().type().equals(model))
        .mapToInt(population -> population.shape().size())
        .sum();
  }

  private long[] spikes() {
    return network.populations().stream().mapToLong(simulation::spikes).toArray();
  }

  private String rates(long[] before, int seconds) {
    long[] now = spikes();
    List<String> rates = new ArrayList<>();
    for (int p = 0; p < now.length; p++) {
      Population population = network.populations().get(p);
      if (population.publish()) {
        double hertz = (double) (now[p] - before[p]) / seconds / population.shape().size();
        rates.add(String.format(Locale.ROOT, "%s %.2f Hz", population.name(), hertz));
      }
    }
    return String.join(", ", rates);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
