package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A liquid state machine: a column of 3 x 3 x 15 neurons, four of five excitatory, whose activity
 * remembers what came before, and a linear readout that is trained to make use of it.
 *
 * <pre>
 * channels ──► liquid ──trained weights──► answer (leaky traces, summed) ──► decision
 *                └─┘ p = C e^(-(D/λ)²)
 * </pre>
 *
 * <p>The task is {@link MatchToSample}: whether two patterns that follow each other are the same.
 * The neurons themselves forget within the pause between the two; the liquid remembers, as its
 * synapses make slow currents. As a weighted sum of leaky traces is the leaky trace of weighted
 * spikes, the readout is a leaky integrator for each answer. Its weights are computed once for a
 * seed, see {@link ReservoirTraining}; the liquid itself does not learn. Everything starts anew
 * with each episode.
 *
 * <p>Source: W. Maass, T. Natschläger, H. Markram, Real-time computing without stable states: a new
 * framework for neural computation based on perturbations, Neural Computation 14, 2002: grid,
 * fractions and probabilities of connections. Synapses of its liquid change from spike to spike;
 * here they are slow instead.
 */
public final class ReservoirNetwork {
  /** Name of the network. */
  public static final String NAME = "reservoir";

  /** Name of the population that answers. */
  public static final String ANSWER = "answer";

  /** Name of the liquid. */
  static final String LIQUID = "liquid";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 1_000;

  /** Time constant of the readout's traces in ms. */
  static final double TRACE_MILLIS = 30;

  private static final String CHANNELS = "channels";

  /** Far shorter than the pause of the task: what is remembered is in the slow currents. */
  private static final double TAU_M_MILLIS = 10;

  /** Potentials in mV, above that of the reset. */
  private static final double LEVEL = 10;

  private static final double THRESHOLD = 15;
  private static final double RESET = 0;
  private static final double REFRACTORY_MILLIS = 3;

  private ReservoirNetwork() {}

  /** Builds the description with a readout that is trained for the seed. */
  public static Network build(long seed) {
    return answering(liquid(seed));
  }

  /** The channels and the liquid alone. */
  static Network liquid(long seed) {
    LiquidWiring wiring = new LiquidWiring(seed);
    return network(
        seed,
        List.of(liquid()),
        List.of(wiring.input(CHANNELS, LIQUID), wiring.recurrence(LIQUID)),
        List.of());
  }

  /** The same with a readout that is trained for it. */
  static Network answering(Network liquid) {
    List<Population> populations = new ArrayList<>(liquid.populations());
    List<Projection> projections = new ArrayList<>(liquid.projections());
    populations.add(answer());
    projections.add(answering(ReservoirTraining.weights(liquid)));
    return network(liquid.seed(), populations, projections, List.of(decision()));
  }

  private static Network network(
      long seed,
      List<Population> populations,
      List<Projection> projections,
      List<ReadoutSpec> readouts) {
    return new Network(
        NAME,
        TimeBase.ofMicros(TICK_MICROS),
        seed,
        List.of(Input.events(CHANNELS, Shape.of(MatchToSample.CHANNELS))),
        populations,
        projections,
        readouts,
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        Placement.defaultFor(TICK_MICROS));
  }

  private static Population liquid() {
    Settings model =
        Settings.of(
            "lif_exp",
            Map.of(
                "C_m", Values.of(LiquidWiring.CAPACITANCE),
                "tau_m", Values.of(TAU_M_MILLIS),
                "tau_syn_ex", Values.of(LiquidWiring.FAST_MILLIS),
                "tau_syn_in", Values.of(LiquidWiring.SLOW_MILLIS),
                "E_L", Values.of(LEVEL),
                "V_th", Values.of(THRESHOLD),
                "V_reset", Values.of(RESET),
                "t_ref", Values.of(REFRACTORY_MILLIS)));
    return new Population(LIQUID, LiquidWiring.SHAPE, model, Map.of(), true);
  }

  private static Population answer() {
    Settings trace =
        Settings.of("li", Map.of("tau_m", Values.of(TRACE_MILLIS)))
            .withOption("discretisation", "exact")
            .withOption("input", "jump");
    return Population.of(ANSWER, Shape.of(MatchToSample.LABELS.size()), trace);
  }

  /**
   * @param readout for each neuron of the liquid, and last for a constant, the weight of the first
   *     answer; that of the second is its negative
   */
  private static Projection answering(double[] readout) {
    int neurons = readout.length - 1;
    double[] weights = new double[2 * neurons];
    for (int i = 0; i < neurons; i++) {
      weights[i] = readout[i];
      weights[neurons + i] = -readout[i];
    }
    double constant = readout[neurons];
    return Projection.of(LIQUID, ANSWER, new Connectivity.AllToAll(true), Values.of(weights), 0)
        .withBias(new double[] {constant, -constant});
  }

  private static ReadoutSpec decision() {
    return new ReadoutSpec(
        "match",
        ANSWER,
        Settings.of("membrane_last"),
        new ReadoutSpec.Window.Episode(),
        MatchToSample.LABELS);
  }
}
