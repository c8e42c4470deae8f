package io.spiketide.schema.codec;

import io.spiketide.schema.SensorPacket;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A schema of sensor packets as an older release might have had it: fields in another order, some
 * missing, one that is gone since, and a kind of mark that is gone since.
 */
final class OlderSensorSchema {
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "SensorPacket", "namespace": "io.spiketide", "fields": [
                {"name": "addresses", "type": {"type": "array", "items": "int"}},
                {"name": "comments", "type": {"type": "array", "items": "string"}},
                {"name": "timeOffsets", "type": {"type": "array", "items": "int"}},
                {"name": "time", "type": "int"},
                {"name": "sequence", "type": "long"},
                {"name": "marks", "type": {"type": "array", "items": {
                  "type": "record", "name": "EpisodeMark", "fields": [
                    {"name": "id", "type": "string"},
                    {"name": "time", "type": "long"},
                    {"name": "kind", "type": {"type": "enum", "name": "EpisodeMarkKind",
                      "symbols": ["PAUSE", "END", "START", "UNKNOWN"], "default": "UNKNOWN"}}
                  ]}}},
                {"name": "source", "type": "string"}
              ]}
              """);

  private OlderSensorSchema() {}

  /** A codec that knows the current schema and this one. */
  static PacketCodec<SensorPacket> codec() {
    return new SensorPacketCodec(
        new Envelope(
            "SensorPacket",
            WireFormat.DEFAULT,
            List.of(
                Schemas.named("SensorPacket"), new SchemaVersion("SensorPacket", "v0", SCHEMA))));
  }

  /** A packet written with this schema. */
  static byte[] record() throws IOException {
    GenericRecord packet = new GenericData.Record(SCHEMA);
    packet.put("addresses", List.of(5, 6));
    packet.put("comments", List.of("first", "second"));
    packet.put("timeOffsets", List.of(-1, 70_000));
    packet.put("time", 1000);
    packet.put("sequence", 9L);
    packet.put("marks", List.of(mark("one", "START"), mark("one", "PAUSE"), mark("one", "END")));
    packet.put("source", "camera");
    return GenericPackets.encode(packet);
  }

  private static GenericRecord mark(String id, String kind) {
    Schema schema = SCHEMA.getField("marks").schema().getElementType();
    GenericRecord mark = new GenericData.Record(schema);
    mark.put("id", id);
    mark.put("time", 1000L);
    mark.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), kind));
    return mark;
  }
}
