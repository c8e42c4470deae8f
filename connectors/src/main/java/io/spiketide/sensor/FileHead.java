package io.spiketide.sensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The start of a file, from which its format is told.
 *
 * @param name file name in lower case
 * @param size length of the file in bytes
 * @param bytes its first bytes, {@value #LENGTH} at most; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the formats in turn, never compared
public record FileHead(String name, long size, byte[] bytes) {
  /** How much of a file is looked at, in bytes. */
  public static final int LENGTH = 4096;

  /**
   * Reads the start of a file.
   *
   * @throws SensorException if there is no such file or it cannot be read
   */
  public static FileHead of(Path file) throws SensorException {
    if (!Files.exists(file)) {
      throw SensorException.ofFile(file, "there is no such file", "check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw SensorException.ofFile(file, "this is not a file", "name the recordings in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      return new FileHead(name, Files.size(file), in.readNBytes(LENGTH));
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
  }

  /** Whether the file starts with this ASCII text. */
  public boolean startsWith(String ascii) {
    byte[] start = ascii.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first line as UTF-8 text, without its end. */
  public String firstLine() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
