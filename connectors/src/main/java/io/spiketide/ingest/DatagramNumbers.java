package io.spiketide.ingest;

/**
 * Finds out from their numbers which datagrams are missing, came twice or came late. Numbers are of
 * 31 bits and go on at 0. Single-threaded.
 *
 * <p>A datagram may come after up to {@value #WINDOW} later ones; one that is missing for longer is
 * lost. A number that lies far from the last one is a sender that counts anew: nothing is lost
 * then.
 */
final class DatagramNumbers {
  /** How many numbers are remembered. */
  static final int WINDOW = 64;

  /** A larger step is no gap: at 16,000 datagrams/s this is a minute. */
  private static final int LARGEST_GAP = 1 << 20;

  private boolean started;
  private int highest;

  /** Bit i: whether {@code highest - i} has come; bits before the first number count as come. */
  private long come = -1;

  private long lost;
  private long duplicates;
  private long reordered;
  private long restarts;

  /**
   * Whether the datagram is to be taken; not so if it has come before, or if it has been counted as
   * lost.
   */
  boolean isNew(int number) {
    if (!started) {
      start(number);
      return true;
    }
    int ahead = ((number - highest) << 1) >> 1; // of 31 bits, with sign
    if (ahead > LARGEST_GAP || ahead < -LARGEST_GAP || (ahead <= -WINDOW && number < WINDOW)) {
      settle();
      restarts++;
      start(number);
      return true;
    }
    if (ahead > 0) {
      advance(ahead);
      highest = number;
      return true;
    }
    long bit = ahead <= -WINDOW ? 0 : 1L << -ahead;
    if (bit == 0 || (come & bit) != 0) {
      duplicates++;
      return false;
    }
    come |= bit;
    reordered++;
    return true;
  }

  private void start(int number) {
    started = true;
    highest = number;
    come = -1;
  }

  private void advance(int by) {
    long leaving = by >= WINDOW ? come : come & -1L << (WINDOW - by);
    int left = Math.min(by, WINDOW);
    lost += left - Long.bitCount(leaving) + Math.max(0, by - WINDOW);
    come = (by >= WINDOW ? 0 : come << by) | 1;
  }

  /** Counts what is missing now as lost: nothing follows. */
  void settle() {
    lost += WINDOW - Long.bitCount(come);
    come = -1;
  }

  /** Datagrams that will not come any more. */
  long lost() {
    return lost;
  }

  /** Datagrams that had come before, or had been given up. */
  long duplicates() {
    return duplicates;
  }

  /** Datagrams that came after a later one, and were taken. */
  long reordered() {
    return reordered;
  }

  /** How often a sender began to count anew. */
  long restarts() {
    return restarts;
  }
}
