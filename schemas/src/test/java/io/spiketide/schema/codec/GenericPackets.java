package io.spiketide.schema.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/** Packets through Avro's own generic classes, without any of our codecs. */
final class GenericPackets {
  private GenericPackets() {}

  /** What a user of any Avro library does. */
  static GenericRecord decode(Schema schema, byte[] record) throws IOException {
    return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(record);
  }

  static byte[] encode(GenericRecord packet) throws IOException {
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), packet.getSchema())
            .encode(packet);
    byte[] record = new byte[bytes.remaining()];
    bytes.get(record);
    return record;
  }

  /**
   * As a producer does that writes arrays in blocks of at most this many bytes, with their size.
   */
  static byte[] encodeInBlocks(GenericRecord packet, int blockBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(encode(packet), 0, 10);
    Encoder encoder =
        new EncoderFactory().configureBlockSize(blockBytes).blockingBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(packet.getSchema()).write(packet, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  static String json(GenericRecord packet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(packet.getSchema(), out, true);
    new GenericDatumWriter<GenericRecord>(packet.getSchema()).write(packet, encoder);
    encoder.flush();
    return out.toString(StandardCharsets.UTF_8) + "\n";
  }

  static GenericRecord fromJson(Schema schema, String json) throws IOException {
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }

  /** The same packet as another version of its schema has it. */
  static GenericRecord resolve(GenericRecord packet, Schema reader) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(packet.getSchema()).write(packet, encoder);
    encoder.flush();
    return new GenericDatumReader<GenericRecord>(packet.getSchema(), reader)
        .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
  }

  /** The packet's components by the name of the schema's fields. */
  static GenericRecord of(Schema schema, Record packet) {
    GenericRecord generic = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      generic.put(field.name(), value(field.schema(), component(packet, field.name())));
    }
    return generic;
  }

  private static Object value(Schema schema, Object value) {
    return switch (schema.getType()) {
      case RECORD -> of(schema, (Record) value);
      case ENUM -> new GenericData.EnumSymbol(schema, value.toString());
      case BYTES -> ByteBuffer.wrap((byte[]) value);
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              items(value).stream().map(item -> value(schema.getElementType(), item)).toList());
      default -> value;
    };
  }

  private static List<?> items(Object array) {
    return array instanceof List<?> list
        ? list
        : IntStream.range(0, Array.getLength(array)).mapToObj(i -> Array.get(array, i)).toList();
  }

  private static Object component(Record packet, String name) {
    for (RecordComponent component : packet.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        try {
          return component.getAccessor().invoke(packet);
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(component.toString(), e);
        }
      }
    }
    throw new AssertionError(packet.getClass() + " lacks the schema's field " + name);
  }
}
