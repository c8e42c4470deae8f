package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Event Stream (.es), version 2, of an event camera: {@code Event Stream}, three bytes of version,
 * a byte of type (1), width and height of 16 bits, little-endian; then per event a byte with the µs
 * since the event before it (7-1) and the polarity (0), and x and y of 16 bits. A byte 0xFF adds
 * 127 µs, a byte 0xFE starts the decoder anew and changes nothing. Time starts at 0.
 *
 * <p>Source: A. Marcireau, the Event Stream specification,
 * github.com/neuromorphicsystems/event_stream.
 */
public final class EventStreamFormat implements SensorFormat {
  static final String MAGIC = "Event Stream";
  static final int HEADER = MAGIC.length() + 3 + 1 + 4;
  static final int DVS = 1;
  static final int EVENT = 5;
  static final int RESET = 0xFE;
  static final int OVERFLOW = 0xFF;
  static final int OVERFLOW_MICROS = 127;

  @Override
  public String name() {
    return "es";
  }

  @Override
  public String summary() {
    return "Event Stream (.es) of event cameras, 5 bytes an event";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return head.startsWith(MAGIC);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(file, source -> open(file, source, options));
  }

  private static EventRecording open(Path file, ByteSource source, ReadOptions options)
      throws SensorException {
    if (source.ensure(HEADER) < HEADER) {
      throw source.fault("the file ends within its header", "was it cut?");
    }
    byte[] bytes = source.array();
    int at = source.position() + MAGIC.length();
    if (bytes[at] != 2 || bytes[at + 3] != DVS) {
      throw SensorException.atByte(
          file,
          MAGIC.length(),
          "Event Stream of version " + bytes[at] + " and type " + bytes[at + 3],
          "use version 2 and type 1 (polarity events)");
    }
    int width = Bytes.u16(bytes, at + 4);
    int height = Bytes.u16(bytes, at + 6);
    if (width == 0 || height == 0 || width * (long) height * 2 > Integer.MAX_VALUE) {
      throw SensorException.atByte(
          file, MAGIC.length() + 4, "a sensor of " + width + "x" + height, "is the file damaged?");
    }
    source.advance(HEADER);
    PixelGrid grid = PixelGrid.of(file, options, width, height);
    return new EventStreamRecording(file, source, options, grid);
  }

  private static final class EventStreamRecording extends Recording {
    private static final int BATCH_BYTES = 1 << 16;

    private final PixelGrid grid;
    private long micros;
    private boolean ended;

    EventStreamRecording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
      super(file, source, options);
      this.grid = grid;
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("es", grid.shape(), OptionalLong.of(0), false);
    }

    @Override
    public boolean read(EventSink sink) throws SensorException {
      if (ended) {
        return false;
      }
      int available = source.ensure(EVENT);
      int start = source.position();
      int end = start + Math.min(BATCH_BYTES, available);
      int next = decode(source.array(), start, end, sink);
      source.advance(next - start);
      if (available < EVENT) {
        ended = true;
        if (source.available() > 0) {
          cut(source.available(), EVENT, "an event's");
        }
      }
      return true;
    }

    /** Decodes whole events; returns where it stopped. */
    private int decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      int i = from;
      while (i < to) {
        int first = bytes[i] & 0xFF;
        if (first == OVERFLOW) {
          micros += OVERFLOW_MICROS;
          i++;
        } else if (first == RESET) {
          i++;
        } else if (to - i < EVENT) {
          return i;
        } else {
          micros += first >>> 1;
          int x = Bytes.u16(bytes, i + 1);
          int y = Bytes.u16(bytes, i + 3);
          if (grid.contains(x, y)) {
            sink.event(micros, grid.address(x, y, (first & 1) == 1), 1);
          } else {
            outside(i, x, y, grid);
          }
          i += EVENT;
        }
      }
      return i;
    }
  }
}
