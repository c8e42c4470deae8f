package io.spiketide.sensor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** An open recording of {@link NmnistFormat}. */
final class NmnistRecording implements EventRecording {
  private static final int BATCH = 4096;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int OVERFLOW_MICROS = 1 << 13;
  private static final List<Integer> SHAPE = List.of(2, NmnistFormat.SIDE, NmnistFormat.SIDE);

  private final Path file;
  private final boolean allowGaps;
  private final InputStream in;
  private final PixelGrid grid = new PixelGrid(SHAPE);
  private final byte[] frame = new byte[NmnistFormat.FRAME];
  private long offset;
  private long overflowMicros;
  private long lastMicros;
  private boolean ended;

  NmnistRecording(Path file, ReadOptions options) throws SensorException {
    this.file = file;
    this.allowGaps = options.allowGaps();
    try {
      in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("nmnist", SHAPE, OptionalLong.of(0), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    for (int i = 0; i < BATCH && nextFrame(); i++) {
      decode(sink);
      offset += NmnistFormat.FRAME;
    }
    return true;
  }

  private boolean nextFrame() throws SensorException {
    int length;
    try {
      length = in.readNBytes(frame, 0, NmnistFormat.FRAME);
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
    ended = length < NmnistFormat.FRAME;
    if (ended && length > 0 && !allowGaps) {
      throw SensorException.atByte(
          file,
          offset,
          "the file ends after " + length + " of an event's 5 bytes",
          "was it cut? give --allow-gaps to read up to there");
    }
    return !ended;
  }

  private void decode(EventSink sink) throws SensorException {
    int x = frame[0] & 0xFF;
    int y = frame[1] & 0xFF;
    if (y == NmnistFormat.OVERFLOW_Y) {
      overflowMicros += OVERFLOW_MICROS;
      return;
    }
    if (!grid.contains(x, y)) {
      throw SensorException.atByte(
          file,
          offset,
          "event at x " + x + ", y " + y + " is outside " + grid,
          "is this an N-MNIST recording?");
    }
    int low = (frame[2] & 0x7F) << 16 | (frame[3] & 0xFF) << 8 | (frame[4] & 0xFF);
    long micros = overflowMicros + low;
    if (micros < lastMicros && !allowGaps) {
      throw SensorException.atByte(
          file,
          offset,
          "time stamp runs back by " + (lastMicros - micros) + " µs",
          "was the recording cut? give --allow-gaps to go on");
    }
    lastMicros = micros;
    sink.event(micros, grid.address(x, y, (frame[2] & 0x80) != 0), 1);
  }

  @Override
  public void close() {
    Streams.closeReading(in);
  }
}
