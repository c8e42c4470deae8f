package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SHA-256 of the columns t (µs), x, y and on of a recording's events, each a sequence of 64-bit
 * integers, little-endian: two recordings with the same digests hold the same events in the same
 * order. Single-threaded.
 */
public final class EventDigest implements EventSink {
  private static final List<String> NAMES = List.of("t", "x", "y", "on");
  private static final int BATCH = 1024;

  private final PixelColumns columns;
  private final MessageDigest[] digests = new MessageDigest[NAMES.size()];
  private final ByteBuffer[] buffers = new ByteBuffer[NAMES.size()];

  public EventDigest(List<Integer> shape) {
    columns = new PixelColumns(shape);
    for (int i = 0; i < digests.length; i++) {
      digests[i] = sha256();
      buffers[i] = ByteBuffer.allocate(8 * BATCH).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void event(long micros, int address, float value) {
    put(0, micros);
    put(1, columns.x(address));
    put(2, columns.y(address));
    put(3, columns.isOn(address) ? 1 : 0);
  }

  private void put(int column, long value) {
    ByteBuffer buffer = buffers[column];
    buffer.putLong(value);
    if (!buffer.hasRemaining()) {
      flush(column);
    }
  }

  private void flush(int column) {
    digests[column].update(buffers[column].flip());
    buffers[column].clear();
  }

  @Override
  public void mark(EpisodeMark mark) {
    // marks are no events
  }

  @Override
  public void dropped(long events) {
    // what the sensor lost is no event
  }

  /** The digests by column, in hexadecimal; ends the counting. */
  public Map<String, String> hex() {
    Map<String, String> hex = new LinkedHashMap<>();
    for (int i = 0; i < digests.length; i++) {
      flush(i);
      hex.put(NAMES.get(i), HexFormat.of().formatHex(digests[i].digest()));
    }
    return hex;
  }
}
