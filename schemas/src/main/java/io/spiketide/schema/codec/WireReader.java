package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one packet that was written with one schema. Single-threaded.
 *
 * <p>Where writer and reader have the same schema, fields come as they stand in it; otherwise Avro
 * resolves them, and they come in the writer's order, missing ones last with their defaults. {@link
 * #fields} says which.
 */
final class WireReader {
  private final BoundedDecoder bounded = new BoundedDecoder();
  private final @Nullable ResolvingDecoder resolver;
  private final Decoder in;
  private final GrowingInts ints = new GrowingInts();
  private final GrowingFloats floats = new GrowingFloats();

  /** Reads what was written with the very schema whose fields are asked for. */
  WireReader() {
    resolver = null;
    in = bounded;
  }

  /**
   * @param writer schema of the bytes
   * @param reader schema of the fields that are asked for
   */
  WireReader(Schema writer, Schema reader) {
    try {
      resolver = DecoderFactory.get().resolvingDecoder(writer, reader, bounded);
    } catch (IOException e) {
      throw new IllegalStateException("a decoder is made without reading", e);
    }
    in = resolver;
  }

  void start(byte[] record, int offset) throws IOException {
    start(record, offset, record.length);
  }

  /** Starts on the bytes from {@code offset} to {@code end}. */
  void start(byte[] record, int offset, int end) throws IOException {
    bounded.start(record, offset, end);
    if (resolver != null) {
      resolver.configure(bounded);
    }
  }

  /** Where the record ended, if others follow. */
  int position() throws IOException {
    if (resolver != null) {
      resolver.drain();
    }
    return bounded.position();
  }

  /** Checks that the record ends here. */
  void end() throws IOException {
    if (resolver != null) {
      resolver.drain();
    }
    if (bounded.remaining() > 0) {
      throw new WireException(
          DeadLetterReason.MALFORMED, bounded.remaining() + " bytes follow the end of the packet");
    }
  }

  /**
   * Begins a record, and gives the positions of its fields in the order in which they are to be
   * read.
   *
   * @param natural the positions in the schema's order; returned where that is the order
   */
  int[] fields(int[] natural) throws IOException {
    Schema.@Nullable Field[] order = resolver == null ? null : resolver.readFieldOrderIfDiff();
    if (order == null) {
      return natural;
    }
    return Arrays.stream(order).mapToInt(Schema.Field::pos).toArray();
  }

  int int32() throws IOException {
    return in.readInt();
  }

  long int64() throws IOException {
    return in.readLong();
  }

  double float64() throws IOException {
    return in.readDouble();
  }

  String string() throws IOException {
    return in.readString();
  }

  byte[] bytes() throws IOException {
    ByteBuffer bytes = in.readBytes(null);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** One of the symbols, which stand in the schema's order. */
  <E> E symbol(E[] symbols) throws IOException {
    int index = in.readEnum();
    if (index < 0 || index >= symbols.length) {
      throw new WireException(
          DeadLetterReason.MALFORMED, "symbol " + index + " of " + symbols.length);
    }
    return symbols[index];
  }

  /** Items of the first block of an array; 0 for an empty one. */
  int arrayStart() throws IOException {
    return (int) in.readArrayStart();
  }

  /** Items of the next block of an array; 0 at its end. */
  int arrayNext() throws IOException {
    return (int) in.arrayNext();
  }

  /** Replaces the list's items by those of the array. */
  void ints(GrowingInts into) throws IOException {
    into.clear();
    for (int block = arrayStart(); block > 0; block = arrayNext()) {
      int from = into.grow(block);
      readInts(into.items(), from, block);
    }
  }

  /** Replaces the list's items by those of the array. */
  void floats(GrowingFloats into) throws IOException {
    into.clear();
    for (int block = arrayStart(); block > 0; block = arrayNext()) {
      int from = into.grow(block);
      readFloats(into.items(), from, block);
    }
  }

  int[] ints() throws IOException {
    ints(ints);
    return ints.toArray();
  }

  float[] floats() throws IOException {
    floats(floats);
    return floats.toArray();
  }

  double[] doubles() throws IOException {
    double[] items = {};
    int size = 0;
    for (int block = arrayStart(); block > 0; block = arrayNext()) {
      if (size + block > items.length) {
        items = Arrays.copyOf(items, Math.max(size + block, 2 * size));
      }
      readDoubles(items, size, block);
      size += block;
    }
    return size == items.length ? items : Arrays.copyOf(items, size);
  }

  private void readInts(int[] into, int from, int count) throws IOException {
    if (resolver == null) {
      bounded.readInts(into, from, count);
      return;
    }
    for (int i = from; i < from + count; i++) {
      into[i] = in.readInt();
    }
  }

  private void readFloats(float[] into, int from, int count) throws IOException {
    if (resolver == null) {
      bounded.readFloats(into, from, count);
      return;
    }
    for (int i = from; i < from + count; i++) {
      into[i] = in.readFloat();
    }
  }

  private void readDoubles(double[] into, int from, int count) throws IOException {
    if (resolver == null) {
      bounded.readDoubles(into, from, count);
      return;
    }
    for (int i = from; i < from + count; i++) {
      into[i] = in.readDouble();
    }
  }
}
