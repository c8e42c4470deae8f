package io.spiketide.bench;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.demo.MicrocircuitNetwork;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Values;
import io.spiketide.simulation.Simulation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Networks of the field in the kernel alone: processor time of their thread for a second of the
 * network's time, and beside it what their parts take when they are run alone.
 */
final class RecurrentFigures {
  private static final String UNIT = "CPU s per s";
  private static final double MICROS_PER_SECOND = 1e6;

  /** Threshold of the microcircuit's neurons less a hundredth, in pA. */
  private static final double NEAR_THRESHOLD = 371;

  /** What stays of the microcircuit's currents after a tick: e^(-0.1 / 0.5). */
  private static final double CURRENT_LEFT = 0.8187;

  /** Ticks of the loop beside the delivery: so many that it meets most of the synapses. */
  private static final int PLACE_TICKS = 2_500;

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject(
              "balanced network of 12,500 neurons, delta synapses",
              () -> BrunelNetwork.build(1, 1),
              neurons -> 0.13),
          new Subject(
              "the same with exponential synapses",
              () -> BrunelNetwork.buildExponential(1, 1),
              neurons -> 57),
          new Subject(
              "cortical microcircuit at 10 %: 7,717 neurons",
              () -> MicrocircuitNetwork.build(1, 0.1, 0.1), RecurrentFigures::driveOfMicrocircuit),
          new Subject(
              "cortical microcircuit at 20 %: 15,434 neurons",
              () -> MicrocircuitNetwork.build(1, 0.2, 0.2), RecurrentFigures::driveOfMicrocircuit));

  private final Subject subject;
  private final Network network;
  private final long ticksPerSecond;
  private final FiredSpikes fired;
  private final Simulation simulation;
  private final Consumer<String> progress;

  /**
   * A network that is measured.
   *
   * @param drive mean input of a tick on the first receptor with which its neurons fire about as
   *     often alone
   */
  private record Subject(
      String what, Supplier<Network> network, ToDoubleFunction<Population> drive) {}

  private RecurrentFigures(Subject subject, Consumer<String> progress) {
    this.subject = subject;
    this.progress = progress;
    network = subject.network().get();
    ticksPerSecond = Math.round(MICROS_PER_SECOND / network.time().tickMicros());
    fired = new FiredSpikes(network);
    progress.accept(subject.what() + ": building it");
    simulation = new Simulation(network, "", fired);
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) {
    List<Figure> figures = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      figures.addAll(new RecurrentFigures(subject, progress).figures(quick));
    }
    return figures;
  }

  private List<Figure> figures(boolean quick) {
    progress.accept(subject.what() + ": a second to warm up");
    simulation.runUntil(ticksPerSecond);
    int seconds = quick ? 2 : 10;
    double[] cpu = new double[seconds];
    long operations = simulation.synapticOperations();
    long[] spikes = spikes();
    for (int s = 0; s < seconds; s++) {
      long before = cpuNanos();
      simulation.runUntil((s + 2) * ticksPerSecond);
      cpu[s] = (cpuNanos() - before) / 1e9;
      progress.accept(
          String.format(
              Locale.ROOT, "%s: second %d, %.2f %s", subject.what(), s + 1, cpu[s], UNIT));
    }
    double events = (double) (simulation.synapticOperations() - operations) / seconds;
    Samples samples = new Samples(cpu);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.alone(subject.what(), samples.median(), UNIT)
            .noted(
                String.format(
                    Locale.ROOT,
                    "%.2f to %.2f over %d s; %s; %.1f million synaptic events a second",
                    samples.smallest(),
                    samples.largest(),
                    seconds,
                    rates(spikes, seconds),
                    events / 1e6)));
    fired.record(ticksPerSecond);
    simulation.runUntil((seconds + 2) * ticksPerSecond);
    progress.accept(subject.what() + ": its parts alone");
    figures.addAll(parts(Stopwatch.of(quick)));
    return figures;
  }

  /** What delivery, neurons and drive take alone, in the same unit. */
  private List<Figure> parts(Stopwatch stopwatch) {
    Workload delivery = new FiredWorkload(network, fired);
    double[] deliveries = stopwatch.unitsPerSecond(delivery, placesOf(delivery.units()));
    double[] steps = stopwatch.unitsPerSecond(neurons(true));
    double[] draws = stopwatch.unitsPerSecond(neurons(false));
    return List.of(
        Figure.beside(
            "its delivery alone",
            delivery.units() / deliveries[0],
            UNIT,
            delivery.units() / deliveries[1],
            "a loop over lists of places in an array"),
        Figure.alone(
            "its neuron steps alone", (double) size(true) * ticksPerSecond / steps[0], UNIT),
        Figure.alone(
            "its Poisson drive alone", (double) size(false) * ticksPerSecond / draws[0], UNIT));
  }

  /** Adds as many numbers to as large an array as the network's spikes do in a second. */
  private Workload placesOf(double millions) {
    int outdegree = (int) (FiredWorkload.synapses(network) / size(true));
    boolean shared =
        FiredWorkload.recurrent(network).allMatch(p -> p.weights() instanceof Values.Constant);
    double share = millions * 1e6 / ticksPerSecond / size(true) / outdegree;
    int slots = FiredWorkload.recurrent(network).mapToInt(FiredWorkload::slots).max().orElse(1);
    return SynapseWorkloads.randomAdds(size(true), outdegree, shared, slots, share, PLACE_TICKS);
  }

  private Workload neurons(boolean published) {
    long tick = network.time().tickMicros();
    return Workload.all(
        populations(published).stream()
            .map(
                population ->
                    (Workload)
                        new NeuronWorkload(
                            population.model(),
                            population.shape().size(),
                            published ? subject.drive().applyAsDouble(population) : 0,
                            tick))
            .toList());
  }

  private static double driveOfMicrocircuit(Population neurons) {
    Values current = neurons.model().parameters().get("I_e");
    double constant = current instanceof Values.Constant same ? same.value() : 0;
    return (NEAR_THRESHOLD - constant) * (1 - CURRENT_LEFT);
  }

  /** The neurons are published, the noise is not. */
  private List<Population> populations(boolean published) {
    return network.populations().stream().filter(p -> p.publish() == published).toList();
  }

  private int size(boolean published) {
    return populations(published).stream().mapToInt(p -> p.shape().size()).sum();
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
