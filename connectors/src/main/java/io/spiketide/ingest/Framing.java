package io.spiketide.ingest;

import java.nio.ByteBuffer;

/**
 * How a live sensor writes its events into bytes. Framings keep nothing between calls, so one may
 * serve many sensors. A new one is one class and one line in {@link Framings}.
 */
public interface Framing {
  /** What the command line calls it. */
  String name();

  /** Bits after which the time stamps of its senders start again from 0; 64 for never. */
  int stampBits();

  /** Whether datagrams carry numbers that show which ones are missing. */
  default boolean isNumbered() {
    return false;
  }

  /**
   * Makes sure that a datagram is whole.
   *
   * @param datagram from its position to its limit; not moved
   * @throws FramingException if it is not of this form; says why
   */
  void check(ByteBuffer datagram) throws FramingException;

  /**
   * Reads the number of a datagram that is whole, where the framing has numbers.
   *
   * @return from 0 to 2^31 - 1, after which they go on at 0
   */
  default int number(ByteBuffer datagram) {
    throw new IllegalStateException("datagrams of framing " + name() + " have no numbers");
  }

  /**
   * Decodes the events of a datagram that is whole, behind its number, or those that lie whole in a
   * piece of a byte stream.
   *
   * @param bytes from its position to its limit; the position is left behind the last whole event,
   *     fewer than {@value #LONGEST_EVENT} bytes before the limit
   */
  void decode(ByteBuffer bytes, RawSink sink);

  /** More bytes than any event has. */
  int LONGEST_EVENT = 64;
}
