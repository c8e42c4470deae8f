package io.spiketide.neuron;

/** Numbers of {@link Q12} as they are kept in arrays of state, exactly. */
public final class FixedPoint {
  private FixedPoint() {}

  /** The nearest fixed-point number. */
  public static int of(double value) {
    return (int) Math.max(Q12.MIN, Math.min(Q12.MAX, Math.rint(value * Q12.ONE)));
  }

  public static double value(int fixed) {
    return (double) fixed / Q12.ONE;
  }
}
