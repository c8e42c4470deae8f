package io.spiketide.sensor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text at the start of a Prophesee file: lines {@code % key value}, keys in lower case. */
final class PropheseeHeader {
  private static final int MOST_LINE = 2048;
  private static final int MOST_LINES = 1000;

  /** Sensors by a word of the name of their driver. */
  private static final Map<String, List<Integer>> SENSORS = sensors();

  private final Map<String, String> values = new LinkedHashMap<>();

  private PropheseeHeader() {}

  private static Map<String, List<Integer>> sensors() {
    Map<String, List<Integer>> sizes = new LinkedHashMap<>();
    sizes.put("genx320", List.of(320, 320));
    sizes.put("imx636", List.of(1280, 720));
    sizes.put("gen4", List.of(1280, 720));
    sizes.put("gen3", List.of(640, 480));
    return sizes;
  }

  /** Whether a file can start with such a header. */
  static boolean startsAt(FileHead head) {
    return head.startsWith("% ");
  }

  /** Reads the header of the head of a file. */
  static PropheseeHeader of(FileHead head) {
    PropheseeHeader header = new PropheseeHeader();
    int at = 0;
    int next = lineEnd(head.bytes(), at, head.bytes().length);
    while (next > 0 && header.add(head.bytes(), at, next)) {
      at = next;
      next = lineEnd(head.bytes(), at, head.bytes().length);
    }
    return header;
  }

  /** Takes the header away from the front of a source. */
  static PropheseeHeader take(ByteSource source) throws SensorException {
    PropheseeHeader header = new PropheseeHeader();
    for (int line = 0; line < MOST_LINES; line++) {
      source.ensure(MOST_LINE);
      int start = source.position();
      int end = lineEnd(source.array(), start, source.limit());
      if (end < 0) {
        break;
      }
      source.advance(end - start);
      if (!header.add(source.array(), start, end)) {
        break;
      }
    }
    return header;
  }

  /** Where the line of text that starts here ends, behind its LF; -1 if it is no header line. */
  private static int lineEnd(byte[] bytes, int from, int limit) {
    if (limit - from < 2 || bytes[from] != '%' || bytes[from + 1] != ' ') {
      return -1;
    }
    int most = Math.min(limit, from + MOST_LINE);
    for (int i = from + 2; i < most; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
      boolean isText = bytes[i] >= ' ' || bytes[i] == '\t' || bytes[i] == '\r';
      if (!isText) {
        return -1;
      }
    }
    return -1;
  }

  /** Adds a line; false if it ends the header. */
  private boolean add(byte[] bytes, int from, int end) {
    String line = new String(bytes, from + 1, end - from - 1, StandardCharsets.US_ASCII).strip();
    int blank = line.indexOf(' ');
    String key = (blank < 0 ? line : line.substring(0, blank)).toLowerCase(Locale.ROOT);
    if (key.equals("end")) {
      return false;
    }
    values.putIfAbsent(key, blank < 0 ? "" : line.substring(blank + 1).strip());
    return true;
  }

  /** The version of the encoding, such as {@code 2.1}; empty if the header names none. */
  String evt() {
    String version = values.getOrDefault("evt", "");
    String format = values.getOrDefault("format", "");
    if (format.startsWith("EVT")) {
      String name = format.contains(";") ? format.substring(0, format.indexOf(';')) : format;
      return switch (name) {
        case "EVT2" -> "2.0";
        case "EVT21" -> "2.1";
        case "EVT3" -> "3.0";
        default -> name.substring(3);
      };
    }
    return version;
  }

  /** The order of bytes that the header names, such as {@code legacy}; empty for none. */
  String endianness() {
    return ofFormat("endianness");
  }

  private String ofFormat(String key) {
    for (String part : values.getOrDefault("format", "").split(";", -1)) {
      if (part.startsWith(key + "=")) {
        return part.substring(key.length() + 1);
      }
    }
    return "";
  }

  /**
   * The pixels of the camera as far as the header tells them, by size or by the name of its driver;
   * else all that the format has addresses for.
   *
   * @param addresses how many columns and rows the format can tell apart
   */
  PixelGrid grid(Path file, ReadOptions options, int addresses) throws SensorException {
    int[] size = size(addresses);
    return PixelGrid.of(file, options, size[0], size[1]);
  }

  private int[] size(int addresses) {
    String[] geometry = values.getOrDefault("geometry", "").split("x", -1);
    int[] size = geometry.length == 2 ? size(geometry[0], geometry[1], addresses) : NO_SIZE;
    if (size == NO_SIZE) {
      size = size(ofFormat("width"), ofFormat("height"), addresses);
    }
    if (size == NO_SIZE) {
      size = size(values.getOrDefault("width", ""), values.getOrDefault("height", ""), addresses);
    }
    if (size == NO_SIZE) {
      size = sizeOfDriver();
    }
    return size == NO_SIZE ? new int[] {addresses, addresses} : size;
  }

  private static final int[] NO_SIZE = {};

  private int[] sizeOfDriver() {
    String driver = values.getOrDefault("plugin_name", "");
    for (Map.Entry<String, List<Integer>> sensor : SENSORS.entrySet()) {
      if (driver.contains(sensor.getKey())) {
        return new int[] {sensor.getValue().get(0), sensor.getValue().get(1)};
      }
    }
    return NO_SIZE;
  }

  private static int[] size(String width, String height, int most) {
    int[] size = {number(width), number(height)};
    boolean sensible = size[0] > 0 && size[0] <= most && size[1] > 0 && size[1] <= most;
    return sensible ? size : NO_SIZE;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
