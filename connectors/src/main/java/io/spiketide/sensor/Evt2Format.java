package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Prophesee RAW, EVT 2.0: lines of text that start with {@code %}, then words of 32 bits,
 * little-endian, their type in bits 31-28: 0 OFF and 1 ON (time 27-22, x 21-11, y 10-0), 8 the
 * upper 28 bits of the time, 10 a trigger (time 27-22, input 12-8, edge 0). Times are µs of 34
 * bits; a wrap (every 4.8 hours) is counted.
 *
 * <p>Source: Prophesee, EVT 2.0 format, docs.prophesee.ai.
 */
public final class Evt2Format implements SensorFormat {
  static final int ADDRESSES = 1 << 11;

  @Override
  public String name() {
    return "evt2";
  }

  @Override
  public String summary() {
    return "Prophesee RAW with EVT 2.0: words of 32 bits";
  }

  @Override
  public Set<SensorStream> streams() {
    return PropheseeTriggers.STREAMS;
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return PropheseeHeader.startsAt(head) && PropheseeHeader.of(head).evt().startsWith("2.0");
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          PropheseeHeader header = PropheseeHeader.take(source);
          return new Evt2Recording(file, source, options, header.grid(file, options, ADDRESSES));
        });
  }

  private static final class Evt2Recording extends FrameRecording {
    private static final int WORD = 4;

    private final PixelGrid grid;
    private final PropheseeTriggers triggers;
    private final TimeHigh high = new TimeHigh(28, 6);

    Evt2Recording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
      super(file, source, options, WORD);
      this.grid = grid;
      triggers = new PropheseeTriggers(this);
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("evt2", triggers.shape(grid), OptionalLong.empty(), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      boolean wanted = !triggers.wanted();
      int width = grid.width;
      int height = grid.height;
      int plane = grid.plane;
      long base = high.base();
      long last = lastMicros;
      for (int i = from; i < to; i += WORD) {
        int word = Bytes.i32(bytes, i);
        int type = word >>> 28;
        if (type <= 1) {
          long micros = base | word >>> 22 & 0x3F;
          int x = word >>> 11 & 0x7FF;
          int y = word & 0x7FF;
          if (base < 0 || !wanted) {
            beside(base < 0 ? TimeHigh.UNTIMED : "events", 1);
          } else if (x >= width || y >= height) {
            outside(i, x, y, grid);
          } else {
            if (micros < last) {
              runsBack(i, last, micros);
            }
            last = micros;
            sink.event(micros, (type == 0 ? 0 : plane) + y * width + x, 1);
          }
        } else if (type == 8) {
          base = high.next(word & 0xFFF_FFFF);
        } else if (type == 0xA) {
          triggers.at(i, base, base | word >>> 22 & 0x3F, word, sink);
        } else {
          beside(PropheseeTriggers.otherWords(type), 1);
        }
      }
      lastMicros = last;
    }
  }
}
