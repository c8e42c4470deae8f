package io.spiketide.sensor;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The text that describes a WFDB record (.hea): a line {@code name signals rate samples}, then a
 * line for each signal with its file, format, gain, resolution, zero, first value, checksum and
 * name; lines that start with {@code #} are remarks.
 *
 * @param samples per signal; 0 if not told
 */
record WfdbHeader(SampleClock clock, long samples, List<Signal> signals) {
  private static final int MOST_LINE = 4096;
  private static final int MOST_SIGNALS = 4096;

  /**
   * A signal.
   *
   * @param file name of the file of its samples, in the same folder
   * @param format number of the form in which they are stored
   * @param checksum sum of all samples in 16 bits, if told
   */
  record Signal(String file, int format, OptionalInt checksum) {}

  /** Whether text looks like the first line of such a header. */
  static boolean isRecordLine(String line) {
    return line.matches("[\\w/-]{1,200}\\s+\\d{1,4}\\s+\\d[\\d.]{0,15}(/\\S+)?(\\s+\\d+.*)?");
  }

  /** Whether text looks like a line that describes a signal: a file and a known form of samples. */
  static boolean isSignalLine(String line) {
    return line.matches(
        "[^\\s,;]{1,200}\\s+(8|16|24|32|61|80|160|212|31[01]|5\\d\\d)([x:+].*|\\s.*)?");
  }

  /**
   * Reads a header.
   *
   * @throws SensorException if it is damaged, or of a kind that is not read; says at which line
   */
  static WfdbHeader read(Path file) throws SensorException {
    List<String> lines = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try (ByteSource source = ByteSource.open(file)) {
      int number = 0;
      while (source.ensure(1) > 0 && lines.size() <= MOST_SIGNALS) {
        String line = source.line(MOST_LINE).strip();
        number++;
        if (!line.isEmpty() && !line.startsWith("#")) {
          lines.add(line);
          numbers.add(number);
        }
      }
    }
    int at = 0;
    try {
      WfdbHeader empty = record(lines.isEmpty() ? "" : lines.get(0));
      int signals = Integer.parseInt(lines.get(0).split("\\s+", -1)[1]);
      if (lines.size() <= signals || signals < 1) {
        throw new IllegalArgumentException(
            (lines.size() - 1) + " signals are described, not " + signals);
      }
      List<Signal> described = new ArrayList<>();
      for (at = 1; at <= signals; at++) {
        described.add(signal(lines.get(at)));
      }
      return new WfdbHeader(empty.clock, empty.samples, List.copyOf(described));
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw SensorException.atLine(
          file,
          at < numbers.size() ? numbers.get(at) : 1,
          String.valueOf(e.getMessage()),
          "give a WFDB header of one segment");
    }
  }

  private static WfdbHeader record(String line) {
    if (!isRecordLine(line) || line.split("\\s+", -1)[0].contains("/")) {
      throw new IllegalArgumentException("no line 'name signals rate samples' comes first");
    }
    String[] fields = line.split("\\s+", -1);
    String rate =
        fields[2].contains("/") ? fields[2].substring(0, fields[2].indexOf('/')) : fields[2];
    long samples = fields.length > 3 ? Long.parseLong(fields[3]) : 0;
    return new WfdbHeader(new SampleClock(new BigDecimal(rate)), samples, List.of());
  }

  private static Signal signal(String line) {
    String[] fields = line.split("\\s+", -1);
    if (fields.length < 2 || !fields[1].matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "'"
              + line
              + "' names no file and format alone; skew and several samples a frame are not"
              + " read");
    }
    if (fields[0].indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name of a file with a byte 0 in it");
    }
    int format = Integer.parseInt(fields[1]);
    OptionalInt checksum =
        fields.length > 6 ? OptionalInt.of(Integer.parseInt(fields[6])) : OptionalInt.empty();
    return new Signal(fields[0], format, checksum);
  }

  /** The one file of all samples, in the folder of the header; null if there are several. */
  @Nullable Path samplesBeside(Path header) {
    String name = signals.get(0).file;
    boolean one = signals.stream().allMatch(signal -> signal.file.equals(name));
    return one && !name.contains("/") && !name.contains("\\") ? header.resolveSibling(name) : null;
  }
}
