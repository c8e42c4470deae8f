package io.spiketide.schema.codec;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/** Writes the fields of a packet in the order of its schema. Single-threaded. */
final class WireWriter {
  private final Encoder out;

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
    for (int i = 0; i < size; i++) {
      out.startItem();
      out.writeInt(items[i]);
    }
    arrayEnd();
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
