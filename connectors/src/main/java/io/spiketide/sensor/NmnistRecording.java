package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.OptionalLong;

/** An open recording of {@link NmnistFormat}. */
final class NmnistRecording extends FrameRecording {
  private static final int OVERFLOW_MICROS = 1 << 13;

  private final PixelGrid grid;
  private long overflowMicros;

  NmnistRecording(Path file, ByteSource source, ReadOptions options) throws SensorException {
    super(file, source, options, NmnistFormat.FRAME);
    grid = PixelGrid.of(file, options, NmnistFormat.SIDE, NmnistFormat.SIDE);
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("nmnist", grid.shape(), OptionalLong.of(0), false);
  }

  @Override
  void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
    int width = grid.width;
    int height = grid.height;
    int plane = grid.plane;
    for (int i = from; i < to; i += NmnistFormat.FRAME) {
      int x = bytes[i] & 0xFF;
      int y = bytes[i + 1] & 0xFF;
      if (y == NmnistFormat.OVERFLOW_Y) {
        overflowMicros += OVERFLOW_MICROS;
        continue;
      }
      if (x >= width || y >= height) {
        outside(i, x, y, grid);
        continue;
      }
      int low = (bytes[i + 2] & 0x7F) << 16 | (bytes[i + 3] & 0xFF) << 8 | (bytes[i + 4] & 0xFF);
      long micros = overflowMicros + low;
      if (micros < lastMicros) {
        runsBack(i, lastMicros, micros);
      }
      lastMicros = micros;
      sink.event(micros, (bytes[i + 2] < 0 ? plane : 0) + y * width + x, 1);
    }
  }
}
