package io.spiketide.sensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the bytes of a file one number after another, as its layout is documented. */
final class BytesOut {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  BytesOut ascii(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  BytesOut bytes(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  BytesOut bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  BytesOut le16(int value) {
    return bytes(value, value >>> 8);
  }

  BytesOut le32(int value) {
    return le16(value).le16(value >>> 16);
  }

  BytesOut le64(long value) {
    return le32((int) value).le32((int) (value >>> 32));
  }

  BytesOut be32(int value) {
    return bytes(value >>> 24, value >>> 16, value >>> 8, value);
  }

  BytesOut float32(float value) {
    return le32(Float.floatToIntBits(value));
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  Path to(Path file) throws IOException {
    return Files.write(file, out.toByteArray());
  }
}
