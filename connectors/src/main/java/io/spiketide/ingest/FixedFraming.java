package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A framing whose events all have the same length and stand one after another. */
abstract class FixedFraming implements Framing {
  private final int bytesPerEvent;
  private final ByteOrder order;

  FixedFraming(int bytesPerEvent, ByteOrder order) {
    this.bytesPerEvent = bytesPerEvent;
    this.order = order;
  }

  /** Decodes the event that begins at a byte. */
  abstract void decode(ByteBuffer bytes, int at, RawSink sink);

  @Override
  public void check(ByteBuffer datagram) throws FramingException {
    if (datagram.remaining() % bytesPerEvent != 0) {
      throw FramingException.ofLength(
          this, datagram.remaining(), "events of " + bytesPerEvent + " bytes");
    }
  }

  @Override
  public void decode(ByteBuffer bytes, RawSink sink) {
    bytes.order(order);
    int at = bytes.position();
    for (; at + bytesPerEvent <= bytes.limit(); at += bytesPerEvent) {
      decode(bytes, at, sink);
    }
    bytes.position(at);
  }
}
