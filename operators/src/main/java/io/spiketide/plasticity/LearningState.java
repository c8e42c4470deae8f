package io.spiketide.plasticity;

/**
 * What a learning projection of one instance remembers, as a rule sees it: a view on the arrays of
 * the key's state. Single-threaded and reused.
 */
public final class LearningState {
  private static final double[][] NONE = {};

  /** Weights, by the index that {@code PlasticSynapses} gives them. */
  public double[] weights = {};

  /** Variables of the whole projection, shape {@code [variables][1]}. */
  public double[][] rule = NONE;

  /** Variables per source neuron, shape {@code [variables][sources]}. */
  public double[][] pre = NONE;

  /** Variables per target neuron that is run here, shape {@code [variables][targets]}. */
  public double[][] post = NONE;

  /** Variables per weight, shape {@code [variables][weights]}. */
  public double[][] synapse = NONE;

  /** State variables of the target neurons, shape {@code [variables][targets]}; to be read only. */
  public double[][] neurons = NONE;

  /**
   * Factor of all changes of weights: 1 as described, 0 while learning is off. Where it is 0 a rule
   * keeps its traces up and must leave the weights alone.
   */
  public double rate;

  private double[] scratch = {};

  /** Memory for the time of one call, of at least that length; its content is that of any call. */
  public double[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new double[length];
    }
    return scratch;
  }

  /** Changes of single weights since the kernel was made; rules count them. */
  public long updates;
}
