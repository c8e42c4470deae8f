package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The frame around one kind of packet: writes it, finds out which schema wrote a record, and turns
 * every fault into a {@link WireException}. Single-threaded.
 */
final class Envelope {
  /** Writes a packet's fields. */
  interface Body {
    void write(WireWriter out) throws IOException;
  }

  /** Reads a packet's fields, given their positions in the schema's order. */
  interface Fields<R> {
    R read(WireReader in, int[] natural) throws IOException;
  }

  private static final byte SINGLE_OBJECT = (byte) 0xC3;
  private static final byte SINGLE_OBJECT_VERSION = 1;
  static final int SINGLE_OBJECT_LENGTH = 10;
  private static final byte CONFLUENT = 0;
  private static final int CONFLUENT_LENGTH = 5;

  private final String name;
  private final Map<Long, SchemaVersion> fingerprinted = new HashMap<>();
  private final Map<Integer, SchemaVersion> registered = new TreeMap<>();
  private final Schema schema;
  private final int[] natural;
  private final byte[] header;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
  private final WireWriter writer = new WireWriter(encoder);

  private final long fingerprint;
  private final WireReader current = new WireReader();
  private final Map<Long, WireReader> older = new HashMap<>();

  /**
   * @param name one of {@link Schemas#NAMES}
   * @throws IllegalArgumentException if Confluent framing is to be written and the schema has no id
   */
  Envelope(String name, WireFormat format) {
    this(name, format, Schemas.all());
  }

  /**
   * @param known the schemas whose packets are understood; an earlier one wins where fingerprints
   *     are equal
   */
  Envelope(String name, WireFormat format, List<SchemaVersion> known) {
    this.name = name;
    known.forEach(version -> fingerprinted.putIfAbsent(version.fingerprint(), version));
    format.ids().schemas().forEach((id, version) -> registered.put(id, Schemas.named(version)));
    SchemaVersion version = Schemas.named(name);
    schema = version.schema();
    natural = IntStream.range(0, schema.getFields().size()).toArray();
    fingerprint = version.fingerprint();
    header =
        switch (format.framing()) {
          case SINGLE_OBJECT -> singleObjectHeader(fingerprint);
          case CONFLUENT -> confluentHeader(name, format.ids());
        };
  }

  byte[] write(Body body) {
    try {
      out.reset();
      out.write(header);
      body.write(writer);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
  }

  <R> R read(byte[] record, Fields<R> fields) throws WireException {
    try {
      int offset = bodyOffset(record);
      WireReader in = readerOf(record);
      in.start(record, offset);
      R packet = fields.read(in, natural);
      in.end();
      return packet;
    } catch (WireException e) {
      throw new WireException(e.reason(), name + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw malformed("the record ends in the middle of the packet", e);
    } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
      // Bad numbers; values that no resolution fits; rules that the packet itself checks.
      throw malformed(String.valueOf(e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      // Avro's resolver looks symbols of an enum up without checking their number.
      throw malformed("a symbol that its enum does not have", e);
    }
  }

  /** Whether this is the fingerprint of a schema of this packet. */
  boolean knows(long print) {
    SchemaVersion version = fingerprinted.get(print);
    return version != null && version.name().equals(name);
  }

  /**
   * Reads one packet of several that follow one another without frames.
   *
   * @param bytes the packets, from {@code from} to {@code to}
   * @param print fingerprint of the schema that wrote them
   * @return where the packet ends
   */
  int read(byte[] bytes, int from, int to, long print, Fields<?> fields) throws WireException {
    try {
      WireReader in =
          print == fingerprint
              ? current
              : readerOf(Objects.requireNonNull(fingerprinted.get(print)));
      in.start(bytes, from, to);
      fields.read(in, natural);
      return in.position();
    } catch (WireException e) {
      throw new WireException(e.reason(), name + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw malformed("the block ends in the middle of the packet", e);
    } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()), e);
    } catch (IndexOutOfBoundsException e) {
      throw malformed("a symbol that its enum does not have", e);
    }
  }

  /** A codec does not list all fields of its schema. */
  static IllegalStateException noSuchField(int position) {
    return new IllegalStateException("the codec lacks field " + position + " of its schema");
  }

  private WireException malformed(String fault, Exception cause) {
    return new WireException(DeadLetterReason.MALFORMED, name + ": " + fault, cause);
  }

  private static int bodyOffset(byte[] record) throws WireException {
    if (record.length >= SINGLE_OBJECT_LENGTH
        && record[0] == SINGLE_OBJECT
        && record[1] == SINGLE_OBJECT_VERSION) {
      return SINGLE_OBJECT_LENGTH;
    }
    if (record.length >= CONFLUENT_LENGTH && record[0] == CONFLUENT) {
      return CONFLUENT_LENGTH;
    }
    throw new WireException(
        DeadLetterReason.NOT_AVRO,
        record.length
            + " bytes that begin neither with C3 01 and a fingerprint nor with 00 and a schema id;"
            + " check the producer's serializer");
  }

  /** Whether the frame of a record says that it holds a packet of this kind. */
  boolean holds(byte[] record) {
    try {
      bodyOffset(record);
      readerOf(record);
      return true;
    } catch (WireException e) {
      return false;
    }
  }

  private WireReader readerOf(byte[] record) throws WireException {
    if (record[0] == CONFLUENT) {
      int id = ByteBuffer.wrap(record).getInt(1);
      SchemaVersion version = registered.get(id);
      if (version == null) {
        throw unknown("schema id " + id + " is not among the known ids " + registered.keySet());
      }
      return readerOf(version);
    }
    long written = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    if (written == fingerprint) {
      return current;
    }
    SchemaVersion version = fingerprinted.get(written);
    if (version == null) {
      throw unknown(
          String.format(
              "no known schema has the fingerprint %016x; is the producer newer?", written));
    }
    return readerOf(version);
  }

  private WireReader readerOf(SchemaVersion written) throws WireException {
    if (!written.name().equals(name)) {
      throw unknown("the record holds a " + written.name() + "; check the producer's topic");
    }
    return written.fingerprint() == fingerprint
        ? current
        : older.computeIfAbsent(
            written.fingerprint(), print -> new WireReader(written.schema(), schema));
  }

  private static WireException unknown(String fault) {
    return new WireException(DeadLetterReason.UNKNOWN_SCHEMA, fault);
  }

  private static byte[] singleObjectHeader(long fingerprint) {
    return ByteBuffer.allocate(SINGLE_OBJECT_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(SINGLE_OBJECT)
        .put(SINGLE_OBJECT_VERSION)
        .putLong(fingerprint)
        .array();
  }

  private static byte[] confluentHeader(String name, SchemaIds ids) {
    OptionalInt id = ids.id(name);
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "Confluent framing: the schema ids "
              + ids.schemas()
              + " lack "
              + name
              + "; add a line <id>="
              + name);
    }
    return ByteBuffer.allocate(CONFLUENT_LENGTH).put(CONFLUENT).putInt(id.getAsInt()).array();
  }
}
