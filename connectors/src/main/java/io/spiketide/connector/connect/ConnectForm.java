package io.spiketide.connector.connect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Avro records as Connect's structs: the same fields, symbols of enums as strings. */
final class ConnectForm {
  private final Map<org.apache.avro.Schema, Schema> known = new ConcurrentHashMap<>();

  /** The schema of the struct that a record becomes. */
  Schema schema(org.apache.avro.Schema avro) {
    Schema found = known.get(avro);
    if (found == null) {
      found = make(avro);
      known.put(avro, found);
    }
    return found;
  }

  private Schema make(org.apache.avro.Schema avro) {
    return switch (avro.getType()) {
      case RECORD -> {
        SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
        avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
        yield struct.build();
      }
      case ARRAY -> SchemaBuilder.array(schema(avro.getElementType())).build();
      case STRING, ENUM -> Schema.STRING_SCHEMA;
      case INT -> Schema.INT32_SCHEMA;
      case LONG -> Schema.INT64_SCHEMA;
      case FLOAT -> Schema.FLOAT32_SCHEMA;
      case DOUBLE -> Schema.FLOAT64_SCHEMA;
      case BOOLEAN -> Schema.BOOLEAN_SCHEMA;
      case BYTES -> Schema.BYTES_SCHEMA;
      default -> throw new IllegalStateException("no packet has a field of type " + avro.getType());
    };
  }

  /** The struct of a record, with all that is in it. */
  Struct struct(GenericRecord record) {
    Struct struct = new Struct(schema(record.getSchema()));
    record
        .getSchema()
        .getFields()
        .forEach(field -> struct.put(field.name(), value(record.get(field.pos()))));
    return struct;
  }

  private Object value(Object avro) {
    if (avro instanceof GenericRecord record) {
      return struct(record);
    } else if (avro instanceof List<?> list) {
      List<Object> values = new ArrayList<>(list.size());
      list.forEach(element -> values.add(value(element)));
      return values;
    } else if (avro instanceof Number || avro instanceof Boolean || avro instanceof ByteBuffer) {
      return avro;
    }
    return avro.toString();
  }
}
