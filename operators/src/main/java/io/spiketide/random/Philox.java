package io.spiketide.random;

/**
 * Philox4x32-10: a bijection of 128-bit counters under a 64-bit key, used as a random number
 * generator without state.
 *
 * <p>Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as easy
 * as 1, 2, 3, SC 2011.
 */
final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long MASK = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * The first two of the four output words of a counter (c0..c3) under a key (k0, k1).
   *
   * @return word 1 in the upper half, word 0 in the lower half
   */
  static long words(int c0, int c1, int c2, int c3, int k0, int k1) {
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * (c0 & MASK);
      long p1 = MULTIPLIER_1 * (c2 & MASK);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return (c1 & MASK) << 32 | (c0 & MASK);
  }

  /**
   * All four output words of a counter (c0..c3) under a key (k0, k1) as halves, the lower one of
   * each first.
   *
   * @param into receives them
   * @param at where the first one goes
   */
  static void halves(int c0, int c1, int c2, int c3, int k0, int k1, char[] into, int at) {
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * (c0 & MASK);
      long p1 = MULTIPLIER_1 * (c2 & MASK);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    into[at] = (char) c0;
    into[at + 1] = (char) (c0 >>> 16);
    into[at + 2] = (char) c1;
    into[at + 3] = (char) (c1 >>> 16);
    into[at + 4] = (char) c2;
    into[at + 5] = (char) (c2 >>> 16);
    into[at + 6] = (char) c3;
    into[at + 7] = (char) (c3 >>> 16);
  }
}
