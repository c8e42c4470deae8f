package io.spiketide.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Faery's usual datagrams, {@code t64_x16_y16_on8}: 13 bytes an event, little-endian, time in µs in
 * 8 bytes, x and y in 2 each, polarity in 1.
 *
 * <p>Source: {@code udp_encoder.py} of Faery (github.com/aestream/faery).
 */
final class FaeryFraming extends FixedFraming {
  FaeryFraming() {
    super(13, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String name() {
    return "faery";
  }

  @Override
  public int stampBits() {
    return 64;
  }

  @Override
  void decode(ByteBuffer bytes, int at, RawSink sink) {
    sink.event(
        bytes.getLong(at),
        Short.toUnsignedInt(bytes.getShort(at + 8)),
        Short.toUnsignedInt(bytes.getShort(at + 10)),
        bytes.get(at + 12) != 0);
  }
}
