package io.spiketide.connector.connect;

import io.spiketide.schema.codec.SchemaVersion;
import io.spiketide.schema.codec.Schemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a sink of Kafka Connect read any of our topics: decodes the Avro single-object encoding of
 * every packet of every released version. For values alone; keys are texts, for Connect's {@code
 * StringConverter}.
 */
public final class PacketConverter implements Converter {
  /** Two bytes that mark the encoding, then a fingerprint of the schema. */
  private static final int HEADER_BYTES = 10;

  private static final int MARK_BYTES = 2;

  private final Map<Long, BinaryMessageDecoder<GenericRecord>> decoders = new HashMap<>();
  private final ConnectForm form = new ConnectForm();

  /** For Connect. */
  public PacketConverter() {
    for (SchemaVersion version : Schemas.all()) {
      BinaryMessageDecoder<GenericRecord> decoder =
          new BinaryMessageDecoder<>(GenericData.get(), Schemas.current(version.name()));
      decoder.addSchema(version.schema());
      decoders.putIfAbsent(version.fingerprint(), decoder);
    }
  }

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    if (isKey) {
      throw new DataException(
          "key.converter: our keys are texts; use org.apache.kafka.connect.storage.StringConverter");
    }
  }

  /**
   * @throws DataException if the value is no packet of ours; a sink with {@code errors.tolerance =
   *     all} goes on
   */
  @Override
  public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
    if (value == null) {
      return SchemaAndValue.NULL;
    }
    BinaryMessageDecoder<GenericRecord> decoder = decoder(value);
    if (decoder == null) {
      throw new DataException(
          "topic "
              + topic
              + ": a value is in none of our schemas in single-object encoding; correct topics or"
              + " value.converter");
    }
    try {
      GenericRecord packet = decoder.decode(value);
      return new SchemaAndValue(form.schema(packet.getSchema()), form.struct(packet));
    } catch (IOException | RuntimeException e) {
      throw new DataException(
          "topic " + topic + ": a packet cannot be decoded; see who wrote it", e);
    }
  }

  private @Nullable BinaryMessageDecoder<GenericRecord> decoder(byte[] value) {
    if (value.length < HEADER_BYTES) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    return decoders.get(header.getLong(MARK_BYTES));
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    throw new DataException("topic " + topic + ": packets are written by jobs and sensors alone");
  }
}
