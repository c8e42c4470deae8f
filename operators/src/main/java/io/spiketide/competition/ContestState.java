package io.spiketide.competition;

/**
 * What a contest of one instance remembers and sees: a view on the arrays of the key's state.
 * Single-threaded and reused.
 */
public final class ContestState {
  private static final double[][] NONE = {};

  /** Its own arrays: {@link Contest#state}, then {@link Contest#lasting}. */
  public double[][] own = NONE;

  /**
   * State variables of the neurons, those that it needs, then optional ones; an optional variable
   * that the model has not is empty.
   */
  public double[][] neurons = NONE;

  /** Whether a projection onto the population learns at present. */
  public boolean learning;
}
