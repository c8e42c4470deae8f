package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * AEDAT 2.0 of jAER for DAVIS cameras: lines of text that start with {@code #}, then pairs of words
 * of 32 bits, big-endian: an address and a time in µs. Address bit 31 = 0: an event at x (21-12)
 * and y (30-22) with polarity (11), or at the trigger input if bit 10 is set; bit 31 = 1: samples
 * of frames and of the inertial unit. A wrap of the time (every 71 minutes) is counted.
 *
 * <p>Source: iniVation, AEDAT file formats, docs.inivation.com.
 */
public final class Aedat2Format implements SensorFormat {
  private static final String MAGIC = "#!AER-DAT2.0";
  private static final String CHIP = "AEChip:";
  private static final String END = "#End Of ASCII Header";
  private static final int MOST_LINE = 1 << 16;
  private static final int EVENT = 8;

  /** Width and height by the name of the chip, as jAER writes it. */
  private static final Map<String, List<Integer>> CHIPS = chips();

  private static Map<String, List<Integer>> chips() {
    Map<String, List<Integer>> chips = new LinkedHashMap<>();
    chips.put("DAVIS240", List.of(240, 180));
    chips.put("DAVIS346", List.of(346, 260));
    chips.put("DAVIS640", List.of(640, 480));
    chips.put("DAVIS128", List.of(128, 128));
    chips.put("DAVIS208", List.of(208, 192));
    return chips;
  }

  @Override
  public String name() {
    return "aedat2";
  }

  @Override
  public String summary() {
    return "AEDAT 2.0 of jAER, of DAVIS cameras";
  }

  @Override
  public Set<SensorStream> streams() {
    return Set.of(SensorStream.EVENTS, SensorStream.TRIGGERS);
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return head.startsWith(MAGIC);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          List<Integer> size = takeHeader(file, source);
          PixelGrid grid = PixelGrid.of(file, options, size.get(0), size.get(1));
          return new Aedat2Recording(file, source, options, grid);
        });
  }

  /** Takes the header away; returns the width and height of the chip that it names. */
  private static List<Integer> takeHeader(Path file, ByteSource source) throws SensorException {
    String chip = "";
    while (startsTextLine(source)) {
      String line = source.line(MOST_LINE);
      int name = line.indexOf(CHIP);
      if (name >= 0 && chip.isEmpty()) {
        chip = line.substring(name + CHIP.length()).strip();
      }
      if (line.startsWith(END)) {
        break;
      }
    }
    String simple = chip.substring(chip.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    for (Map.Entry<String, List<Integer>> known : CHIPS.entrySet()) {
      if (simple.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    throw SensorException.ofFile(
        file,
        chip.isEmpty()
            ? "the header names no AEChip"
            : "how chip '" + chip + "' forms addresses is not known",
        "use recordings of one of " + CHIPS.keySet());
  }

  /** Whether a line of text starts here: the first event may start with the same byte. */
  private static boolean startsTextLine(ByteSource source) throws SensorException {
    int available = Math.min(MOST_LINE, source.ensure(MOST_LINE));
    int start = source.position();
    byte[] bytes = source.array();
    if (available == 0 || bytes[start] != '#') {
      return false;
    }
    for (int i = start; i < start + available; i++) {
      if (bytes[i] == '\n') {
        return true;
      }
      if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
        return false;
      }
    }
    return false;
  }

  private static final class Aedat2Recording extends FrameRecording {
    private static final int SPECIAL = 1 << 10;
    private static final int IMU = 1 << 11;

    private final PixelGrid grid;
    private final boolean wantsTriggers;
    private final WrappedTime time = new WrappedTime(32);

    Aedat2Recording(Path file, ByteSource source, ReadOptions options, PixelGrid grid) {
      super(file, source, options, EVENT);
      this.grid = grid;
      wantsTriggers = options.stream() == SensorStream.TRIGGERS;
    }

    @Override
    public RecordingHeader header() {
      List<Integer> shape = wantsTriggers ? List.of(1) : grid.shape();
      return new RecordingHeader("aedat2", shape, OptionalLong.empty(), false);
    }

    @Override
    void decode(byte[] bytes, int from, int to, EventSink sink) throws SensorException {
      for (int i = from; i < to; i += EVENT) {
        int address = Bytes.bigI32(bytes, i);
        long micros = time.unwrap(Bytes.bigU32(bytes, i + 4));
        if (address < 0) {
          beside((address & IMU) == 0 ? "samples of frames" : "words of the inertial unit", 1);
        } else if ((address & SPECIAL) != 0 != wantsTriggers) {
          beside(wantsTriggers ? "events" : "triggers", 1);
        } else if (wantsTriggers) {
          push(i, micros, 0, sink);
        } else {
          int x = address >>> 12 & 0x3FF;
          int y = address >>> 22 & 0x1FF;
          if (grid.contains(x, y)) {
            push(i, micros, grid.address(x, y, (address & IMU) != 0), sink);
          } else {
            outside(i, x, y, grid);
          }
        }
      }
    }

    private void push(int index, long micros, int address, EventSink sink) throws SensorException {
      if (micros < lastMicros) {
        runsBack(index, lastMicros, micros);
      }
      lastMicros = micros;
      sink.event(micros, address, 1);
    }
  }
}
