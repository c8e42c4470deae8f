package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** An open recording of {@link Aedat3Format}. */
final class Aedat3Recording extends Recording {
  private static final int HEADER = 28;
  private static final int BATCH = 8192;

  private static final int SPECIAL = 0;
  private static final int POLARITY = 1;
  private static final int IMU6 = 3;

  /** Kinds of special events are numbers of 7 bits. */
  private static final int SPECIAL_KINDS = 128;

  /** Acceleration x, y, z in g, rotation x, y, z in °/s, temperature in °C. */
  private static final int IMU_COMPONENTS = 7;

  private final PixelGrid grid;
  private final int wanted;
  private int type;
  private int eventBytes;
  private int left;
  private long overflow;
  private long lastMicros = Long.MIN_VALUE;
  private boolean ended;

  Aedat3Recording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
    super(file, source, options);
    this.grid = grid;
    wanted =
        switch (options.stream()) {
          case TRIGGERS -> SPECIAL;
          case IMU -> IMU6;
          default -> POLARITY;
        };
  }

  @Override
  public RecordingHeader header() {
    List<Integer> shape =
        switch (wanted) {
          case SPECIAL -> List.of(SPECIAL_KINDS);
          case IMU6 -> List.of(IMU_COMPONENTS);
          default -> grid.shape();
        };
    return new RecordingHeader("aedat3", shape, OptionalLong.empty(), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    if (left == 0) {
      nextPacket();
      return true;
    }
    int frames = Math.min(Math.min(left, BATCH), source.ensure(eventBytes) / eventBytes);
    if (frames == 0) {
      ended = true;
      cut(source.available(), eventBytes, "an event's");
      return true;
    }
    for (int i = 0; i < frames; i++) {
      event(source.array(), source.position() + i * eventBytes, sink);
    }
    source.advance(frames * eventBytes);
    left -= frames;
    return true;
  }

  private void nextPacket() throws SensorException {
    int available = source.ensure(HEADER);
    if (available < HEADER) {
      ended = true;
      if (available > 0) {
        cut(available, HEADER, "a packet header's");
      }
      return;
    }
    byte[] bytes = source.array();
    int at = source.position();
    type = Bytes.u16(bytes, at);
    eventBytes = Bytes.i32(bytes, at + 4);
    overflow = Bytes.u32(bytes, at + 12) << 31;
    left = Bytes.i32(bytes, at + 20);
    int valid = Bytes.i32(bytes, at + 24);
    if (eventBytes < 1 || left < 0 || valid < 0 || valid > left) {
      throw source.fault(
          "a packet of " + left + " events, " + valid + " valid, of " + eventBytes + " bytes each",
          "the file is damaged here; use what lies before");
    }
    int expected = wanted == IMU6 ? 8 + 4 * IMU_COMPONENTS : 8;
    if (type == wanted && eventBytes != expected) {
      throw source.fault(
          "events of type " + type + " with " + eventBytes + " bytes instead of " + expected,
          "the file is damaged here; use what lies before");
    }
    source.advance(HEADER);
    if (type != wanted) {
      pass();
    }
  }

  private void pass() throws SensorException {
    beside(nameOf(type), left);
    long bytes = (long) left * eventBytes;
    left = 0;
    long passed = source.skip(bytes);
    if (passed < bytes) {
      ended = true;
      cut((int) Math.min(Integer.MAX_VALUE, passed), eventBytes, "a packet's events of");
    }
  }

  private static String nameOf(int type) {
    return switch (type) {
      case SPECIAL -> "special events";
      case POLARITY -> "events";
      case 2 -> "frames";
      case IMU6 -> "readings of the inertial unit";
      default -> "events of type " + type;
    };
  }

  private void event(byte[] bytes, int at, EventSink sink) throws SensorException {
    int word = Bytes.i32(bytes, at);
    if ((word & 1) == 0) {
      beside("events marked as invalid", 1);
      return;
    }
    int x = word >>> 17;
    int y = word >>> 2 & 0x7FFF;
    if (type == POLARITY && !grid.contains(x, y)) {
      outside(at, x, y, grid);
      return;
    }
    int low = Bytes.i32(bytes, at + 4);
    if (low < 0) {
      throw at(at, "a negative time stamp", "the file is damaged here; use what lies before");
    }
    long micros = overflow | low;
    if (micros < lastMicros) {
      runsBack(at, lastMicros, micros);
    }
    lastMicros = micros;
    if (type == POLARITY) {
      sink.event(micros, grid.address(x, y, (word & 2) != 0), 1);
    } else if (type == SPECIAL) {
      sink.event(micros, word >>> 1 & (SPECIAL_KINDS - 1), 1);
    } else {
      for (int i = 0; i < IMU_COMPONENTS; i++) {
        sink.event(micros, i, Float.intBitsToFloat(Bytes.i32(bytes, at + 8 + 4 * i)));
      }
    }
  }
}
