package io.spiketide.sensor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The start of a file, from which its format is told; expanded if the file was compressed with
 * gzip.
 *
 * @param file where it lies, for formats of several files side by side
 * @param size length of its content in bytes; {@link #UNKNOWN} if the file is compressed
 * @param bytes its first bytes, {@value #LENGTH} at most; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the formats in turn, never compared
public record FileHead(Path file, long size, byte[] bytes) {
  /** How much of a file is looked at, in bytes. */
  public static final int LENGTH = 4096;

  /** The size of what is known only when it has been read. */
  public static final long UNKNOWN = -1;

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
    try (ByteSource source = ByteSource.open(file, LENGTH)) {
      int length = Math.min(LENGTH, source.ensure(LENGTH));
      byte[] bytes = Arrays.copyOf(source.array(), length);
      long size = source.expands() ? UNKNOWN : file.toFile().length();
      return new FileHead(file, size, bytes);
    }
  }

  /** Whether the file starts with this ASCII text. */
  public boolean startsWith(String ascii) {
    byte[] start = ascii.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** Whether the content can consist of pieces of one length and nothing else. */
  boolean isMultipleOf(int pieceBytes) {
    return size == UNKNOWN || (size > 0 && size % pieceBytes == 0);
  }

  /** The first line as UTF-8 text, without its end. */
  public String firstLine() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
