package io.spiketide.schema.codec;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/** Writes the fields of a packet in the order of its schema. Single-threaded. */
final class WireWriter {
  /** Bytes that an int takes at most. */
  private static final int LONGEST_INT = 5;

  private final Encoder out;
  private byte[] encoded = new byte[64];

  WireWriter(Encoder out) {
    this.out = out;
  }

  void int32(int value) throws IOException {
    out.writeInt(value);
  }

  void int64(long value) throws IOException {
    out.writeLong(value);
  }

  void float64(double value) throws IOException {
    out.writeDouble(value);
  }

  void string(String value) throws IOException {
    out.writeString(value);
  }

  void bytes(byte[] value) throws IOException {
    out.writeBytes(value);
  }

  /** The constants stand in the order of the schema's symbols, as tests make sure. */
  @SuppressWarnings("EnumOrdinal")
  void symbol(Enum<?> value) throws IOException {
    out.writeEnum(value.ordinal());
  }

  /**
   * Begins an array of records; {@link #item()} before each, {@link #arrayEnd()} after the last.
   */
  void arrayStart(int size) throws IOException {
    out.writeArrayStart();
    out.setItemCount(size);
  }

  void item() throws IOException {
    out.startItem();
  }

  void arrayEnd() throws IOException {
    out.writeArrayEnd();
  }

  void ints(int[] items) throws IOException {
    ints(items, items.length);
  }

  /** The first {@code size} items. */
  void ints(int[] items, int size) throws IOException {
    arrayStart(size);
    if (encoded.length < size * LONGEST_INT) {
      encoded = new byte[Math.max(size * LONGEST_INT, 2 * encoded.length)];
    }
    out.writeFixed(encoded, 0, encode(items, size, encoded));
    arrayEnd();
  }

  /** Encodes as Avro does, and returns the number of bytes. */
  private static int encode(int[] items, int size, byte[] into) {
    int bits = 0;
    for (int i = 0; i < size; i++) {
      bits |= items[i];
    }
    if (bits >>> 6 == 0) { // all of them take one byte
      for (int i = 0; i < size; i++) {
        into[i] = (byte) (items[i] << 1);
      }
      return size;
    }
    int at = 0;
    for (int i = 0; i < size; i++) {
      int left = items[i] << 1 ^ items[i] >> 31;
      if (left >>> 14 == 0) {
        // One byte or two, without a branch, which nobody could predict.
        int more = 0x7f - left >>> 31;
        into[at] = (byte) (left & 0x7f | more << 7);
        into[at + 1] = (byte) (left >>> 7);
        at += 1 + more;
      } else {
        for (; left >>> 7 != 0; left >>>= 7) {
          into[at++] = (byte) (left | 0x80);
        }
        into[at++] = (byte) left;
      }
    }
    return at;
  }

  void floats(float[] items) throws IOException {
    floats(items, items.length);
  }

  /** The first {@code size} items. */
  void floats(float[] items, int size) throws IOException {
    arrayStart(size);
    for (int i = 0; i < size; i++) {
      out.startItem();
      out.writeFloat(items[i]);
    }
    arrayEnd();
  }

  void doubles(double[] items) throws IOException {
    arrayStart(items.length);
    for (double item : items) {
      out.startItem();
      out.writeDouble(item);
    }
    arrayEnd();
  }
}
