package io.spiketide.random;

/**
 * Exact draws from Poisson distributions of one small mean, for {@value #SIZE} neighbours at once:
 * their sum is drawn, and each unit of it falls on one of them at random. Immutable.
 *
 * <p>The counts are independent and Poisson distributed, also those of a part of the block. Source:
 * J. F. C. Kingman, Poisson Processes, 1993, section 5.1 (colouring theorem).
 */
public final class PoissonBlock {
  /** Neighbours of a block; a place among them is six bits of a byte. */
  public static final int SIZE = 64;

  /** Larger means cost less when each count is drawn for itself. */
  public static final double LARGEST_MEAN = 1;

  private static final int PLACE = SIZE - 1;
  private static final int BITS_OF_BYTE = 8;
  private static final int PLACES = 2 * CounterRandom.SHARING;

  private final PoissonDraw sum;

  private PoissonBlock(PoissonDraw sum) {
    this.sum = sum;
  }

  /**
   * @param mean of each count, from 0 to {@link #LARGEST_MEAN}
   */
  public static PoissonBlock of(double mean) {
    if (!(mean <= LARGEST_MEAN)) {
      throw new IllegalArgumentException("mean " + mean + " is above " + LARGEST_MEAN);
    }
    return new PoissonBlock(PoissonDraw.of(mean * SIZE));
  }

  /**
   * Adds the counts of a block to an array, as far as it reaches.
   *
   * @param block which block, from 0 on; its numbers are those of negative indices of {@code
   *     random}
   * @param into holds zeros where the block lies
   * @param at where in it the block begins; may lie outside
   * @param size of it that belongs to the block or others
   * @return the sum of what was added in the upper 32 bits, and to how many in the lower ones
   */
  public long addTo(double[] into, int at, int size, CounterRandom random, long tick, int block) {
    int index = ~block;
    char[] halves = new char[CounterRandom.SHARING];
    random.sequence(tick, index, 0, halves);
    int left = sum.count(halves[0], random, tick, index);
    int added = 0;
    int reached = 0;
    int from = 2; // the places in the half that the sum was drawn from
    for (int stretch = 1; left > 0; stretch++) {
      int to = Math.min(PLACES, from + left);
      for (int i = from; i < to; i++) {
        int place = at + (halves[i >> 1] >>> (i & 1) * BITS_OF_BYTE & PLACE);
        if (place >= 0 && place < size) {
          double before = into[place];
          into[place] = before + 1;
          added++;
          reached += before == 0 ? 1 : 0;
        }
      }
      left -= to - from;
      from = 0;
      if (left > 0) {
        random.sequence(tick, index, stretch, halves);
      }
    }
    return (long) added << Integer.SIZE | reached;
  }
}
