package io.spiketide.sensor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrices of a MATLAB file of version 5, one after another: a header of 128 bytes, then
 * elements with type and length, each compressed with zlib or not. Only what is asked for is
 * expanded, and it is read as it comes, column by column. Single-threaded.
 */
final class MatFile {
  static final String MAGIC = "MATLAB 5.0 MAT-file";

  private static final int HEADER = 128;
  private static final int VERSION_AT = 124;
  private static final int LITTLE_ENDIAN = 0x4D49;
  private static final int VERSION = 0x0100;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int COMPLEX = 0x0800;
  private static final int MOST_NAME = 4096;
  private static final int MOST_DIMENSIONS = 32;

  private final ByteSource source;
  private ByteSource inner;
  private long end;

  /**
   * A matrix whose numbers come next.
   *
   * @param numbers what they are read from
   * @param type how each is stored, as MATLAB numbers it
   * @param count how many there are
   */
  record Matrix(String name, List<Integer> dimensions, ByteSource numbers, int type, long count) {}

  /**
   * @throws SensorException if this is no such file, or written by a machine of the other byte
   *     order
   */
  MatFile(ByteSource source) throws SensorException {
    this.source = source;
    inner = source;
    if (source.ensure(HEADER) < HEADER) {
      throw source.fault("the file ends within its header", "was it cut?");
    }
    int at = source.position() + VERSION_AT;
    if (Bytes.u16(source.array(), at) != VERSION
        || Bytes.u16(source.array(), at + 2) != LITTLE_ENDIAN) {
      throw source.fault(
          "MATLAB file of another version or byte order", "save it with version 5 or 7");
    }
    source.advance(HEADER);
    end = HEADER;
  }

  /** The next matrix of numbers; null at the end of the file. */
  @Nullable Matrix next() throws SensorException {
    while (source.ensure(8) >= 8) {
      int type = Bytes.i32(source.array(), source.position());
      long length = Bytes.u32(source.array(), source.position() + 4);
      source.advance(8);
      end = source.offset() + length;
      inner = source;
      if (type == COMPRESSED) {
        inner = source.inflated(length);
        type = tag(inner).type;
      }
      Matrix matrix = type == MATRIX ? matrix() : null;
      if (matrix != null) {
        return matrix;
      }
      pass();
    }
    if (source.available() > 0) {
      throw source.fault("the file ends within an element", "was it cut?");
    }
    return null;
  }

  /** Passes over the rest of the matrix. */
  void pass() throws SensorException {
    long left = end - source.offset();
    if (left < 0 || source.skip(left) < left) {
      throw source.fault("an element is longer than the file", "was it cut?");
    }
  }

  private @Nullable Matrix matrix() throws SensorException {
    Tag flags = tag(inner);
    long flag = flags.length == 8 ? Bytes.u32(take(8), inner.position() - 8) : 0;
    int kind = (int) (flag & 0xFF);
    if ((flag & COMPLEX) != 0 || kind < 6 || kind > 15) {
      return null;
    }
    List<Integer> dimensions = dimensions();
    String name = name();
    Tag numbers = tag(inner);
    int bytes = MatNumbers.bytesOf(numbers.type);
    long count = dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (bytes == 0 || count * bytes != numbers.length) {
      throw inner.fault(
          "matrix '"
              + name
              + "' of "
              + dimensions
              + " has "
              + numbers.length
              + " bytes of numbers"
              + " of type "
              + numbers.type,
          "is the file damaged?");
    }
    return new Matrix(name, dimensions, inner, numbers.type, count);
  }

  private List<Integer> dimensions() throws SensorException {
    Tag tag = tag(inner);
    List<Integer> dimensions = new ArrayList<>();
    if (tag.length > 4 * MOST_DIMENSIONS || tag.length % 4 != 0) {
      throw inner.fault("a matrix with " + tag.length / 4 + " dimensions", "is the file damaged?");
    }
    long count = 1;
    for (int i = 0; i < tag.length / 4; i++) {
      int length = Bytes.i32(take(4), inner.position() - 4);
      count *= Math.max(0, length);
      if (length < 0 || count > Integer.MAX_VALUE) {
        throw inner.fault("a matrix of more than 2^31 numbers", "is the file damaged?");
      }
      dimensions.add(length);
    }
    pad(tag);
    return dimensions;
  }

  private String name() throws SensorException {
    Tag tag = tag(inner);
    if (tag.length > MOST_NAME) {
      throw inner.fault("a name of " + tag.length + " bytes", "is the file damaged?");
    }
    byte[] bytes = take((int) tag.length);
    int start = inner.position() - (int) tag.length;
    String name = new String(bytes, start, (int) tag.length, StandardCharsets.US_ASCII);
    pad(tag);
    return name;
  }

  /**
   * Type and length of what follows.
   *
   * @param inTag whether its content stands in the upper half of the tag itself
   */
  private record Tag(int type, long length, boolean inTag) {}

  private Tag tag(ByteSource from) throws SensorException {
    inner = from;
    take(4);
    int word = Bytes.i32(inner.array(), inner.position() - 4);
    if (word >>> 16 != 0) {
      return new Tag(word & 0xFFFF, word >>> 16, true);
    }
    take(4);
    return new Tag(word, Bytes.u32(inner.array(), inner.position() - 4), false);
  }

  private void pad(Tag tag) throws SensorException {
    long used = tag.length % (tag.inTag ? 4 : 8);
    take(used == 0 && !(tag.inTag && tag.length == 0) ? 0 : (int) ((tag.inTag ? 4 : 8) - used));
  }

  private byte[] take(int bytes) throws SensorException {
    if (inner.ensure(bytes) < bytes) {
      throw inner.fault("the file ends within an element", "was it cut?");
    }
    inner.advance(bytes);
    return inner.array();
  }
}
