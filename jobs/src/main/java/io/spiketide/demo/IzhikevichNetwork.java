package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Izhikevich's network of 1,000 cortical neurons, all connected with each other: 800 excitatory
 * ones between regular spiking and chattering, 200 inhibitory ones between fast spiking and
 * low-threshold spiking, and noise as from the thalamus. Steps of 1 ms, as published.
 *
 * <p>With r uniform in [0, 1), another for each neuron:
 *
 * <pre>
 *              a              b              c             d          weights out    noise
 * excitatory   0.02           0.2            -65 + 15 r²   8 - 6 r²   0.5 r          5 N(0, 1)
 * inhibitory   0.02 + 0.08 r  0.25 - 0.05 r  -65           2          -r             2 N(0, 1)
 * </pre>
 *
 * <p>The noise is the sum of a Poisson process of {@value #NOISE_EVENTS} events a tick, less its
 * mean: normal but for a skew of 1/20. A spike arrives in the next tick. It runs by itself; what
 * reaches the input {@code clock} only says how far.
 *
 * <p>Source: E. M. Izhikevich, Simple model of spiking neurons, IEEE Transactions on Neural
 * Networks 14, 2003, with its published program.
 */
public final class IzhikevichNetwork {
  /** Name of the network. */
  public static final String NAME = "izhikevich";

  /** Name of the population of excitatory neurons. */
  public static final String EXCITATORY = "excitatory";

  /** Name of the population of inhibitory neurons. */
  public static final String INHIBITORY = "inhibitory";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 1_000;

  /** Mean events of the noise in a tick: a square, so that weights are exact. */
  static final int NOISE_EVENTS = 400;

  private static final int EXCITATORY_NEURONS = 800;
  private static final int INHIBITORY_NEURONS = 200;
  private static final double EXCITATORY_NOISE = 5;
  private static final double INHIBITORY_NOISE = 2;
  private static final double START = -65;
  private static final double TICKS_PER_SECOND = 1e6 / TICK_MICROS;

  private IzhikevichNetwork() {}

  /** Builds the description. */
  public static Network build(long seed) {
    Values fromExcitatory = new Values.Uniform(0, 0.5);
    Values fromInhibitory = new Values.Uniform(-1, 0);
    return Clock.network(
        NAME,
        TICK_MICROS,
        seed,
        List.of(
            excitatory(seed),
            inhibitory(seed),
            noise("noise_e", EXCITATORY_NEURONS),
            noise("noise_i", INHIBITORY_NEURONS)),
        List.of(
            Clock.to(EXCITATORY),
            noise("noise_e", EXCITATORY, EXCITATORY_NOISE),
            noise("noise_i", INHIBITORY, INHIBITORY_NOISE),
            recurrent(EXCITATORY, EXCITATORY, fromExcitatory),
            recurrent(INHIBITORY, EXCITATORY, fromInhibitory),
            recurrent(EXCITATORY, INHIBITORY, fromExcitatory),
            recurrent(INHIBITORY, INHIBITORY, fromInhibitory)));
  }

  private static Population excitatory(long seed) {
    double[] r = uniform(seed, EXCITATORY, EXCITATORY_NEURONS);
    return population(
        EXCITATORY,
        Values.of(0.02),
        Values.of(0.2),
        each(r, x -> START + 15 * x * x),
        each(r, x -> 8 - 6 * x * x),
        Values.of(0.2 * START),
        EXCITATORY_NEURONS);
  }

  private static Population inhibitory(long seed) {
    double[] r = uniform(seed, INHIBITORY, INHIBITORY_NEURONS);
    return population(
        INHIBITORY,
        each(r, x -> 0.02 + 0.08 * x),
        each(r, x -> 0.25 - 0.05 * x),
        Values.of(START),
        Values.of(2.0),
        each(r, x -> (0.25 - 0.05 * x) * START),
        INHIBITORY_NEURONS);
  }

  private static Population population(
      String name, Values a, Values b, Values c, Values d, Values startU, int neurons) {
    Settings model = Settings.of("izhikevich", Map.of("a", a, "b", b, "c", c, "d", d));
    Map<String, Values> initial = Map.of("v", Values.of(START), "u", startU);
    return new Population(name, Shape.of(neurons), model, initial, true);
  }

  private static double[] uniform(long seed, String population, int neurons) {
    CounterRandom random = new CounterRandom(seed, Purpose.PARAMETER, population, "");
    double[] r = new double[neurons];
    for (int i = 0; i < neurons; i++) {
      r[i] = random.uniform(0, i, 0);
    }
    return r;
  }

  private static Values each(double[] r, DoubleUnaryOperator value) {
    double[] values = new double[r.length];
    for (int i = 0; i < r.length; i++) {
      values[i] = value.applyAsDouble(r[i]);
    }
    return Values.of(values);
  }

  private static Population noise(String name, int neurons) {
    return Clock.noise(name, neurons, NOISE_EVENTS * TICKS_PER_SECOND);
  }

  /** Its mean is taken away by a bias. */
  private static Projection noise(String name, String target, double deviation) {
    double weight = deviation / StrictMath.sqrt(NOISE_EVENTS);
    return Projection.of(name, target, new Connectivity.OneToOne(), Values.of(weight), 0)
        .withBias(new double[] {-(float) weight * (double) NOISE_EVENTS});
  }

  private static Projection recurrent(String source, String target, Values weights) {
    return Projection.of(source, target, new Connectivity.AllToAll(true), weights, 1);
  }
}
