package io.spiketide.ingest;

/**
 * Time during which a receiver listened, as against the time in which it was held up, say by a
 * broker that takes nothing. Single-threaded.
 */
final class ListeningClock {
  private long heldUp;
  private long busySince;

  /** Something has come and is worked on from now on. */
  void busy(long now) {
    busySince = now;
  }

  /** The work is done. */
  void idle(long now) {
    heldUp += Math.max(0, now - busySince);
  }

  /** µs that were spent listening, from some begin. */
  long listened(long now) {
    return now - heldUp;
  }
}
