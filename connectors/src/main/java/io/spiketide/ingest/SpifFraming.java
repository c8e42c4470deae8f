package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Words of 32 bits as AEStream sends them by UDP and as SpiNNaker's peripheral interface (SPIF)
 * takes them, little-endian: bit 31 says that no time stamp follows, bits 30 to 16 are x, bit 15 is
 * the polarity, bits 14 to 0 are y. Where bit 31 is 0, the next word is the time stamp in µs.
 *
 * <p>Source: {@code dvs_to_udp.cpp} of AEStream (github.com/aestream/aestream).
 */
final class SpifFraming implements Framing {
  private static final int NO_STAMP = 1 << 31;
  private static final int COORDINATE = 0x7FFF;
  private static final int ON = 0x8000;

  @Override
  public String name() {
    return "spif";
  }

  @Override
  public int stampBits() {
    return 32;
  }

  @Override
  public void check(ByteBuffer datagram) throws FramingException {
    int length = datagram.remaining();
    if (length % Integer.BYTES != 0) {
      throw FramingException.ofLength(this, length, "words of 4 bytes");
    }
    if (!endsWithAWholeEvent(datagram.order(ByteOrder.LITTLE_ENDIAN))) {
      throw new FramingException(
          "the last of " + length / Integer.BYTES + " words wants a time stamp behind it",
          "see that the sender cuts datagrams between events");
    }
  }

  private static boolean endsWithAWholeEvent(ByteBuffer bytes) {
    int at = bytes.position();
    while (at < bytes.limit()) {
      at += (bytes.getInt(at) & NO_STAMP) == 0 ? 2 * Integer.BYTES : Integer.BYTES;
    }
    return at == bytes.limit();
  }

  @Override
  public void decode(ByteBuffer bytes, RawSink sink) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.position();
    int limit = bytes.limit();
    while (at + Integer.BYTES <= limit) {
      int word = bytes.getInt(at);
      int x = (word >>> 16) & COORDINATE;
      int y = word & COORDINATE;
      boolean on = (word & ON) != 0;
      if ((word & NO_STAMP) != 0) {
        sink.untimed(x, y, on);
        at += Integer.BYTES;
      } else if (at + 2 * Integer.BYTES <= limit) {
        sink.event(Integer.toUnsignedLong(bytes.getInt(at + Integer.BYTES)), x, y, on);
        at += 2 * Integer.BYTES;
      } else {
        break;
      }
    }
    bytes.position(at);
  }
}
