package io.spiketide.bench;

import io.spiketide.kernel.Resolve;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Dynamics;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The steps of a population of like neurons under a noisy drive; a unit is a neuron's step. */
final class NeuronWorkload implements Workload {
  private static final int INPUTS = 16;
  private static final long MICROS_PER_MILLI = 1000;

  private final int neurons;
  private final Dynamics dynamics;
  private final double[][] state;
  private final double[][][] inputs = new double[INPUTS][][];
  private final Spikes spikes;
  private final CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "bench", "");
  private long tick;
  private long fired;

  /**
   * With ticks of 1 ms.
   *
   * @param drive the mean of each tick's input on the first receptor, which is uniform from 0 on
   */
  NeuronWorkload(Settings model, int neurons, double drive) {
    this(model, neurons, drive, MICROS_PER_MILLI);
  }

  /**
   * @param drive the mean of each tick's input on the first receptor, which is uniform from 0 on
   */
  NeuronWorkload(Settings model, int neurons, double drive, long tickMicros) {
    this.neurons = neurons;
    NeuronModel kind = NeuronModels.CATALOG.get(model.type());
    Population population = Population.of("bench", Shape.of(neurons), model);
    var settings = Resolve.population(kind, population, around(population, tickMicros));
    dynamics = kind.compile(settings);
    spikes = Spikes.withTable(neurons);
    state = new double[kind.variables().size()][neurons];
    for (int v = 0; v < state.length; v++) {
      String initial = kind.variables().get(v).initialParameter();
      if (!initial.isEmpty()) {
        Arrays.fill(state[v], settings.each(initial)[0]);
      }
    }
    Random random = new Random(1);
    for (int t = 0; t < INPUTS; t++) {
      inputs[t] = new double[kind.receptors().size()][neurons];
      inputs[t][0] = random.doubles(neurons).map(x -> 2 * drive * x).toArray();
    }
  }

  private static Network around(Population population, long tickMicros) {
    return new Network(
        "bench",
        TimeBase.ofMicros(tickMicros),
        1,
        List.of(),
        List.of(population),
        List.of(),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(1));
  }

  @Override
  public void run() {
    spikes.clear();
    dynamics.step(state, inputs[(int) (tick % INPUTS)], tick, noise, spikes);
    fired += spikes.size();
    tick++;
  }

  @Override
  public double units() {
    return neurons;
  }

  @Override
  public String observed() {
    return String.format(
        Locale.ROOT, "%.1f %% fire in a step", 100.0 * fired / ((double) tick * neurons));
  }
}
