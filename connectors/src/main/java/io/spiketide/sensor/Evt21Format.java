package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Prophesee RAW, EVT 2.1: as {@link Evt2Format}, but words of 64 bits, little-endian: the upper 32
 * bits are a word of EVT 2.0, the lower 32 a mask; bit j set is an event at x + j. Older cameras
 * write the two halves the other way round; the header or the words tell.
 *
 * <p>Source: Prophesee, EVT 2.1 format, docs.prophesee.ai.
 */
public final class Evt21Format implements SensorFormat {
  private static final int WORD = 8;

  /** The types that words have: bit n for type n. */
  private static final int TYPES = 1 | 1 << 1 | 1 << 8 | 1 << 0xA | 1 << 0xE | 1 << 0xF;

  @Override
  public String name() {
    return "evt21";
  }

  @Override
  public String summary() {
    return "Prophesee RAW with EVT 2.1: words of 64 bits, up to 32 events in each";
  }

  @Override
  public Set<SensorStream> streams() {
    return PropheseeTriggers.STREAMS;
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return PropheseeHeader.startsAt(head) && PropheseeHeader.of(head).evt().startsWith("2.1");
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          PropheseeHeader header = PropheseeHeader.take(source);
          PixelGrid grid = header.grid(file, options, Evt2Format.ADDRESSES);
          return new Evt21Recording(file, source, options, grid, isSwapped(header, source));
        });
  }

  /** Whether the upper half of a word comes first. */
  private static boolean isSwapped(PropheseeHeader header, ByteSource source)
      throws SensorException {
    if (!header.endianness().isEmpty()) {
      return header.endianness().equals("legacy");
    }
    int end = Math.min(FileHead.LENGTH, source.ensure(FileHead.LENGTH)) / WORD * WORD;
    boolean first = true;
    boolean second = true;
    for (int i = source.position(); i < source.position() + end; i += WORD) {
      first &= (TYPES >> (Bytes.i32(source.array(), i) >>> 28) & 1) == 1;
      second &= (TYPES >> (Bytes.i32(source.array(), i + 4) >>> 28) & 1) == 1;
    }
    return first && !second;
  }

  private static final class Evt21Recording extends FrameRecording {
    private final PixelGrid grid;
    private final PropheseeTriggers triggers;
    private final TimeHigh high = new TimeHigh(28, 6);
    private final int wordAt;
    private final int maskAt;

    Evt21Recording(
        Path file, ByteSource source, ReadOptions options, PixelGrid grid, boolean swapped) {
      super(file, source, options, WORD);
      this.grid = grid;
      triggers = new PropheseeTriggers(this);
      wordAt = swapped ? 0 : 4;
      maskAt = swapped ? 4 : 0;
    }

    @Override
    public RecordingHeader header() {
      return new RecordingHeader("evt21", triggers.shape(grid), OptionalLong.empty(), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      long base = high.base();
      for (int i = from; i < to; i += WORD) {
        int word = Bytes.i32(bytes, i + wordAt);
        int type = word >>> 28;
        long micros = base | word >>> 22 & 0x3F;
        if (type <= 1) {
          int mask = Bytes.i32(bytes, i + maskAt);
          if (base < 0 || triggers.wanted()) {
            beside(base < 0 ? TimeHigh.UNTIMED : "events", Integer.bitCount(mask));
          } else {
            events(i, micros, word, mask, sink);
          }
        } else if (type == 8) {
          base = high.next(word & 0xFFF_FFFF);
        } else if (type == 0xA) {
          triggers.at(i, base, micros, word, sink);
        } else {
          beside(PropheseeTriggers.otherWords(type), 1);
        }
      }
    }

    private void events(int index, long micros, int word, int mask, EventSink sink)
        throws SensorException {
      if (micros < lastMicros) {
        runsBack(index, lastMicros, micros);
      }
      lastMicros = micros;
      int y = word & 0x7FF;
      int start = word >>> 11 & 0x7FF;
      int row = (word >>> 28 == 0 ? 0 : grid.plane) + y * grid.width;
      for (int left = mask; left != 0; left &= left - 1) {
        int x = start + Integer.numberOfTrailingZeros(left);
        if (x >= grid.width || y >= grid.height) {
          outside(index, x, y, grid);
        } else {
          sink.event(micros, row + x, 1);
        }
      }
    }
  }
}
