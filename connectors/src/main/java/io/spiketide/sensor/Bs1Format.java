package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Spikes of numbered channels (.bs1), such as those of a silicon cochlea: frames of 5 bytes,
 * big-endian, id 16 bits, p 1, t 23 (µs). Address shape {@code [2, 1, 65536]}, polarity p and
 * channel, unless the user gives a smaller one, such as {@code [64]}, which ignores p.
 *
 * <p>Source: the binary spike files of SLAYER (S. B. Shrestha, G. Orchard, NeurIPS, 2018).
 */
public final class Bs1Format implements SensorFormat {
  private static final int FRAME = 5;
  private static final int CHANNELS = 1 << 16;

  /** Channels up to here are believed without being told. */
  private static final int PLAUSIBLE_CHANNELS = 1 << 10;

  @Override
  public String name() {
    return "bs1";
  }

  @Override
  public String summary() {
    return "spikes of numbered channels (.bs1), 5 bytes an event";
  }

  /** No magic number: channels must be plausible, and times must not run back. */
  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    byte[] bytes = head.bytes();
    if (!head.isMultipleOf(FRAME)) {
      return false;
    }
    int last = 0;
    for (int i = 0; i + FRAME <= bytes.length; i += FRAME) {
      if (Bytes.bigU16(bytes, i) >= PLAUSIBLE_CHANNELS || micros(bytes, i) < last) {
        return false;
      }
      last = micros(bytes, i);
    }
    return bytes.length >= FRAME;
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    List<Integer> shape = options.shape();
    List<Integer> pixels = shape.size() == 1 ? List.of(1, shape.get(0)) : shape;
    PixelGrid grid = PixelGrid.of(file, options.withShape(pixels), CHANNELS, 1);
    List<Integer> told = shape.isEmpty() ? grid.shape() : shape;
    return ByteSource.read(file, source -> new Bs1Recording(file, source, options, grid, told));
  }

  private static int micros(byte[] bytes, int i) {
    return (bytes[i + 2] & 0x7F) << 16 | Bytes.bigU16(bytes, i + 3);
  }

  private static final class Bs1Recording extends FrameRecording {
    private final PixelGrid grid;
    private final List<Integer> shape;

    Bs1Recording(
        Path file, ByteSource source, ReadOptions options, PixelGrid grid, List<Integer> shape) {
      super(file, source, options, FRAME);
      this.grid = grid;
      this.shape = shape;
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("bs1", shape, OptionalLong.of(0), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      for (int i = from; i < to; i += FRAME) {
        int channel = Bytes.bigU16(bytes, i);
        if (channel >= grid.width) {
          outside(i, channel, 0, grid);
          continue;
        }
        long micros = micros(bytes, i);
        if (micros < lastMicros) {
          runsBack(i, lastMicros, micros);
        }
        lastMicros = micros;
        sink.event(micros, grid.address(channel, 0, bytes[i + 2] < 0), 1);
      }
    }
  }
}
