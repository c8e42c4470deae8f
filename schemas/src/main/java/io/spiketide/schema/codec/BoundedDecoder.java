package io.spiketide.schema.codec;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder over one byte array, with every length checked against the bytes that are
 * left before anything is allocated, and arrays of numbers read in one go. Avro's own would believe
 * a length of two billion, and checks its buffer at each number.
 *
 * <p>An item of an array is taken to need at least one byte, which holds for all our schemas.
 */
final class BoundedDecoder extends Decoder {
  private static final byte[] NOTHING = {};
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  /** The last bit of an int's five bytes. */
  private static final int LAST_BIT_OF_INT = 5 * Byte.SIZE - 1;

  /** The bit of each byte that is clear in the last byte of a number. */
  private static final long MORE_FOLLOWS = 0x8080_8080_8080_8080L;

  private static final long TWO_BYTES_EACH = 0x0080_0080_0080_0080L;
  private static final long THREE_BYTES_EACH = 0x0000_0080_8000_8080L;
  private static final long FIRST_FOUR_BYTES = 0xffff_ffffL;
  private static final long FIRST_SIX_BYTES = 0xffff_ffff_ffffL;

  // of each 16 bits
  private static final long LOW_SEVEN = 0x007f_007f_007f_007fL;
  private static final long LOWEST = 0x0001_0001_0001_0001L;

  /** Shifts at which the last byte of a number of that many bits begins, seven bits a byte. */
  private static final int LAST_SHIFT_OF_INT = 28;

  private static final int LAST_SHIFT_OF_LONG = 63;

  private byte[] bytes = NOTHING;
  private int position;
  private int limit;

  /** Starts on the bytes from {@code offset} to {@code end}. */
  void start(byte[] record, int offset, int end) {
    bytes = record;
    position = offset;
    limit = end;
  }

  /** Bytes that are not read yet. */
  int remaining() {
    return limit - position;
  }

  int position() {
    return position;
  }

  /**
   * Reads so many ints, up to eight bytes at a time. Neighbours are mostly of one length, as sorted
   * times are: those are taken out of the word together. Else four numbers that end within the word
   * are taken, so that no branch depends on which of them have one byte and which two.
   */
  void readInts(int[] into, int from, int count) throws IOException {
    byte[] in = bytes;
    int at = position;
    int last = limit - Long.BYTES;
    int end = from + count;
    int i = from;
    while (i < end - 3 && at <= last) {
      long word = (long) LONG.get(in, at);
      long more = word & MORE_FOLLOWS;
      if (more == TWO_BYTES_EACH) {
        putFour(word & LOW_SEVEN | word >>> 1 & LOW_SEVEN << 7, into, i);
        i += 4;
        at += Long.BYTES;
        continue;
      } else if ((more & FIRST_FOUR_BYTES) == 0) {
        putFour(spread(word), into, i);
        i += 4;
        at += 4;
        continue;
      }
      long first = ~word & MORE_FOLLOWS;
      long second = first & first - 1;
      long third = second & second - 1;
      long fourth = third & third - 1;
      if (fourth != 0) {
        int a = Long.numberOfTrailingZeros(first);
        int b = Long.numberOfTrailingZeros(second);
        int c = Long.numberOfTrailingZeros(third);
        int d = Long.numberOfTrailingZeros(fourth);
        long one = word & -1L >>> Long.SIZE - 1 - a;
        long two = groups(word, a, b);
        long three = groups(word, b, c);
        long four = groups(word, c, d);
        if ((one | two | three | four) >>> 16 == 0) {
          long all = one | two << 16 | three << 32 | four << 48;
          putFour(all & LOW_SEVEN | all >>> 1 & LOW_SEVEN << 7, into, i);
        } else {
          into[i] = longNumber(one);
          into[i + 1] = longNumber(two);
          into[i + 2] = longNumber(three);
          into[i + 3] = longNumber(four);
        }
        i += 4;
        at += d + 1 >> 3;
      } else if ((more & FIRST_SIX_BYTES) == THREE_BYTES_EACH) {
        into[i] = longNumber(word & FIRST_SIX_BYTES >>> 24);
        into[i + 1] = longNumber(word << 16 >>> 40);
        i += 2;
        at += 6;
      } else {
        int lastBit = Long.numberOfTrailingZeros(first);
        if (lastBit > LAST_BIT_OF_INT) {
          position = at;
          readInt(); // says what is wrong
        }
        into[i++] = longNumber(word & -1L >>> Long.SIZE - 1 - lastBit);
        at += lastBit + 1 >> 3;
      }
    }
    position = at;
    for (; i < end; i++) {
      into[i] = readInt();
    }
  }

  /** The first four bytes of a word in 16 bits each. */
  private static long spread(long word) {
    long pairs = word & 0xffffL | (word & 0xffff_0000L) << 16;
    return pairs & LOW_SEVEN | pairs << 8 & LOW_SEVEN << 16;
  }

  /** Puts down four numbers that stand in 16 bits each. */
  private static void putFour(long numbers, int[] into, int at) {
    long negative = numbers & LOWEST;
    long decoded = numbers >>> 1 & 0x7fff_7fff_7fff_7fffL ^ (negative << 16) - negative;
    into[at] = (short) decoded;
    into[at + 1] = (short) (decoded >>> 16);
    into[at + 2] = (short) (decoded >>> 32);
    into[at + 3] = (short) (decoded >>> 48);
  }

  /**
   * The bytes of one number out of a word.
   *
   * @param before the last bit of the byte before it
   * @param last its own last bit
   */
  private static long groups(long word, int before, int last) {
    int unused = Long.SIZE - 1 - last;
    return word << unused >>> unused + before + 1;
  }

  /** A number of up to five bytes, the first one lowest. */
  private static int longNumber(long groups) {
    long low = groups & 0x7f | groups >>> 1 & 0x3f80 | groups >>> 2 & 0x1f_c000;
    long high = groups >>> 3 & 0xfe0_0000 | groups >>> 4 & 0x7_f000_0000L;
    return decoded((int) (low | high));
  }

  /** Reads so many floats. */
  void readFloats(float[] into, int from, int count) throws IOException {
    if (remaining() < (long) count * Float.BYTES) {
      throw new EOFException();
    }
    for (int i = from; i < from + count; i++) {
      into[i] = (float) FLOAT.get(bytes, position);
      position += Float.BYTES;
    }
  }

  /** Reads so many doubles. */
  void readDoubles(double[] into, int from, int count) throws IOException {
    if (remaining() < (long) count * Double.BYTES) {
      throw new EOFException();
    }
    for (int i = from; i < from + count; i++) {
      into[i] = (double) DOUBLE.get(bytes, position);
      position += Double.BYTES;
    }
  }

  @Override
  public void readNull() {
    // takes no bytes
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() == 1;
  }

  @Override
  public int readInt() throws IOException {
    int read = 0;
    for (int shift = 0; shift <= LAST_SHIFT_OF_INT; shift += 7) {
      byte next = readByte();
      read |= (next & 0x7f) << shift;
      if (next >= 0) {
        return decoded(read);
      }
    }
    throw new InvalidNumberEncodingException("Invalid int encoding");
  }

  @Override
  public long readLong() throws IOException {
    long read = 0;
    for (int shift = 0; shift <= LAST_SHIFT_OF_LONG; shift += 7) {
      byte next = readByte();
      read |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (read >>> 1) ^ -(read & 1);
      }
    }
    throw new InvalidNumberEncodingException("Invalid long encoding");
  }

  @Override
  public float readFloat() throws IOException {
    return (float) FLOAT.get(bytes, take(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return (double) DOUBLE.get(bytes, take(Double.BYTES));
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readRaw());
  }

  @Override
  public String readString() throws IOException {
    int length = length("bytes", readLong());
    return length == 0 ? "" : new String(bytes, take(length), length, StandardCharsets.UTF_8);
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
    take(length("bytes", readLong()));
  }

  @Override
  public void readFixed(byte[] into, int start, int length) throws IOException {
    System.arraycopy(bytes, take(length), into, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    take(length("bytes", length));
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
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
    return readInt();
  }

  private byte[] readRaw() throws IOException {
    byte[] raw = new byte[length("bytes", readLong())];
    readFixed(raw, 0, raw.length);
    return raw;
  }

  /** Items of the next block; a negative count is followed by the block's size in bytes. */
  private int blockLength() throws IOException {
    long count = readLong();
    if (count < 0) {
      length("bytes", readLong());
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

  /** The signed number that Avro's zigzag stands for. */
  private static int decoded(int zigzag) {
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private byte readByte() throws IOException {
    if (position == limit) {
      throw new EOFException();
    }
    return bytes[position++];
  }

  /** Goes on by so many bytes and returns where they begin. */
  private int take(int length) throws IOException {
    if (remaining() < length) {
      throw new EOFException();
    }
    int at = position;
    position += length;
    return at;
  }
}
