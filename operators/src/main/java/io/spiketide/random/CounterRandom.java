package io.spiketide.random;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers as a function of where they are used: (seed, purpose, component, instance) choose
 * the key, (tick, index, draw) the counter of Philox4x32-10.
 *
 * <p>Immutable and without state, so any number can be drawn again anywhere, in any order.
 */
public final class CounterRandom {
  private static final double TO_UNIT_53 = 0x1.0p-53;
  private static final double TO_UNIT_52 = 0x1.0p-52;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** Indices that share a counter in {@link #many}. */
  public static final int SHARING = 8;

  /** Stands where the draw does, for many numbers at once. */
  private static final int MANY = -1;

  /** Stands there for the first numbers of a sequence, and less for those that follow. */
  private static final int SEQUENCE = -2;

  private final int key0;
  private final int key1;

  /**
   * @param component name of the population, projection or input
   * @param instance the instance; empty for what all instances share (connectivity, weights)
   */
  public CounterRandom(long seed, Purpose purpose, String component, String instance) {
    long names = hash(hash(FNV_OFFSET, component), instance);
    long key =
        Philox.words(
            (int) names, (int) (names >>> 32), purpose.code(), 0, (int) seed, (int) (seed >>> 32));
    key0 = (int) key;
    key1 = (int) (key >>> 32);
  }

  /** 64 random bits. */
  public long bits(long tick, int index, int draw) {
    return Philox.words(index, draw, (int) tick, (int) (tick >>> 32), key0, key1);
  }

  /**
   * 16 random bits for each of many indices, at an eighth of the cost of {@link #bits} for each:
   * eight of them share a counter. These are other numbers than those that {@code bits} gives for
   * any draw of 0 or above.
   *
   * @param from the first index, a multiple of {@value #SHARING}
   * @param n number of indices
   * @param into receives the numbers; has room for a multiple of {@value #SHARING}
   */
  public void many(long tick, int from, int n, char[] into) {
    for (int i = 0; i < n; i += SHARING) {
      Philox.halves(
          (from + i) / SHARING, MANY, (int) tick, (int) (tick >>> 32), key0, key1, into, i);
    }
  }

  /**
   * A stretch of a sequence of 16 random bits each that belongs to one index. These are other
   * numbers than those that {@code bits} gives for any draw of 0 or above, or {@code many}.
   *
   * @param stretch which {@value #SHARING} of the sequence, from 0 on
   * @param into receives {@value #SHARING} numbers
   */
  public void sequence(long tick, int index, int stretch, char[] into) {
    Philox.halves(index, SEQUENCE - stretch, (int) tick, (int) (tick >>> 32), key0, key1, into, 0);
  }

  /** Uniform in [0, 1), 53 bits. */
  public double uniform(long tick, int index, int draw) {
    return (bits(tick, index, draw) >>> 11) * TO_UNIT_53;
  }

  /** Uniform in (0, 1), 52 bits, symmetrical about 1/2: for use under a logarithm. */
  public double openUniform(long tick, int index, int draw) {
    return ((bits(tick, index, draw) >>> 12) + 0.5) * TO_UNIT_52;
  }

  /** Standard normal, by inversion of one uniform number; its tails end at 8.2. */
  public double normal(long tick, int index, int draw) {
    return NormalQuantile.of(openUniform(tick, index, draw));
  }

  /**
   * Uniform in {0, …, bound - 1}; no value is more likely than another by more than 2^-32 of it.
   *
   * @param bound at least 1
   */
  public int below(int bound, long tick, int index, int draw) {
    return (int) Math.multiplyHigh(bits(tick, index, draw) >>> 1, (long) bound << 1);
  }

  /** Other numbers for a part of the component, independent of those of its other parts. */
  public CounterRandom part(int part) {
    return new CounterRandom(Philox.words(part, 0, 0, MANY, key0, key1));
  }

  private CounterRandom(long key) {
    key0 = (int) key;
    key1 = (int) (key >>> 32);
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return (hash ^ 0xFF) * FNV_PRIME;
  }
}
