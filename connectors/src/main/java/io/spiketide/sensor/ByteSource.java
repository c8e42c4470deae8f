package io.spiketide.sensor;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a file, read once from front to back through one buffer; a file that was compressed
 * with gzip is expanded on the way. Decoders look into the buffer itself, so that nothing is called
 * or copied per event. Single-threaded.
 *
 * <p>Offsets in messages count bytes of the content, after expansion.
 */
final class ByteSource implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  /** Expansion beyond this is not what recordings do, and how a small file fills a disk. */
  private static final long MOST_EXPANSION = 200;

  /** Content up to this size may have been expanded from anything. */
  private static final long HARMLESS_BYTES = 64L << 20;

  private final Path file;
  private final Counted raw;
  private final InputStream in;
  private final boolean expands;
  private byte[] bytes;
  private long base;
  private int position;
  private int limit;

  private ByteSource(Path file, Counted raw, InputStream in, boolean expands, int buffer) {
    this.file = file;
    this.raw = raw;
    this.in = in;
    this.expands = expands;
    bytes = new byte[buffer];
  }

  static ByteSource open(Path file) throws SensorException {
    return open(file, BUFFER_BYTES);
  }

  /**
   * @param most size of the buffer at first, in bytes
   */
  static ByteSource open(Path file, int most) throws SensorException {
    InputStream opened = null;
    try {
      opened = Files.newInputStream(file);
      byte[] start = opened.readNBytes(2);
      boolean gzip = start.length == 2 && start[0] == 0x1F && start[1] == (byte) 0x8B;
      Counted raw = new Counted(opened);
      if (gzip) {
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), raw);
        InputStream in = new GZIPInputStream(whole, GZIP_BUFFER_BYTES);
        return new ByteSource(file, raw, in, true, most);
      }
      int buffer = (int) Math.max(start.length, Math.min(most, Files.size(file) + 1));
      ByteSource source = new ByteSource(file, raw, raw, false, buffer);
      System.arraycopy(start, 0, source.bytes, 0, start.length);
      source.limit = start.length;
      return source;
    } catch (ZipException | EOFException e) {
      Streams.closeReading(opened);
      throw SensorException.atByte(file, 0, "gzip data are damaged", "fetch the file again");
    } catch (IOException e) {
      Streams.closeReading(opened);
      throw SensorException.unreadable(file, e);
    }
  }

  /** Makes an open recording of bytes. */
  interface Opener {
    EventRecording open(ByteSource source) throws SensorException;
  }

  /** Opens a file and makes a recording of it; closes the file if that fails. */
  static EventRecording read(Path file, Opener opener) throws SensorException {
    ByteSource source = open(file);
    try {
      return opener.open(source);
    } catch (SensorException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /**
   * The next bytes expanded with zlib, as a source of its own, whose offsets count what comes out.
   * It reads from this source and ends with it.
   *
   * @param length of the compressed bytes
   */
  ByteSource inflated(long length) {
    Counted counted = new Counted(new Part(length));
    return new ByteSource(file, counted, new InflaterInputStream(counted), true, GZIP_BUFFER_BYTES);
  }

  /** Bytes of the file that have been read so far, before expansion. */
  long rawBytes() {
    return raw.count;
  }

  /** The buffer; what may be read lies from {@link #position} to {@link #limit}. */
  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  int limit() {
    return limit;
  }

  /** How many bytes are in the buffer and not yet taken. */
  int available() {
    return limit - position;
  }

  /** The place in the file of the next byte. */
  long offset() {
    return base + position;
  }

  /** The place in the file of a byte of the buffer. */
  long offsetOf(int index) {
    return base + index;
  }

  /** Whether the file is expanded on the way, so that its length is not known. */
  boolean expands() {
    return expands;
  }

  /**
   * Brings at least so many bytes into the buffer, fewer only at the end of the file. What is
   * claimed is not allocated: the buffer grows with what is really there.
   *
   * @return how many bytes are available, {@code count} at least unless the file ends
   */
  int ensure(int count) throws SensorException {
    while (limit - position < count) {
      makeRoom();
      int read = fill();
      if (read < 0) {
        break;
      }
    }
    return limit - position;
  }

  private void makeRoom() {
    if (position > 0) {
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      base += position;
      limit -= position;
      position = 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  private int fill() throws SensorException {
    try {
      int read = in.read(bytes, limit, bytes.length - limit);
      limit += Math.max(0, read);
      if (expands) {
        checkExpansion();
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw fault("compressed data are damaged or cut", "fetch the file again");
    } catch (IOException e) {
      throw SensorException.unreadable(file, e);
    }
  }

  private void checkExpansion() throws SensorException {
    long content = base + limit;
    if (content > HARMLESS_BYTES && content / MOST_EXPANSION > raw.count) {
      throw fault(
          "compressed data expand to more than " + MOST_EXPANSION + " times their size",
          "expand the file yourself if you trust it");
    }
  }

  /** Takes bytes that {@link #ensure} has brought. */
  void advance(int count) {
    position += count;
  }

  /**
   * Passes over bytes without keeping them.
   *
   * @return how many there were; fewer than asked for only at the end of the file
   */
  long skip(long count) throws SensorException {
    long left = count;
    while (left > 0 && (position < limit || ensure(1) > 0)) {
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
    return count - left;
  }

  /** A line without its end (LF or CR LF), as UTF-8; the line must end within a bound. */
  String line(int most) throws SensorException {
    int length = 0;
    while (true) {
      if (length == limit - position && ensure(length + 1) == length) {
        break;
      }
      if (bytes[position + length] == '\n') {
        break;
      }
      length++;
      if (length > most) {
        throw fault("a line of more than " + most + " characters", "is this the right file?");
      }
    }
    boolean ended = length < limit - position;
    int text = length > 0 && bytes[position + length - 1] == '\r' ? length - 1 : length;
    String line = new String(bytes, position, text, StandardCharsets.UTF_8);
    position += ended ? length + 1 : length;
    return line;
  }

  /** A fault at the next byte. */
  SensorException fault(String fault, String mend) {
    return SensorException.atByte(file, offset(), fault, mend);
  }

  @Override
  public void close() {
    Streams.closeReading(in);
  }

  /** The next bytes of this source. */
  private final class Part extends InputStream {
    private long left;

    Part(long length) {
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int most = (int) Math.min(left, length);
      int there;
      try {
        there = most == 0 ? 0 : Math.min(most, ensure(1));
      } catch (SensorException e) {
        throw new IOException(e.getMessage(), e);
      }
      if (there == 0) {
        return -1;
      }
      System.arraycopy(bytes, position, into, from, there);
      position += there;
      left -= there;
      return there;
    }
  }

  /** Counts the bytes of the file itself. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
