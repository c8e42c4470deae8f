package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Faery's short datagrams, {@code t32_x16_y15_on1}: 8 bytes an event, little-endian, time in µs in
 * 4 bytes, x in 2, then y in bits 15 to 1 and polarity in bit 0 of 2.
 *
 * <p>Source: {@code udp_encoder.py} of Faery (github.com/aestream/faery).
 */
final class Faery32Framing extends FixedFraming {
  Faery32Framing() {
    super(8, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String name() {
    return "faery32";
  }

  @Override
  public int stampBits() {
    return 32;
  }

  @Override
  void decode(ByteBuffer bytes, int at, RawSink sink) {
    int yAndPolarity = Short.toUnsignedInt(bytes.getShort(at + 6));
    sink.event(
        Integer.toUnsignedLong(bytes.getInt(at)),
        Short.toUnsignedInt(bytes.getShort(at + 4)),
        yAndPolarity >>> 1,
        (yAndPolarity & 1) != 0);
  }
}
