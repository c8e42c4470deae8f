package io.spiketide.sensor;

import java.util.Arrays;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Expands LZ4 frames, also those whose blocks refer to the blocks before them, which is what the C
 * library writes by default and the Java library does not read. Single-threaded; its output is
 * reused.
 *
 * <p>Source: Y. Collet, LZ4 frame format 1.6.4 and LZ4 block format.
 */
final class Lz4Frames {
  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int VERSION = 0xC0;
  private static final int VERSION_1 = 0x40;
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int RESERVED = 0x02;
  private static final int DICTIONARY = 0x01;
  private static final int STORED = 0x8000_0000;
  private static final int FIRST_OUTPUT = 1 << 16;
  private static final int LEAST_MATCH = 4;

  private static final XXHash32 HASH = XXHashFactory.fastestJavaInstance().hash32();

  private final int mostBytes;
  private byte[] output = new byte[FIRST_OUTPUT];
  private int size;

  /**
   * @param mostBytes how much may come out
   */
  Lz4Frames(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What came out; {@link #size} bytes of it. */
  byte[] output() {
    return output;
  }

  int size() {
    return size;
  }

  /**
   * Expands one frame after another.
   *
   * @throws IllegalArgumentException if the bytes are no such frames; says why
   */
  void expand(byte[] bytes, int from, int to) {
    size = 0;
    int at = from;
    while (at < to) {
      at = frame(bytes, at, to);
    }
  }

  private int frame(byte[] bytes, int from, int to) {
    need(from, 7, to);
    int magic = Bytes.i32(bytes, from);
    if ((magic & ~0xF) == SKIPPABLE) {
      need(from + 4, 4, to);
      int length = Bytes.i32(bytes, from + 4);
      need(from + 8, length, to);
      return from + 8 + length;
    }
    if (magic != MAGIC) {
      throw new IllegalArgumentException("there is no LZ4 frame");
    }
    int flags = bytes[from + 4];
    if ((flags & VERSION) != VERSION_1 || (flags & RESERVED) != 0) {
      throw new IllegalArgumentException("the LZ4 frame is of an unknown version");
    }
    if ((flags & DICTIONARY) != 0) {
      throw new IllegalArgumentException("the LZ4 frame needs a dictionary");
    }
    int header = 2 + ((flags & CONTENT_SIZE) == 0 ? 0 : 8);
    need(from + 4, header + 1, to);
    int check = HASH.hash(bytes, from + 4, header, 0) >>> 8 & 0xFF;
    if ((bytes[from + 4 + header] & 0xFF) != check) {
      throw new IllegalArgumentException("the header of the LZ4 frame does not match its checksum");
    }
    int start = size;
    int at = blocks(bytes, from + 4 + header + 1, to, flags);
    if ((flags & CONTENT_CHECKSUM) != 0) {
      need(at, 4, to);
      match(Bytes.i32(bytes, at), HASH.hash(output, start, size - start, 0));
      at += 4;
    }
    if ((flags & CONTENT_SIZE) != 0 && Bytes.i64(bytes, from + 6) != size - start) {
      throw new IllegalArgumentException("the LZ4 frame has not the length that it claims");
    }
    return at;
  }

  private int blocks(byte[] bytes, int from, int to, int flags) {
    int start = size;
    int at = from;
    while (true) {
      need(at, 4, to);
      int word = Bytes.i32(bytes, at);
      at += 4;
      if (word == 0) {
        return at;
      }
      int length = word & ~STORED;
      need(at, length, to);
      if ((word & STORED) != 0) {
        room(length);
        System.arraycopy(bytes, at, output, size, length);
        size += length;
      } else {
        block(bytes, at, at + length, (flags & INDEPENDENT) == 0 ? start : size);
      }
      at += length;
      if ((flags & BLOCK_CHECKSUM) != 0) {
        need(at, 4, to);
        match(Bytes.i32(bytes, at), HASH.hash(bytes, at - length, length, 0));
        at += 4;
      }
    }
  }

  /**
   * Expands a block.
   *
   * @param history index of the first byte of output that it may refer to
   */
  private void block(byte[] bytes, int from, int to, int history) {
    int at = from;
    while (at < to) {
      int token = bytes[at++];
      int literals = token >>> 4 & 0xF;
      if (literals == 15) {
        int more;
        do {
          need(at, 1, to);
          more = bytes[at++] & 0xFF;
          literals = Math.addExact(literals, more);
        } while (more == 255);
      }
      need(at, literals, to);
      room(literals);
      System.arraycopy(bytes, at, output, size, literals);
      size += literals;
      at += literals;
      if (at == to) {
        return; // the last sequence has no match
      }
      need(at, 2, to);
      int distance = Bytes.u16(bytes, at);
      at += 2;
      int length = token & 0xF;
      if (length == 15) {
        int more;
        do {
          need(at, 1, to);
          more = bytes[at++] & 0xFF;
          length = Math.addExact(length, more);
        } while (more == 255);
      }
      copy(distance, length + LEAST_MATCH, history);
    }
  }

  /** Repeats output; source and target may overlap, which repeats a pattern. */
  private void copy(int distance, int length, int history) {
    if (distance == 0 || size - distance < history) {
      throw new IllegalArgumentException("the LZ4 block refers to bytes before its start");
    }
    room(length);
    int copied = Math.min(distance, length);
    System.arraycopy(output, size - distance, output, size, copied);
    while (copied < length) {
      int step = Math.min(copied, length - copied);
      System.arraycopy(output, size, output, size + copied, step);
      copied += step;
    }
    size += length;
  }

  private void room(int length) {
    long needed = (long) size + length;
    if (needed > mostBytes) {
      throw new IllegalArgumentException(
          "the LZ4 frame expands to more than " + (mostBytes >> 20) + " MiB");
    }
    if (needed > output.length) {
      output =
          Arrays.copyOf(output, (int) Math.min(mostBytes, Math.max(needed, 2L * output.length)));
    }
  }

  private static void need(int at, int length, int to) {
    if (length < 0 || length > to - at) {
      throw new IllegalArgumentException("the LZ4 frame is cut");
    }
  }

  private static void match(int claimed, int found) {
    if (claimed != found) {
      throw new IllegalArgumentException("the LZ4 frame does not match its checksum");
    }
  }
}
