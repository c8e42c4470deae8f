package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * AEDAT 3.1 of cAER: lines of text from {@code #!AER-DAT3.1} to {@code #!END-HEADER}, then packets,
 * little-endian: type, source (16 bits each), size of an event, offset of its time stamp, overflows
 * of the time, capacity, number, number of valid ones (32 bits each), and the events. Polarity
 * (type 1): valid (0), on (1), y (16-2), x (31-17) and a time in µs of 31 bits, above which the
 * overflows stand; special events (type 0) and readings of the inertial unit (type 3) are streams
 * of their own.
 *
 * <p>Source: iniVation, AEDAT file formats, docs.inivation.com.
 */
public final class Aedat3Format implements SensorFormat {
  private static final String MAGIC = "#!AER-DAT3.1";
  private static final String END = "#!END-HEADER";
  private static final String SOURCE = "#Source ";
  private static final String FORMAT = "#Format:";
  private static final int MOST_LINE = 1 << 16;
  private static final int MOST_LINES = 10_000;

  /** Nearly all that 15 bits each can address, for cameras that are not known. */
  private static final List<Integer> ADDRESSES = List.of(1 << 15, 1 << 14);

  /** Width and height by the start of the source's name. */
  private static final Map<String, List<Integer>> SOURCES = sources();

  private static Map<String, List<Integer>> sources() {
    Map<String, List<Integer>> sources = new LinkedHashMap<>();
    sources.put("DVS128", List.of(128, 128));
    sources.put("DAVIS240", List.of(240, 180));
    sources.put("DAVIS346", List.of(346, 260));
    sources.put("DAVIS640", List.of(640, 480));
    sources.put("DAVISRGB", List.of(640, 480));
    sources.put("DAVISHET640", List.of(640, 480));
    sources.put("DAVIS128", List.of(128, 128));
    sources.put("DAVIS208", List.of(208, 192));
    return sources;
  }

  @Override
  public String name() {
    return "aedat3";
  }

  @Override
  public String summary() {
    return "AEDAT 3.1 of cAER: polarity, special events, inertial unit";
  }

  @Override
  public Set<SensorStream> streams() {
    return Set.of(SensorStream.EVENTS, SensorStream.TRIGGERS, SensorStream.IMU);
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
          return new Aedat3Recording(file, source, options, grid);
        });
  }

  private static List<Integer> takeHeader(Path file, ByteSource source) throws SensorException {
    String name = "";
    for (int i = 0; i < MOST_LINES; i++) {
      if (source.ensure(1) == 0 || source.array()[source.position()] != '#') {
        throw source.fault("the header does not end with " + END, "was the file cut?");
      }
      String line = source.line(MOST_LINE);
      if (line.startsWith(SOURCE) && name.isEmpty()) {
        name = line.substring(line.indexOf(':') + 1).strip().toUpperCase(Locale.ROOT);
      } else if (line.startsWith(FORMAT)
          && !line.substring(FORMAT.length()).strip().equals("RAW")) {
        throw SensorException.ofFile(
            file,
            "packets are in format '" + line.substring(FORMAT.length()).strip() + "'",
            "write it with format RAW");
      } else if (line.startsWith(END)) {
        return sizeOf(name);
      }
    }
    throw source.fault("a header of more than " + MOST_LINES + " lines", "is the file damaged?");
  }

  private static List<Integer> sizeOf(String source) {
    return SOURCES.entrySet().stream()
        .filter(known -> source.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(ADDRESSES);
  }
}
