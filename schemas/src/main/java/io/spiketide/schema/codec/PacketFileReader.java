package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Reads sensor packets from an Avro container file, block by block. Avro's own reader believes the
 * length that a block claims; here memory is taken for bytes that are there. Single-threaded.
 */
public final class PacketFileReader implements Closeable {
  /** The bytes that such a file starts with. */
  public static final String MAGIC = "Obj\u0001";

  private static final int SYNC = 16;
  private static final int MOST_HEADER = 1 << 20;
  private static final int MOST_BLOCK = 1 << 26;
  private static final int FIRST_BLOCK = 1 << 16;

  private final InputStream in;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
  private final long fingerprint;
  private final byte[] sync = new byte[SYNC];

  private byte[] block = new byte[FIRST_BLOCK];
  private int blockEnd;
  private int next;
  private long left;
  private long offset;
  private long blockAt;

  /**
   * Reads the start of a file.
   *
   * @param in the file; closed with this
   * @throws WireException if it is no such file, or of other records than sensor packets
   * @throws IOException if it cannot be read
   */
  public PacketFileReader(InputStream in) throws IOException {
    this.in = in;
    readMagic();
    readMetadata();
    readFully(sync, SYNC);
    String compression = metadata.getOrDefault("avro.codec", "null");
    if (!compression.equals("null")) {
      throw fault("blocks are compressed with '" + compression + "', which is not read");
    }
    fingerprint = fingerprint(metadata.getOrDefault("avro.schema", ""));
  }

  private void readMagic() throws IOException {
    byte[] magic = new byte[MAGIC.length()];
    readFully(magic, magic.length);
    if (!MAGIC.equals(new String(magic, StandardCharsets.ISO_8859_1))) {
      throw fault("this is no Avro file");
    }
  }

  private void readMetadata() throws IOException {
    long total = 0;
    for (long count = readLong(); count != 0; count = readLong()) {
      if (count < 0) {
        readLong(); // the bytes that it takes
      }
      for (long i = Math.abs(count); i > 0; i--) {
        String key = readText();
        String value = readText();
        metadata.put(key, value);
        total += key.length() + (long) value.length();
        if (total > MOST_HEADER) {
          throw fault("the header is longer than " + MOST_HEADER + " bytes");
        }
      }
    }
  }

  private long fingerprint(String json) throws WireException {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(json);
    } catch (RuntimeException | StackOverflowError e) { // Avro's parser throws many kinds
      throw fault("its schema cannot be read");
    }
    long print = SchemaNormalization.parsingFingerprint64(schema);
    if (!codec.knows(print)) {
      throw new WireException(
          DeadLetterReason.UNKNOWN_SCHEMA,
          "the records are not sensor packets of a known version but '"
              + schema.getFullName()
              + "'");
    }
    return print;
  }

  /** What the file tells about all packets. */
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /** The place in the file where the block starts that is read. */
  public long blockOffset() {
    return blockAt;
  }

  /**
   * Reads the next packet.
   *
   * @param into its content is undefined after a failure
   * @return false at the end of the file
   * @throws WireException if the file is damaged here; says how
   */
  public boolean next(SensorPacketBuffer into) throws IOException {
    while (left == 0) {
      if (!nextBlock()) {
        return false;
      }
    }
    next = codec.decodeBody(block, next, blockEnd, fingerprint, into);
    left--;
    if (left == 0 && next != blockEnd) {
      throw fault((blockEnd - next) + " bytes follow the last packet of a block");
    }
    return true;
  }

  private boolean nextBlock() throws IOException {
    blockAt = offset;
    int first = in.read();
    if (first < 0) {
      return false;
    }
    offset++;
    left = readLong(first);
    long size = readLong();
    if (left < 0 || size < 0 || size > MOST_BLOCK || left > size) {
      throw fault("a block of " + left + " packets and " + size + " bytes");
    }
    readBlock((int) size);
    byte[] mark = new byte[SYNC];
    readFully(mark, SYNC);
    if (!Arrays.equals(mark, sync)) {
      throw fault("a block does not end with the file's mark");
    }
    blockEnd = (int) size;
    next = 0;
    return true;
  }

  private void readBlock(int size) throws IOException {
    int filled = 0;
    while (filled < size) {
      if (filled == block.length) {
        block = Arrays.copyOf(block, Math.min(MOST_BLOCK, 2 * block.length));
      }
      int read = in.read(block, filled, Math.min(size, block.length) - filled);
      if (read < 0) {
        throw new EOFException();
      }
      filled += read;
      offset += read;
    }
  }

  private void readFully(byte[] into, int length) throws IOException {
    int read = in.readNBytes(into, 0, length);
    offset += read;
    if (read < length) {
      throw new EOFException();
    }
  }

  private String readText() throws IOException {
    long length = readLong();
    if (length < 0 || length > MOST_HEADER) {
      throw fault("the header holds a text of " + length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    offset += text.length;
    if (text.length < length) {
      throw new EOFException();
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private long readLong() throws IOException {
    return readLong(readByte());
  }

  private long readLong(int first) throws IOException {
    long value = first & 0x7F;
    int b = first;
    for (int shift = 7; (b & 0x80) != 0; shift += 7) {
      if (shift > 63) {
        throw fault("a number of more than 10 bytes");
      }
      b = readByte();
      value |= (b & 0x7FL) << shift;
    }
    return value >>> 1 ^ -(value & 1);
  }

  private int readByte() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    offset++;
    return b;
  }

  private static WireException fault(String fault) {
    return new WireException(DeadLetterReason.MALFORMED, fault);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
