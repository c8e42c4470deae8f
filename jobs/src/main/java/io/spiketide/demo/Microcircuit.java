package io.spiketide.demo;

/**
 * The published numbers of the cortical microcircuit at full scale. Populations are numbered in the
 * order of {@link #NAMES}: excitatory ones are even.
 *
 * <p>Sources: T. C. Potjans, M. Diesmann, The cell-type specific cortical microcircuit: relating
 * structure and activity in a full-scale spiking network model, Cerebral Cortex 24, 2014, table 5;
 * initial potentials and mean rates as in the network's PyNEST example.
 */
final class Microcircuit {
  static final int POPULATIONS = 8;

  private static final String[] NAMES = {"L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"};
  private static final int[] NEURONS = {20_683, 5_834, 21_915, 5_479, 4_850, 1_065, 14_395, 2_948};

  /** Probability that a pair has a synapse at all: [target][source]. */
  private static final double[][] PROBABILITIES = {
    {0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0.0, 0.0076, 0.0},
    {0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0.0, 0.0042, 0.0},
    {0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0.0},
    {0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0.0, 0.1057, 0.0},
    {0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0.0},
    {0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0.0},
    {0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252},
    {0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443},
  };

  private static final int[] EXTERNAL_INDEGREES = {
    1_600, 1_500, 2_100, 1_900, 2_000, 1_900, 2_900, 2_100
  };

  /** Rates in Hz at full scale, from which the mean input is known. */
  private static final double[] RATES = {0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829};

  /** Mean and deviation of the potential at the start in mV, near those of the running network. */
  private static final double[] START_MEANS = {
    -68.28, -63.16, -63.33, -63.45, -63.11, -61.66, -66.72, -61.43
  };

  private static final double[] START_DEVIATIONS = {5.36, 4.57, 4.74, 4.94, 4.94, 4.55, 5.46, 4.48};

  /** Index of the population of excitatory neurons of layer 2/3, and of layer 4. */
  private static final int L23E = 0;

  private static final int L4E = 2;

  /** An excitatory synapse: the potential in mV that it makes at its peak. */
  private static final double WEIGHT = 0.15;

  private static final double INHIBITION = -4;

  private Microcircuit() {}

  static String name(int population) {
    return NAMES[population];
  }

  static boolean isExcitatory(int population) {
    return population % 2 == 0;
  }

  static int neurons(int population) {
    return NEURONS[population];
  }

  static int externalIndegree(int population) {
    return EXTERNAL_INDEGREES[population];
  }

  static double startMean(int population) {
    return START_MEANS[population];
  }

  static double startDeviation(int population) {
    return START_DEVIATIONS[population];
  }

  /** Weight of a synapse from outside: the potential in mV that it makes at its peak. */
  static double externalWeight() {
    return WEIGHT;
  }

  /** Mean weight of the synapses of two populations, in mV likewise. */
  static double weight(int source, int target) {
    if (!isExcitatory(source)) {
      return INHIBITION * WEIGHT;
    }
    return source == L4E && target == L23E ? 2 * WEIGHT : WEIGHT;
  }

  /**
   * Number of synapses from one population to another: as many as give the published probability if
   * source and target of each are drawn with repetition.
   */
  static double synapses(int source, int target) {
    double pairs = (double) NEURONS[source] * NEURONS[target];
    return StrictMath.log1p(-PROBABILITIES[target][source]) / StrictMath.log1p(-1 / pairs);
  }

  /** Events per s and neuron from all populations, each times its weight, in mV/s. */
  static double recurrentInput(int target) {
    double sum = 0;
    for (int source = 0; source < POPULATIONS; source++) {
      double indegree = synapses(source, target) / NEURONS[target];
      sum += weight(source, target) * indegree * RATES[source];
    }
    return sum;
  }
}
