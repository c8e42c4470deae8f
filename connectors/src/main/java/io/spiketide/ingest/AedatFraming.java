package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Address events as jAER sends them by UDP with its usual settings, big-endian: a datagram begins
 * with its number, then address and time stamp in µs, 4 bytes each, for every event. In a byte
 * stream there are no numbers.
 *
 * <p>Source: {@code AEUnicastOutput.java} of jAER (github.com/SensorsINI/jaer). Its numbers begin
 * at 1 and go on at 0 after 2^31 - 1.
 */
final class AedatFraming extends FixedFraming {
  private final AedatAddress address;

  AedatFraming(AedatAddress address) {
    super(2 * Integer.BYTES, ByteOrder.BIG_ENDIAN);
    this.address = address;
  }

  @Override
  public String name() {
    return "aedat-" + address.symbol();
  }

  @Override
  public int stampBits() {
    return 32;
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  @Override
  public void check(ByteBuffer datagram) throws FramingException {
    int length = datagram.remaining();
    if (length % (2 * Integer.BYTES) != Integer.BYTES) {
      throw FramingException.ofLength(this, length, "a number of 4 bytes, then events of 8 bytes");
    }
    int number = datagram.order(ByteOrder.BIG_ENDIAN).getInt(datagram.position());
    if (number < 0) {
      throw new FramingException(
          "datagram number " + number + " is below 0",
          "switch jAER's sequence numbers on, and its swapping of bytes off");
    }
  }

  @Override
  public int number(ByteBuffer datagram) {
    return datagram.order(ByteOrder.BIG_ENDIAN).getInt();
  }

  @Override
  void decode(ByteBuffer bytes, int at, RawSink sink) {
    long stamp = Integer.toUnsignedLong(bytes.getInt(at + Integer.BYTES));
    address.decode(bytes.getInt(at), stamp, sink);
  }
}
