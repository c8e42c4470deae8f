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
 * A synfire chain: ten pools of 100 excitatory neurons, each neuron connected to all of the next
 * pool, in the noise of a cortex around it. A volley of enough spikes that are close enough
 * together runs to the end and gets sharper on its way; another dies out.
 *
 * <pre>
 * strong ─┐
 *         ├─► pool_01 ──► pool_02 ──► … ──► pool_10        clock ─ only time
 * weak ───┘      ▲           ▲                 ▲
 *            excitation_01, inhibition_01 (Poisson), …
 * </pre>
 *
 * <p>Each neuron hears 17,600 excitatory synapses at 2 Hz, those from the pool before it among
 * them, and 2,400 inhibitory ones at 12.5 Hz. All synapses are alpha-shaped currents that move the
 * potential by 0.14 mV at their peak. The neurons of a stimulus fire once in each period, at a time
 * of their own around the volley's; they count ticks up to the period. The period is that of all
 * volleys together, one {@value #INTERVAL_MILLIS} ms after the other.
 *
 * <p>It runs by itself; what reaches the input {@code clock} only says how far.
 *
 * <p>Source: M. Diesmann, M.-O. Gewaltig, A. Aertsen, Stable propagation of synchronous spiking in
 * cortical neural networks, Nature 402, 1999. Other than there, a spike is followed by 2 ms without
 * any, and nothing more.
 */
public final class SynfireNetwork {
  /** Name of the network. */
  public static final String NAME = "synfire";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 100;

  /** Number of pools. */
  public static final int POOLS = 10;

  /** Neurons of a pool. */
  public static final int POOL_SIZE = 100;

  /** Delay from one pool to the next, in ms. */
  static final int DELAY_MILLIS = 5;

  /** From one volley to the next, in ms. */
  static final int INTERVAL_MILLIS = 200;

  /** Time of the first volley, in ms. */
  static final int FIRST_MILLIS = 100;

  /** A current in pA that moves the potential by 0.14 mV at its peak. */
  static final double WEIGHT = 45.0953;

  private static final double TAU_M_MILLIS = 10;
  private static final double TAU_SYN_MILLIS = 0.33;
  private static final double CAPACITANCE = 250;
  private static final double REST = -70;
  private static final double THRESHOLD = -55;
  private static final double REFRACTORY_MILLIS = 2;

  private static final int EXCITATORY_SYNAPSES = 17_600;
  private static final double EXCITATORY_HERTZ = 2;
  private static final int INHIBITORY_SYNAPSES = 2_400;
  private static final double INHIBITORY_HERTZ = 12.5;
  private static final int TICKS_PER_MILLI = (int) (1000 / TICK_MICROS);

  private final List<Volley> volleys;
  private final List<Population> populations = new ArrayList<>();
  private final List<Projection> projections = new ArrayList<>();

  /**
   * A stimulus of the first pool.
   *
   * @param name of the population that makes it
   * @param spikes its number of spikes
   * @param jitterMillis standard deviation of their times in ms
   */
  record Volley(String name, int spikes, double jitterMillis) {}

  private SynfireNetwork(List<Volley> volleys) {
    this.volleys = volleys;
  }

  /** Builds the description with a strong volley, which survives, and a weak one in turn. */
  public static Network build(long seed) {
    return build(seed, List.of(new Volley("strong", 80, 2), new Volley("weak", 40, 2)));
  }

  /** Builds it with other volleys, one after the other. */
  static Network build(long seed, List<Volley> volleys) {
    return new SynfireNetwork(volleys).network(seed);
  }

  /** Name of a pool, counted from 1. */
  static String pool(int number) {
    return numbered("pool", number);
  }

  private Network network(long seed) {
    for (int number = 1; number <= POOLS; number++) {
      addPool(number);
    }
    for (int i = 0; i < volleys.size(); i++) {
      addVolley(i);
    }
    return Clock.network(NAME, TICK_MICROS, seed, populations, projections);
  }

  private void addPool(int number) {
    Settings model =
        Settings.of(
            "lif_alpha",
            Map.of(
                "C_m", Values.of(CAPACITANCE),
                "tau_m", Values.of(TAU_M_MILLIS),
                "tau_syn_ex", Values.of(TAU_SYN_MILLIS),
                "E_L", Values.of(REST),
                "V_th", Values.of(THRESHOLD),
                "V_reset", Values.of(REST),
                "t_ref", Values.of(REFRACTORY_MILLIS)));
    String pool = pool(number);
    populations.add(new Population(pool, Shape.of(POOL_SIZE), model, Map.of(), true));
    int fromAround = number == 1 ? EXCITATORY_SYNAPSES : EXCITATORY_SYNAPSES - POOL_SIZE;
    addNoise(numbered("excitation", number), pool, fromAround * EXCITATORY_HERTZ, WEIGHT);
    addNoise(numbered("inhibition", number), pool, INHIBITORY_SYNAPSES * INHIBITORY_HERTZ, -WEIGHT);
    if (number > 1) {
      projections.add(
          Projection.of(
              pool(number - 1),
              pool,
              new Connectivity.AllToAll(true),
              Values.of(WEIGHT),
              DELAY_MILLIS * TICKS_PER_MILLI));
    }
  }

  private void addNoise(String name, String pool, double hertz, double weight) {
    populations.add(Clock.noise(name, POOL_SIZE, hertz));
    projections.add(Projection.of(name, pool, new Connectivity.OneToOne(), Values.of(weight), 0));
  }

  /** Neurons that add 1 in each tick, fire at the period and start anew. */
  private void addVolley(int index) {
    Volley volley = volleys.get(index);
    double period = (double) volleys.size() * INTERVAL_MILLIS * TICKS_PER_MILLI;
    double time = (double) (FIRST_MILLIS + index * INTERVAL_MILLIS) * TICKS_PER_MILLI;
    double jitter = volley.jitterMillis() * TICKS_PER_MILLI;
    Settings model =
        new Settings("if", Map.of("V_th", Values.of(period)), Map.of("reset", "subtract"));
    Values start =
        new Values.Normal(period - time, jitter, period - 2 * time, Math.nextDown(period));
    populations.add(
        new Population(volley.name(), Shape.of(volley.spikes()), model, Map.of("v", start), true));
    projections.add(Clock.to(volley.name()).withBias(new double[] {1}));
    projections.add(
        Projection.of(
            volley.name(), pool(1), new Connectivity.AllToAll(true), Values.of(WEIGHT), 1));
  }

  private static String numbered(String name, int number) {
    return "%s_%02d".formatted(name, number);
  }
}
