package io.spiketide.sensor;

/**
 * A clock of few bits that starts at 0 again when it is full. A stamp that lies more than half the
 * clock's range before the one before it has wrapped; one that lies less before it runs back.
 * Single-threaded.
 */
final class WrappedTime {
  private final long range;
  private final long half;
  private long epoch;
  private long last;

  WrappedTime(int bits) {
    range = 1L << bits;
    half = range >>> 1;
  }

  /** The stamp as it would be on a clock of 64 bits, in its own unit. */
  long unwrap(long stamp) {
    long step = stamp - last;
    if (step < -half) {
      epoch += range;
    } else if (step > half && epoch > 0) {
      epoch -= range;
    }
    last = stamp;
    return epoch + stamp;
  }
}
