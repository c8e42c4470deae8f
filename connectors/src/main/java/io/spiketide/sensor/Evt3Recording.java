package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.OptionalLong;

/** An open recording of {@link Evt3Format}. */
final class Evt3Recording extends FrameRecording {
  private static final int WORD = 2;

  private final PixelGrid grid;
  private final PropheseeTriggers triggers;
  private final TimeHigh high = new TimeHigh(12, 12);
  private int lastHigh = -1;

  /** Time in µs of what follows; negative before the first upper part. */
  private long micros = Long.MIN_VALUE;

  private int y;
  private int base;
  private boolean baseOn;

  Evt3Recording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
    super(file, source, options, WORD);
    this.grid = grid;
    triggers = new PropheseeTriggers(this);
  }

  @Override
  public RecordingHeader header() {
    return new RecordingHeader("evt3", triggers.shape(grid), OptionalLong.empty(), false);
  }

  @Override
  void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
    int width = grid.width;
    int height = grid.height;
    int plane = grid.plane;
    for (int i = from; i < to; i += WORD) {
      int word = Bytes.u16(bytes, i);
      switch (word >>> 12) {
        case 0 -> y = word & 0x7FF;
        case 2 -> {
          int x = word & 0x7FF;
          if (isTaken(1) && checkTime(i)) {
            if (x >= width || y >= height) {
              outside(i, x, y, grid);
            } else {
              sink.event(micros, ((word & 0x800) == 0 ? 0 : plane) + y * width + x, 1);
            }
          }
        }
        case 3 -> {
          base = word & 0x7FF;
          baseOn = (word & 0x800) != 0;
        }
        case 4 -> {
          mask(i, word & 0xFFF, sink);
          base += 12;
        }
        case 5 -> {
          mask(i, word & 0xFF, sink);
          base += 8;
        }
        case 6 -> micros = micros < 0 ? micros : micros & ~0xFFFL | word & 0xFFF;
        case 8 -> timeHigh(word & 0xFFF);
        case 0xA -> triggers.at(i, micros, micros, word & 0xF01, sink);
        default -> beside(otherWords(word >>> 12), 1);
      }
    }
  }

  /** The lower part of the time follows; until then it is 0, lest time seem to run back. */
  private void timeHigh(int value) {
    if (value != lastHigh) {
      lastHigh = value;
      micros = high.next(value);
    }
  }

  private boolean isTaken(int events) {
    if (micros < 0 || triggers.wanted()) {
      beside(micros < 0 ? TimeHigh.UNTIMED : "events", events);
      return false;
    }
    return true;
  }

  private boolean checkTime(int index) throws SensorException {
    if (micros < lastMicros) {
      runsBack(index, lastMicros, micros);
    }
    lastMicros = micros;
    return true;
  }

  private void mask(int index, int mask, EventSink sink) throws SensorException {
    if (mask == 0 || !isTaken(Integer.bitCount(mask))) {
      return;
    }
    checkTime(index);
    int row = (baseOn ? grid.plane : 0) + y * grid.width;
    for (int left = mask; left != 0; left &= left - 1) {
      int x = base + Integer.numberOfTrailingZeros(left);
      if (x >= grid.width || y >= grid.height) {
        outside(index, x, y, grid);
      } else {
        sink.event(micros, row + x, 1);
      }
    }
  }

  private static String otherWords(int type) {
    return type == 7 ? PropheseeTriggers.otherWords(0xF) : PropheseeTriggers.otherWords(type);
  }
}
