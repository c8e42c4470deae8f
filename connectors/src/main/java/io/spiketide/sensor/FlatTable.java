package io.spiketide.sensor;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A table of a flatbuffer, whose fields are asked for by number. What points outside the buffer
 * gives an {@link IndexOutOfBoundsException}.
 */
final class FlatTable extends Table {
  private static final int PREFIX = 4;
  private static final int IDENTIFIER_AT = 8;

  private FlatTable(int position, ByteBuffer buffer) {
    __reset(position, buffer);
  }

  /** The root table of a buffer that begins with its length, as 32 bits. */
  static FlatTable root(ByteBuffer buffer) {
    long position = PREFIX + (buffer.getInt(PREFIX) & 0xFFFF_FFFFL);
    if (position > buffer.limit() - PREFIX) {
      throw new IndexOutOfBoundsException("root table at " + position);
    }
    return new FlatTable((int) position, buffer);
  }

  /** The four characters that say what is in a buffer that begins with its length. */
  static String identifier(byte[] bytes, int start, int size) {
    return size < IDENTIFIER_AT + 4
        ? ""
        : new String(bytes, start + IDENTIFIER_AT, 4, StandardCharsets.ISO_8859_1);
  }

  private int at(int field) {
    int offset = __offset(4 + 2 * field);
    return offset == 0 ? 0 : bb_pos + offset;
  }

  int int32(int field, int absent) {
    int at = at(field);
    return at == 0 ? absent : bb.getInt(at);
  }

  byte int8(int field, int absent) {
    int at = at(field);
    return at == 0 ? (byte) absent : bb.get(at);
  }

  long int64(int field, long absent) {
    int at = at(field);
    return at == 0 ? absent : bb.getLong(at);
  }

  float float32(int field) {
    int at = at(field);
    return at == 0 ? 0 : bb.getFloat(at);
  }

  String text(int field) {
    int at = at(field);
    if (at == 0) {
      return "";
    }
    Vector vector = vectorAt(at, 1);
    byte[] text = new byte[vector.length];
    bb.duplicate().position(vector.start).get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * Where a vector lies in the buffer.
   *
   * @param start index of its first item
   * @param length number of items
   */
  record Vector(int start, int length) {}

  /** A vector of items of so many bytes, all within the buffer. */
  Vector vector(int field, int itemBytes) {
    int at = at(field);
    return at == 0 ? new Vector(0, 0) : vectorAt(at, itemBytes);
  }

  private Vector vectorAt(int at, int itemBytes) {
    long start = at + (bb.getInt(at) & 0xFFFF_FFFFL) + 4;
    if (start > bb.limit()) {
      throw new IndexOutOfBoundsException("vector at " + start);
    }
    int length = bb.getInt((int) start - 4);
    if (length < 0 || start + (long) length * itemBytes > bb.limit()) {
      throw new IndexOutOfBoundsException("vector of " + length + " items of " + itemBytes);
    }
    return new Vector((int) start, length);
  }

  /** The i-th table of a vector of tables. */
  FlatTable table(Vector vector, int i) {
    int at = vector.start + 4 * i;
    long position = at + (bb.getInt(at) & 0xFFFF_FFFFL);
    if (position > bb.limit() - 4) {
      throw new IndexOutOfBoundsException("table at " + position);
    }
    return new FlatTable((int) position, bb);
  }
}
