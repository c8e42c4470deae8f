package io.spiketide.neuron;

/**
 * Fixed-point numbers of 24 bits, 12 of them behind the point, as the hardware computes: integers
 * alone, saturating at the ends.
 */
public final class Q12 {
  /** Bits behind the point. */
  public static final int BITS = 12;

  /** What 1 is. */
  public static final int ONE = 1 << BITS;

  static final int MAX = (1 << 23) - 1;
  static final int MIN = -(1 << 23);

  private Q12() {}

  static int add(int a, int b) {
    return Math.max(MIN, Math.min(MAX, a + b));
  }

  /** {@code value + (room * factor >> shift)}, rounded down, within the bounds. */
  public static int grow(int value, int room, int factor, int shift, int min, int max) {
    long change = (long) room * factor >> shift;
    return (int) Math.max(min, Math.min(max, value + change));
  }

  /**
   * A step of the simplified neuron before its threshold: arrivals, then a constant leak above
   * rest.
   */
  static int leakFirst(int v, int input, int rest, int leak) {
    int next = add(v, input);
    return next > rest ? add(next, -leak) : next;
  }

  /** The leak of a neuron that has not fired in this step. */
  static int leakLast(int v, int rest, int leak) {
    return v > rest ? add(v, -leak) : v;
  }
}
