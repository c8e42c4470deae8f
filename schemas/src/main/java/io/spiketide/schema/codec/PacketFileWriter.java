package io.spiketide.schema.codec;

import io.spiketide.schema.SensorPacket;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;

/**
 * Writes sensor packets to an Avro container file, which any Avro reader reads. Single-threaded;
 * not compressed.
 */
public final class PacketFileWriter implements Closeable {
  /** Bytes after which a block is closed. */
  private static final int BLOCK_BYTES = 1 << 18;

  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final DataFileWriter<Object> file;

  /**
   * @param out receives the file; closed with this
   * @param metadata what is told about all packets, by names that do not start with {@code avro.}
   * @throws IOException if the start of the file cannot be written
   */
  public PacketFileWriter(OutputStream out, Map<String, String> metadata) throws IOException {
    file = new DataFileWriter<>(new GenericDatumWriter<>());
    file.setSyncInterval(BLOCK_BYTES);
    metadata.forEach(file::setMeta);
    file.create(Schemas.current("SensorPacket"), out);
  }

  /** Adds a packet. */
  public void append(SensorPacket packet) throws IOException {
    byte[] record = codec.encode(packet);
    int header = Envelope.SINGLE_OBJECT_LENGTH;
    file.appendEncoded(ByteBuffer.wrap(record, header, record.length - header));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
