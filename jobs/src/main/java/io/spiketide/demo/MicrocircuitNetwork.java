package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Potjans and Diesmann's cortical microcircuit: what lies below a square millimetre of cortex, four
 * layers of excitatory and inhibitory neurons, 77,169 neurons and 0.3 billion synapses.
 *
 * <pre>
 * noise_L23E (Poisson) ──► L23E ──► … all that have synapses ──► L23E
 *   …                        …       (number, weight and delay by source and target)
 * noise_L6I  (Poisson) ──► L6I                            clock ─ no current, only time
 * </pre>
 *
 * <p>Two factors make it smaller: one of the sizes, one of the in-degrees. Weights are divided by
 * the root of the second, so that the variance of the input stays, and a constant current gives
 * back the mean that is lost, for the rates of the full network.
 *
 * <p>It runs by itself; what reaches the input {@code clock} only says how far.
 *
 * <p>Sources: T. C. Potjans, M. Diesmann, Cerebral Cortex 24, 2014; S. J. van Albada, M. Helias, M.
 * Diesmann, Scalability of asynchronous networks is limited by one-to-one mapping between effective
 * connectivity and correlations, PLoS Computational Biology 11, 2015.
 */
public final class MicrocircuitNetwork {
  /** Name of the network. */
  public static final String NAME = "microcircuit";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 100;

  private static final double TICKS_PER_MILLI = 1000.0 / TICK_MICROS;
  private static final double SMALLEST = 0.002;
  private static final double LARGEST = 10;

  private static final double TAU_M_MILLIS = 10;
  private static final double TAU_SYN_MILLIS = 0.5;
  private static final double CAPACITANCE = 250;
  private static final double REST = -65;
  private static final double THRESHOLD = -50;
  private static final double REFRACTORY_MILLIS = 2;

  private static final double CURRENT =
      PeakPotential.current(CAPACITANCE, TAU_M_MILLIS, TAU_SYN_MILLIS);

  private static final double BACKGROUND_HERTZ = 8;
  private static final double SECONDS_PER_MILLI = 1e-3;

  private static final double RELATIVE_WEIGHT_DEVIATION = 0.1;
  private static final double EXCITATORY_DELAY_MILLIS = 1.5;
  private static final double INHIBITORY_DELAY_MILLIS = 0.75;
  private static final double RELATIVE_DELAY_DEVIATION = 0.5;

  /** What is rounded to the shortest delay of a tick. */
  private static final double SHORTEST_DELAY_TICKS = 0.5;

  /** No delay is further above its mean than this many deviations: one in 10^9 would be. */
  private static final double LONGEST_DELAY_DEVIATIONS = 6;

  private final double scale;
  private final double indegreeScale;

  private MicrocircuitNetwork(double scale, double indegreeScale) {
    this.scale = scale;
    this.indegreeScale = indegreeScale;
  }

  /**
   * Builds the description.
   *
   * @param scale factor of the sizes; 1 as published
   * @param indegreeScale factor of the in-degrees; 1 as published
   * @throws IllegalArgumentException if too little or too much would be left
   */
  public static Network build(long seed, double scale, double indegreeScale) {
    requireScale("--scale", scale);
    requireScale("--indegree-scale", indegreeScale);
    return new MicrocircuitNetwork(scale, indegreeScale).network(seed);
  }

  private static void requireScale(String option, double factor) {
    if (!(factor >= SMALLEST && factor <= LARGEST)) {
      throw new IllegalArgumentException(
          "%s: %s is outside %s to %.0f, where network %s can be built"
              .formatted(option, factor, SMALLEST, LARGEST, NAME));
    }
  }

  private Network network(long seed) {
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    projections.add(Clock.to(Microcircuit.name(0)));
    for (int p = 0; p < Microcircuit.POPULATIONS; p++) {
      populations.add(neurons(p));
    }
    for (int target = 0; target < Microcircuit.POPULATIONS; target++) {
      populations.add(noise(target));
      projections.add(fromNoise(target));
      for (int source = 0; source < Microcircuit.POPULATIONS; source++) {
        long synapses = synapses(source, target);
        if (synapses > 0) {
          projections.add(recurrent(source, target, synapses));
        }
      }
    }
    return Clock.network(NAME, TICK_MICROS, seed, populations, projections);
  }

  private Population neurons(int p) {
    Settings model =
        Settings.of(
            "lif_exp",
            Map.of(
                "C_m", Values.of(CAPACITANCE),
                "tau_m", Values.of(TAU_M_MILLIS),
                "tau_syn_ex", Values.of(TAU_SYN_MILLIS),
                "E_L", Values.of(REST),
                "V_th", Values.of(THRESHOLD),
                "V_reset", Values.of(REST),
                "t_ref", Values.of(REFRACTORY_MILLIS),
                "I_e", Values.of(compensation(p))));
    Values start =
        new Values.Normal(
            Microcircuit.startMean(p),
            Microcircuit.startDeviation(p),
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY);
    return new Population(Microcircuit.name(p), Shape.of(size(p)), model, Map.of("v", start), true);
  }

  /** The mean current in pA that fewer synapses with larger weights do not give. */
  private double compensation(int p) {
    double external =
        Microcircuit.externalWeight() * Microcircuit.externalIndegree(p) * BACKGROUND_HERTZ;
    return CURRENT
        * SECONDS_PER_MILLI
        * TAU_SYN_MILLIS
        * (1 - Math.sqrt(indegreeScale))
        * (Microcircuit.recurrentInput(p) + external);
  }

  private Population noise(int p) {
    double hertz = BACKGROUND_HERTZ * Math.rint(indegreeScale * Microcircuit.externalIndegree(p));
    return Clock.noise(noiseName(p), size(p), hertz);
  }

  private Projection fromNoise(int p) {
    Values weight = Values.of(scaled(Microcircuit.externalWeight()));
    return Projection.of(
        noiseName(p), Microcircuit.name(p), new Connectivity.OneToOne(), weight, 0);
  }

  private Projection recurrent(int source, int target, long synapses) {
    double weight = scaled(Microcircuit.weight(source, target));
    double deviation = RELATIVE_WEIGHT_DEVIATION * Math.abs(weight);
    Values weights =
        new Values.Normal(weight, deviation, Math.min(0, 2 * weight), Math.max(0, 2 * weight));
    String from = Microcircuit.name(source);
    String to = Microcircuit.name(target);
    return new Projection(
        from + "->" + to,
        from,
        to,
        "exc",
        new Connectivity.FixedTotalNumber(synapses, true),
        weights,
        delays(source),
        null);
  }

  private static Values delays(int source) {
    double mean =
        TICKS_PER_MILLI
            * (Microcircuit.isExcitatory(source)
                ? EXCITATORY_DELAY_MILLIS
                : INHIBITORY_DELAY_MILLIS);
    double deviation = RELATIVE_DELAY_DEVIATION * mean;
    return new Values.Normal(
        mean, deviation, SHORTEST_DELAY_TICKS, mean + LONGEST_DELAY_DEVIATIONS * deviation);
  }

  private int size(int p) {
    return (int) Math.rint(scale * Microcircuit.neurons(p));
  }

  private long synapses(int source, int target) {
    return (long) Math.rint(scale * indegreeScale * Microcircuit.synapses(source, target));
  }

  /** The weight in pA, larger where there are fewer synapses. */
  private double scaled(double millivolts) {
    return CURRENT * millivolts / Math.sqrt(indegreeScale);
  }

  private static String noiseName(int p) {
    return "noise_" + Microcircuit.name(p);
  }
}
