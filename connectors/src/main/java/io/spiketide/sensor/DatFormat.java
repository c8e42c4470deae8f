package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Prophesee DAT: lines of text that start with {@code %}, a byte for the type and one for the size
 * of an event (8), then events of two words of 32 bits, little-endian: the time in µs; x (13-0), y
 * (27-14) and polarity (31-28). A wrap of the time (every 71 minutes) is counted.
 *
 * <p>Source: Prophesee, DAT format, docs.prophesee.ai.
 */
public final class DatFormat implements SensorFormat {
  private static final int ADDRESSES = 1 << 14;
  private static final int EVENT = 8;

  /** Types of contrast detections, the only ones that are told by x, y and polarity. */
  private static final int[] TYPES = {0x00, 0x0C};

  @Override
  public String name() {
    return "dat";
  }

  @Override
  public String summary() {
    return "Prophesee DAT: 8 bytes an event";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return PropheseeHeader.startsAt(head) && PropheseeHeader.of(head).evt().isEmpty();
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          PropheseeHeader header = PropheseeHeader.take(source);
          PixelGrid grid = header.grid(file, options, ADDRESSES);
          checkKind(source);
          return new DatRecording(file, source, options, grid);
        });
  }

  private static void checkKind(ByteSource source) throws SensorException {
    if (source.ensure(2) < 2) {
      throw source.fault("the file ends within its header", "was it cut?");
    }
    int type = source.array()[source.position()] & 0xFF;
    int size = source.array()[source.position() + 1] & 0xFF;
    if (Arrays.stream(TYPES).noneMatch(known -> known == type) || size != EVENT) {
      throw source.fault(
          "events of type " + type + " and " + size + " bytes",
          "give a file of contrast detections, whose type is 0 or 12 and which take 8 bytes");
    }
    source.advance(2);
  }

  private static final class DatRecording extends FrameRecording {
    private final PixelGrid grid;
    private final WrappedTime time = new WrappedTime(32);

    DatRecording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
      super(file, source, options, EVENT);
      this.grid = grid;
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("dat", grid.shape(), OptionalLong.empty(), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      int width = grid.width;
      int height = grid.height;
      int plane = grid.plane;
      long last = lastMicros;
      for (int i = from; i < to; i += EVENT) {
        int word = Bytes.i32(bytes, i + 4);
        int x = word & 0x3FFF;
        int y = word >>> 14 & 0x3FFF;
        long micros = time.unwrap(Bytes.u32(bytes, i));
        if (x >= width || y >= height) {
          outside(i, x, y, grid);
          continue;
        }
        if (micros < last) {
          runsBack(i, last, micros);
        }
        last = micros;
        sink.event(micros, (word >>> 28 == 0 ? 0 : plane) + y * width + x, 1);
      }
      lastMicros = last;
    }
  }
}
