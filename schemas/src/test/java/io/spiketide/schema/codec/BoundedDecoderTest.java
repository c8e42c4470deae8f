package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Reads what Avro writes, as Avro would read it. */
class BoundedDecoderTest {
  private final Random random = new Random(1);
  private final BoundedDecoder decoder = new BoundedDecoder();

  private interface Writing {
    void write(BinaryEncoder out) throws IOException;
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  @Test
  void numbersOfEveryLengthComeBack() throws IOException {
    for (int shift = 0; shift < Long.SIZE; shift++) {
      for (int i = 0; i < 100; i++) {
        long value = random.nextLong() >> shift;
        int small = (int) value;
        byte[] written =
            bytes(
                out -> {
                  out.writeLong(value);
                  out.writeInt(small);
                  out.writeDouble(value);
                  out.writeFloat(small);
                  out.writeBoolean(small > 0);
                  out.writeString("µ" + value);
                });
        decoder.start(written, 0, written.length);
        assertThat(decoder.readLong()).isEqualTo(value);
        assertThat(decoder.readInt()).isEqualTo(small);
        assertThat(decoder.readDouble()).isEqualTo(value);
        assertThat(decoder.readFloat()).isEqualTo(small);
        assertThat(decoder.readBoolean()).isEqualTo(small > 0);
        assertThat(decoder.readString()).isEqualTo("µ" + value);
        assertThat(decoder.remaining()).isZero();
      }
    }
  }

  @Test
  void intsThatAreReadInOneGoAreThoseReadOneByOne() throws IOException {
    for (int round = 0; round < 10_000; round++) {
      int n = random.nextInt(50);
      int[] values = new int[n];
      int shift = random.nextInt(32);
      for (int i = 0; i < n; i++) {
        values[i] = random.nextInt() >> shift;
        if (random.nextInt(8) == 0) { // neighbours are often, but not always, of one length
          shift = random.nextInt(32);
        }
      }
      byte[] written =
          bytes(
              out -> {
                for (int value : values) {
                  out.writeInt(value);
                }
              });
      int[] read = new int[n + 2];
      decoder.start(written, 0, written.length);
      decoder.readInts(read, 1, n);
      assertThat(Arrays.copyOfRange(read, 1, n + 1)).isEqualTo(values);
      assertThat(decoder.remaining()).isZero();
      if (n > 0) {
        decoder.start(written, 0, written.length - 1);
        assertThatThrownBy(() -> decoder.readInts(read, 1, n)).isInstanceOf(EOFException.class);
      }
    }
  }

  /** Any bytes: the same numbers, or a refusal where Avro refuses. */
  @Test
  void anyBytesAreReadAsAvroReadsThem() throws IOException {
    BinaryDecoder avro = DecoderFactory.get().binaryDecoder(new byte[0], null);
    for (int round = 0; round < 20_000; round++) {
      byte[] any = new byte[random.nextInt(24)];
      random.nextBytes(any);
      for (int i = 0; i < any.length; i++) {
        any[i] |= random.nextBoolean() ? (byte) 0x80 : 0;
      }
      avro = DecoderFactory.get().binaryDecoder(any, avro);
      decoder.start(any, 0, any.length);
      boolean ints = random.nextBoolean();
      for (Object expected = ""; !(expected instanceof Class<?>); ) {
        expected = outcome(avro, ints);
        assertThat(outcome(decoder, ints)).as(Arrays.toString(any)).isEqualTo(expected);
      }
    }
  }

  private static Object outcome(org.apache.avro.io.Decoder in, boolean ints) throws IOException {
    try {
      return ints ? (Object) in.readInt() : (Object) in.readLong();
    } catch (EOFException | InvalidNumberEncodingException e) {
      return e.getClass();
    }
  }
}
