package io.spiketide.random;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers as a function of where they are used: (seed, purpose, component, instance) choose
 * the key, (tick, index, draw) the counter of Philox4x32-10.
 *
 * <p>Immutable and without state, so any number can be drawn again anywhere, in any order.
 */
public final class CounterRandom {
  private static final double TO_UNIT = 0x1.0p-53;
  private static final double TO_UNIT_32 = 0x1.0p-32;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final int key0;
  private final int key1;

  /**
   * @param component name of the population, projection or input
   * @param instance the instance; empty for what all instances share (connectivity, weights)
   */
  public CounterRandom(long seed, Purpose purpose, String component, String instance) {
    long names = hash(hash(FNV_OFFSET, component), instance);
    long key =
        Philox.first(
            (int) names,
            (int) (names >>> 32),
            purpose.code(),
            0,
            (int) seed,
            (int) (seed >>> 32));
    key0 = (int) key;
    key1 = (int) (key >>> 32);
  }

  /** 64 random bits. */
  public long bits(long tick, int index, int draw) {
    return Philox.first(index, draw, (int) tick, (int) (tick >>> 32), key0, key1);
  }

  /** Uniform in [0, 1), 53 bits. */
  public double uniform(long tick, int index, int draw) {
    return (bits(tick, index, draw) >>> 11) * TO_UNIT;
  }

  /** Standard normal by the method of Box and Muller. */
  public double normal(long tick, int index, int draw) {
    long bits = bits(tick, index, draw);
    double radius = StrictMath.sqrt(-2 * StrictMath.log(((bits & 0xFFFFFFFFL) + 0.5) * TO_UNIT_32));
    return radius * StrictMath.cos(2 * StrictMath.PI * ((bits >>> 32) * TO_UNIT_32));
  }

  /**
   * Uniform in {0, …, bound - 1} without bias beyond 2^-32 of bound.
   *
   * @param bound at least 1
   */
  public int below(int bound, long tick, int index, int draw) {
    return (int) Math.multiplyHigh(bits(tick, index, draw) >>> 1, (long) bound << 1);
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return (hash ^ 0xFF) * FNV_PRIME;
  }
}
