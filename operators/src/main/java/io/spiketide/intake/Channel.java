package io.spiketide.intake;

/**
 * One source on one input of one instance: where its sequence stands, what it has promised, and its
 * events that wait. Single-threaded.
 */
public final class Channel {
  /** No event, promise or sequence yet. */
  public static final long NONE = Long.MIN_VALUE;

  public final int input;
  public final String source;

  /** Run of the producer that is being received. */
  public long epoch = NONE;

  /** The sequence number that is expected next. */
  public long nextSequence;

  /** In µs: nothing earlier is taken any more. */
  public long frontier = NONE;

  /** In µs: the latest time that was taken. */
  public long latest = NONE;

  /** In µs: the last time that was too far ahead, and how many such times came in a row. */
  public long jumpTo = NONE;

  public int jumpWitnesses;

  public final WaitingEvents waiting;

  public Channel(int input, String source) {
    this(input, source, new WaitingEvents());
  }

  public Channel(int input, String source, WaitingEvents waiting) {
    this.input = input;
    this.source = source;
    this.waiting = waiting;
  }

  /** A copy that shares nothing mutable with this one. */
  Channel copy() {
    Channel copy = new Channel(input, source, waiting.copy());
    copy.epoch = epoch;
    copy.nextSequence = nextSequence;
    copy.frontier = frontier;
    copy.latest = latest;
    copy.jumpTo = jumpTo;
    copy.jumpWitnesses = jumpWitnesses;
    return copy;
  }
}
