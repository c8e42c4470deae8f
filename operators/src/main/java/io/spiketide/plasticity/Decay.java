package io.spiketide.plasticity;

/**
 * The factors {@code exp(-n step / tau)} by which an exponential trace decays in n ticks. Each is
 * computed by itself, so that a decay does not depend on how it is divided into steps.
 */
public final class Decay {
  private static final int TABLE = 4096;

  private final double rate;
  private final double[] factors = new double[TABLE];

  /**
   * @param step model time of a tick, in the unit of tau
   * @param tau time constant, above 0
   */
  public Decay(double step, double tau) {
    rate = step / tau;
    for (int n = 0; n < TABLE; n++) {
      factors[n] = StrictMath.exp(-n * rate);
    }
  }

  /** The factor for so many ticks, at least 0. */
  public double factor(long ticks) {
    return ticks < TABLE ? factors[(int) ticks] : StrictMath.exp(-ticks * rate);
  }

  /** The factor of one tick. */
  public double perTick() {
    return factors[1];
  }
}
