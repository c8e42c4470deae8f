package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * The synapses of a column of neurons on a grid: two are connected with probability {@code C
 * e^(-(D/λ)²)}, D their distance, C by what they are. Which fifth of the neurons inhibits, who is
 * connected and how strongly, is a function of the seed.
 */
final class LiquidWiring {
  /** Neurons along z, y and x. */
  static final Shape SHAPE = Shape.of(15, 3, 3);

  /** Membrane capacitance of the neurons in pF. */
  static final double CAPACITANCE = 250;

  /** Time constants of the currents from outside and from within, in ms. */
  static final double FAST_MILLIS = 2;

  static final double SLOW_MILLIS = 80;

  private static final int SIDE = 3;
  private static final double INHIBITORY_FRACTION = 0.2;
  private static final double LAMBDA = 2;

  /** C, by [source inhibits][target inhibits]. */
  private static final double[][] PROBABILITIES = {{0.3, 0.2}, {0.4, 0.1}};

  /** Mean of what a spike moves the potential by in mV, if nothing leaked; likewise. */
  private static final double[][] JUMPS = {{6, 6}, {-12, -6}};

  /** A neuron hears each channel with this probability, and is moved by so much in the mean. */
  private static final double INPUT_PROBABILITY = 0.15;

  private static final double INPUT_JUMP = 8;

  private final CounterRandom random;
  private final int neurons = SHAPE.size();

  LiquidWiring(long seed) {
    random = new CounterRandom(seed, Purpose.CONNECTIVITY, "liquid", "");
  }

  /** Synapses of the channels: fast currents on receptor exc. */
  Projection input(String channels, String liquid) {
    Synapses synapses = new Synapses();
    for (int channel = 0; channel < MatchToSample.CHANNELS; channel++) {
      for (int target = 0; target < neurons; target++) {
        int pair = channel * neurons + target;
        if (uniform(pair, Draw.INPUT) < INPUT_PROBABILITY) {
          synapses.add(channel, target, weight(INPUT_JUMP, FAST_MILLIS, pair, Draw.INPUT_WEIGHT));
        }
      }
    }
    return synapses.projection(channels, liquid, 0).toReceptor("exc");
  }

  /** Synapses within the liquid: slow currents on receptor inh, whatever their sign. */
  Projection recurrence(String liquid) {
    Synapses synapses = new Synapses();
    for (int source = 0; source < neurons; source++) {
      for (int target = 0; target < neurons; target++) {
        int pair = source * neurons + target;
        int from = inhibits(source) ? 1 : 0;
        int to = inhibits(target) ? 1 : 0;
        double near = StrictMath.exp(-squaredDistance(source, target) / (LAMBDA * LAMBDA));
        boolean connected = uniform(pair, Draw.SYNAPSE) < PROBABILITIES[from][to] * near;
        if (connected && source != target) {
          double weight = weight(JUMPS[from][to], SLOW_MILLIS, pair, Draw.WEIGHT);
          synapses.add(source, target, weight);
        }
      }
    }
    return synapses.projection(liquid, liquid, 1).toReceptor("inh");
  }

  private boolean inhibits(int neuron) {
    return uniform(neuron, Draw.KIND) < INHIBITORY_FRACTION;
  }

  /** In pA; between 0 and twice the mean. */
  private double weight(double meanJump, double tauSyn, int pair, Draw draw) {
    return 2 * uniform(pair, draw) * meanJump * CAPACITANCE / tauSyn;
  }

  private static double squaredDistance(int a, int b) {
    int dx = a % SIDE - b % SIDE;
    int dy = a / SIDE % SIDE - b / SIDE % SIDE;
    int dz = a / (SIDE * SIDE) - b / (SIDE * SIDE);
    return dx * dx + dy * dy + dz * dz;
  }

  private double uniform(int index, Draw draw) {
    return random.uniform(0, index, draw.ordinal());
  }

  /** A list of synapses that grows. */
  private static final class Synapses {
    private final List<Integer> sources = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    void add(int source, int target, double weight) {
      sources.add(source);
      targets.add(target);
      weights.add(weight);
    }

    Projection projection(String from, String to, int delayTicks) {
      return Projection.of(
          from,
          to,
          new Connectivity.Listed(
              sources.stream().mapToInt(Integer::intValue).toArray(),
              targets.stream().mapToInt(Integer::intValue).toArray()),
          Values.of(weights.stream().mapToDouble(Double::doubleValue).toArray()),
          delayTicks);
    }
  }

  private enum Draw {
    KIND,
    SYNAPSE,
    WEIGHT,
    INPUT,
    INPUT_WEIGHT
  }
}
