package io.spiketide.bench;

import io.spiketide.demo.BrunelNetwork;
import io.spiketide.network.Network;
import io.spiketide.simulation.Simulation;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What learning costs: the balanced network of 5,000 neurons whose 1.6 million excitatory synapses
 * learn by pairs of spikes, beside the same network whose weights stay, second by second in turns.
 */
final class LearningFigures {
  private static final String UNIT = "CPU s per s";
  private static final double SCALE = 0.4;
  private static final double MICROS_PER_SECOND = 1e6;

  private LearningFigures() {}

  static List<Figure> measure(boolean quick, Consumer<String> progress) {
    progress.accept("balanced network of 5,000 neurons: building it, learning and not");
    Network plastic = BrunelNetwork.buildPlastic(1, SCALE);
    Simulation learning = new Simulation(plastic, "", (population, tick, spikes) -> {});
    Simulation still =
        new Simulation(
            BrunelNetwork.buildExponential(1, SCALE), "", (population, tick, spikes) -> {});
    long second = Math.round(MICROS_PER_SECOND / plastic.time().tickMicros());
    int seconds = quick ? 3 : 10;
    double[] with = new double[seconds];
    double[] without = new double[seconds];
    long updates = 0;
    for (int s = 0; s <= seconds; s++) {
      long before = learning.weightUpdates();
      double learned = cpu(learning, (s + 1) * second);
      double stood = cpu(still, (s + 1) * second);
      progress.accept(
          String.format(
              Locale.ROOT, "second %d: %.2f %s learning, %.2f not", s, learned, UNIT, stood));
      if (s > 0) { // the first warms up
        with[s - 1] = learned;
        without[s - 1] = stood;
        updates += learning.weightUpdates() - before;
      }
    }
    Samples learned = new Samples(with);
    Samples stood = new Samples(without);
    String spread =
        String.format(
            Locale.ROOT, "%.2f to %.2f over %d s", learned.smallest(), learned.largest(), seconds);
    double extra = learned.median() - stood.median();
    return List.of(
        Figure.beside(
                "balanced network of 5,000 neurons that learns by pair STDP",
                learned.median(),
                UNIT,
                stood.median(),
                "the same network whose weights stay")
            .noted(spread),
        Figure.alone(
                "changes of weights, by what learning adds",
                (double) updates / seconds / extra / 1e6,
                "million/s")
            .noted(
                String.format(
                    Locale.ROOT,
                    "%.0f million a second of the network's time",
                    updates / 1e6 / seconds)));
  }

  private static double cpu(Simulation simulation, long until) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    simulation.runUntil(until);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }
}
