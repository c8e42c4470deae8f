package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder over one byte array, with every length checked against the bytes that are
 * left before anything is allocated. Avro's own would believe a length of two billion.
 *
 * <p>An item of an array is taken to need at least one byte, which holds for all our schemas.
 */
final class BoundedDecoder extends Decoder {
  private static final byte[] NOTHING = {};

  private BinaryDecoder in = DecoderFactory.get().binaryDecoder(NOTHING, null);

  /** Starts on the bytes from {@code offset} to the end. */
  void start(byte[] bytes, int offset) {
    in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, in);
  }

  /** Bytes that are not read yet. */
  int remaining() throws IOException {
    return in.inputStream().available();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readRaw());
  }

  @Override
  public String readString() throws IOException {
    return new String(readRaw(), StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(readRaw());
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipFixed(length("bytes", in.readLong()));
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length("bytes", length));
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return blockLength();
  }

  @Override
  public long arrayNext() throws IOException {
    return blockLength();
  }

  @Override
  public long skipArray() throws IOException {
    return blockLength();
  }

  @Override
  public long readMapStart() throws IOException {
    return blockLength();
  }

  @Override
  public long mapNext() throws IOException {
    return blockLength();
  }

  @Override
  public long skipMap() throws IOException {
    return blockLength();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  private byte[] readRaw() throws IOException {
    byte[] raw = new byte[length("bytes", in.readLong())];
    in.readFixed(raw);
    return raw;
  }

  /** Items of the next block; a negative count is followed by the block's size in bytes. */
  private int blockLength() throws IOException {
    long count = in.readLong();
    if (count < 0) {
      length("bytes", in.readLong());
      count = -count;
    }
    return length("items", count);
  }

  private int length(String what, long length) throws IOException {
    int remaining = remaining();
    if (length < 0 || length > remaining) {
      throw new WireException(
          DeadLetterReason.MALFORMED,
          "a length of " + length + " " + what + " where " + remaining + " bytes are left");
    }
    return (int) length;
  }
}
