package io.spiketide.sensor;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Expands the packets of an AEDAT 4 file. Single-threaded; what comes out is reused. */
final class Aedat4Expander {
  /** Largest packet: four million events. */
  static final int MOST_BYTES = 1 << 26;

  /** Largest window that a ZSTD frame may ask memory for: 2 to this power. */
  private static final int MOST_WINDOW_LOG = 26;

  private static final int FIRST_OUTPUT = 1 << 16;

  private final int compression;
  private final Lz4Frames lz4 = new Lz4Frames(MOST_BYTES);
  private byte[] output = new byte[FIRST_OUTPUT];
  private int start;
  private int size;

  /**
   * @param compression 0 none, 1 and 2 LZ4, 3 and 4 ZSTD
   */
  Aedat4Expander(int compression) {
    this.compression = compression;
  }

  static boolean isKnown(int compression) {
    return compression >= 0 && compression <= 4;
  }

  /** Holds what came out, from {@link #start} on {@link #size} bytes. */
  byte[] output() {
    return output;
  }

  int start() {
    return start;
  }

  int size() {
    return size;
  }

  /**
   * Expands one packet.
   *
   * @throws IllegalArgumentException if that is not possible; says why
   */
  void expand(byte[] bytes, int from, int length) {
    switch (compression) {
      case 0 -> {
        output = bytes;
        start = from;
        size = length;
      }
      case 1, 2 -> {
        lz4.expand(bytes, from, from + length);
        output = lz4.output();
        size = lz4.size();
      }
      default -> zstd(bytes, from, length);
    }
  }

  private void zstd(byte[] bytes, int from, int length) {
    size = 0;
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(
            new ByteArrayInputStream(bytes, from, length), RecyclingBufferPool.INSTANCE)) {
      in.setLongMax(MOST_WINDOW_LOG);
      int read = in.read(output, 0, output.length);
      while (read >= 0) {
        size += read;
        if (size == output.length) {
          grow();
        }
        read = in.read(output, size, output.length - size);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the ZSTD frame is damaged (" + e.getMessage() + ")", e);
    }
  }

  private void grow() {
    if (output.length >= MOST_BYTES) {
      throw new IllegalArgumentException(
          "the ZSTD frame expands to more than " + (MOST_BYTES >> 20) + " MiB");
    }
    output = Arrays.copyOf(output, 2 * output.length);
  }
}
