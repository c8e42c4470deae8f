package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brunel's balanced random network, with delta synapses or with exponential ones: strong inhibition
 * holds a strong drive.
 *
 * <pre>
 * drive_e (Poisson) ──► excitatory ──J──► both           clock ─ no current, only time
 * drive_i (Poisson) ──► inhibitory ──-g J──► both
 * </pre>
 *
 * <p>10,000 excitatory and 2,500 inhibitory neurons with an in-degree of 1,000 + 250, J = 0.1 mV, g
 * = 5, delay 1.5 ms; J is what the potential jumps by, or its peak after a current that starts at
 * once and decays. The drive is eta = 2 times what would bring a neuron to its threshold. At
 * another scale, sizes and in-degrees change with it and J against it, so that the mean input stays
 * and its fluctuations grow as the network shrinks. Each pair of neurons may have several synapses,
 * and a neuron one to itself.
 *
 * <p>It runs by itself; what reaches the input {@code clock} only says how far.
 *
 * <p>Source: N. Brunel, Dynamics of sparsely connected networks of excitatory and inhibitory
 * spiking neurons, Journal of Computational Neuroscience 8, 2000.
 */
public final class BrunelNetwork {
  /** Name of the network with delta synapses. */
  public static final String NAME = "brunel";

  /** Name of the network with exponential synapses. */
  public static final String EXPONENTIAL_NAME = "brunel-exponential";

  /** Name of the network with exponential synapses that learn. */
  public static final String PLASTIC_NAME = "brunel-stdp";

  /** Name of the population of excitatory neurons. */
  public static final String EXCITATORY = "excitatory";

  /** Name of the population of inhibitory neurons. */
  public static final String INHIBITORY = "inhibitory";

  /** Length of a tick in µs. */
  public static final long TICK_MICROS = 100;

  private static final int INHIBITORY_INDEGREE = 250;
  private static final int EXCITATORY_PER_INHIBITORY = 4;

  /** A neuron has synapses from one in so many neurons. */
  private static final int NEURONS_PER_SYNAPSE = 10;

  /** J times the excitatory in-degree, in mV. */
  private static final double SUMMED_WEIGHT = 100;

  private static final double INHIBITION = 5;
  private static final double DRIVE = 2;
  private static final double TAU_M_MILLIS = 20;
  private static final double TAU_SYN_MILLIS = 0.5;
  private static final double CAPACITANCE = 250;
  private static final double THRESHOLD = 20;
  private static final double HIGHEST_START = 19;
  private static final double REFRACTORY_MILLIS = 2;
  private static final int DELAY_TICKS = 15;
  private static final double MILLIS_PER_SECOND = 1000;

  private static final double LARGEST_WEIGHT = 3;
  private static final double LEARNING_RATE = 0.001;
  private static final double DEPRESSION = 1.05;

  private final boolean exponential;
  private final boolean learns;

  private BrunelNetwork(boolean exponential, boolean learns) {
    this.exponential = exponential;
    this.learns = learns;
  }

  /**
   * Builds the description with delta synapses.
   *
   * @param scale factor of sizes and in-degrees, rounded so that all are whole; 1 as published
   * @throws IllegalArgumentException if too little or too much would be left
   */
  public static Network build(long seed, double scale) {
    return new BrunelNetwork(false, false).network(seed, scale);
  }

  /** The same with exponential synapses. */
  public static Network buildExponential(long seed, double scale) {
    return new BrunelNetwork(true, false).network(seed, scale);
  }

  /**
   * The same with exponential synapses, of which those from excitatory to excitatory neurons learn
   * by additive spike-timing dependent plasticity: weights up to 3 J, rate 0.001 of that,
   * depression 1.05 of potentiation, windows of 20 ms, delay at the dendrite.
   */
  public static Network buildPlastic(long seed, double scale) {
    return new BrunelNetwork(true, true).network(seed, scale);
  }

  private static Learning learning(double weight) {
    double largest = LARGEST_WEIGHT * weight;
    return Learning.by(
        Settings.of(
                "pair_stdp",
                Map.of(
                    "A_plus", Values.of(LEARNING_RATE * largest),
                    "A_minus", Values.of(DEPRESSION * LEARNING_RATE * largest),
                    "w_max", Values.of(largest)))
            .withOption("delay", "dendritic"));
  }

  private Network network(long seed, double scale) {
    double wanted = scale * INHIBITORY_INDEGREE;
    if (!(wanted >= 1 && wanted <= 1_000_000)) {
      throw new IllegalArgumentException(
          "--scale: "
              + scale
              + " is outside 0.004 to 4000, where network "
              + name()
              + " can be built");
    }
    int inhibitoryIndegree = (int) Math.round(wanted);
    int excitatoryIndegree = EXCITATORY_PER_INHIBITORY * inhibitoryIndegree;
    int inhibitory = NEURONS_PER_SYNAPSE * inhibitoryIndegree;
    int excitatory = NEURONS_PER_SYNAPSE * excitatoryIndegree;
    double weight = weight(SUMMED_WEIGHT / excitatoryIndegree);
    double thresholdHertz = THRESHOLD / (area(weight) * excitatoryIndegree) * MILLIS_PER_SECOND;
    double driveHertz = DRIVE * thresholdHertz * excitatoryIndegree;

    List<Population> populations =
        List.of(
            neurons(EXCITATORY, excitatory),
            neurons(INHIBITORY, inhibitory),
            Clock.noise("drive_e", excitatory, driveHertz),
            Clock.noise("drive_i", inhibitory, driveHertz));
    List<Projection> projections = new ArrayList<>();
    projections.add(Clock.to(EXCITATORY));
    for (String target : List.of(EXCITATORY, INHIBITORY)) {
      String drive = target.equals(EXCITATORY) ? "drive_e" : "drive_i";
      projections.add(
          Projection.of(drive, target, new Connectivity.OneToOne(), Values.of(weight), 0));
      Projection excitation = recurrent(EXCITATORY, target, excitatoryIndegree, weight);
      boolean changes = learns && target.equals(EXCITATORY);
      projections.add(changes ? excitation.learning(learning(weight)) : excitation);
      projections.add(recurrent(INHIBITORY, target, inhibitoryIndegree, -INHIBITION * weight));
    }
    return Clock.network(name(), TICK_MICROS, seed, populations, projections);
  }

  private String name() {
    return learns ? PLASTIC_NAME : exponential ? EXPONENTIAL_NAME : NAME;
  }

  /** The weight in the unit of the model: mV, or pA for a potential of that height. */
  private double weight(double millivolts) {
    return exponential
        ? millivolts * PeakPotential.current(CAPACITANCE, TAU_M_MILLIS, TAU_SYN_MILLIS)
        : millivolts;
  }

  /** The integral in mV ms of the potential that an event makes. */
  private double area(double weight) {
    double charge = exponential ? weight * TAU_SYN_MILLIS / CAPACITANCE : weight;
    return charge * TAU_M_MILLIS;
  }

  private Population neurons(String name, int size) {
    Map<String, Values> parameters = new HashMap<>();
    parameters.put("tau_m", Values.of(TAU_M_MILLIS));
    parameters.put("E_L", Values.of(0.0));
    parameters.put("V_th", Values.of(THRESHOLD));
    parameters.put("V_reset", Values.of(0.0));
    parameters.put("t_ref", Values.of(REFRACTORY_MILLIS));
    if (exponential) {
      parameters.put("C_m", Values.of(CAPACITANCE));
      parameters.put("tau_syn_ex", Values.of(TAU_SYN_MILLIS));
    }
    Settings model = Settings.of(exponential ? "lif_exp" : "lif_delta", parameters);
    Map<String, Values> initial = Map.of("v", new Values.Uniform(0, HIGHEST_START));
    return new Population(name, Shape.of(size), model, initial, true);
  }

  private static Projection recurrent(String source, String target, int indegree, double weight) {
    return Projection.of(
        source,
        target,
        new Connectivity.FixedIndegree(indegree, true, true),
        Values.of(weight),
        DELAY_TICKS);
  }
}
