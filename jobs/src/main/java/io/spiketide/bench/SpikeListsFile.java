package io.spiketide.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A file as the Heidelberg data sets have them, byte by byte, because the library writes no lists
 * of various lengths: HDF5 with {@code spikes/times} in 16-bit floats and {@code spikes/units} in
 * 16-bit integers, a list of each a sample, every list in a global heap of its own.
 *
 * <p>Source: The HDF Group, HDF5 File Format Specification, version 3.0: superblock 0, object
 * headers 1.
 */
final class SpikeListsFile {
  /** Of each list; samples of the data sets have about as many. */
  static final int SPIKES = 8_000;

  private static final int CHANNELS = 700;
  private static final int SUPERBLOCK = 96;
  private static final int OBJECT_HEADER = 16;
  private static final int MESSAGE = 8;
  private static final int HEAP_HEADER = 32;
  private static final int REFERENCE = 16;
  private static final long NOWHERE = -1;

  private static final byte[] FLOAT16 = {
    0x11, 0x20, 15, 0, 2, 0, 0, 0, 0, 0, 16, 0, 10, 5, 0, 10, 15, 0, 0, 0
  };
  private static final byte[] UINT16 = {0x10, 0, 0, 0, 2, 0, 0, 0, 0, 0, 16, 0};

  private final ByteBuffer out;
  private final int lists;

  SpikeListsFile(int lists, SplittableRandom random) {
    this.lists = lists;
    int heap = HEAP_HEADER + 2 * SPIKES;
    out =
        ByteBuffer.allocate(4096 + 2 * lists * (heap + REFERENCE + 16))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.position(SUPERBLOCK);
    long times = dataset(FLOAT16, heaps(random, true));
    long units = dataset(UINT16, heaps(random, false));
    long spikes = group(new String[] {"times", "units"}, new long[] {times, units});
    long root = group(new String[] {"spikes"}, new long[] {spikes});
    superblock(root);
  }

  byte[] bytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Writes a heap with one object for each list, and the references to them; returns where. */
  private long heaps(SplittableRandom random, boolean times) {
    long[] at = new long[lists];
    for (int list = 0; list < lists; list++) {
      at[list] = out.position();
      out.put(ascii("GCOL")).putInt(1).putLong(HEAP_HEADER + 2 * SPIKES);
      out.putShort((short) 1).putShort((short) 1).putInt(0).putLong(2 * SPIKES);
      for (int i = 0; i < SPIKES; i++) {
        out.putShort((short) (times ? float16(i) : random.nextInt(CHANNELS)));
      }
    }
    long references = out.position();
    for (long heap : at) {
      out.putInt(SPIKES).putLong(heap).putInt(1);
    }
    return references;
  }

  /** A time below 1 s that grows with the number of a spike: the bits of such floats do, too. */
  private static int float16(int spike) {
    return 0x3C00 * spike / SPIKES;
  }

  /** Space, type, and where the references lie. */
  private long dataset(byte[] type, long references) {
    long at = begin(3);
    message(1, 16).putInt(0x0101).putInt(0).putLong(lists);
    message(3, 8 + padded(type.length)).putInt(0x19).putInt(REFERENCE).put(type);
    align();
    message(8, 24).putShort((short) 0x0103).putLong(references).putLong((long) REFERENCE * lists);
    align();
    return end(at);
  }

  private long group(String[] names, long[] addresses) {
    long at = begin(1 + names.length);
    message(2, 24).putShort((short) 0).putLong(NOWHERE).putLong(NOWHERE);
    align();
    for (int i = 0; i < names.length; i++) {
      message(6, padded(3 + names[i].length() + Long.BYTES))
          .putShort((short) 1)
          .put((byte) names[i].length())
          .put(ascii(names[i]));
      out.putLong(addresses[i]);
      align();
    }
    return end(at);
  }

  private long begin(int messages) {
    align();
    long at = out.position();
    out.putShort((short) 1).putShort((short) messages).putInt(1).putLong(0);
    return at;
  }

  private ByteBuffer message(int type, int length) {
    return out.putShort((short) type).putShort((short) length).putInt(0);
  }

  /** Tells the header how long its messages are. */
  private long end(long at) {
    out.putInt((int) at + MESSAGE, out.position() - (int) at - OBJECT_HEADER);
    return at;
  }

  private static int padded(int length) {
    return (length + 7) / 8 * 8;
  }

  private void align() {
    out.position(padded(out.position()));
  }

  private void superblock(long root) {
    int end = out.position();
    out.position(0);
    out.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'});
    out.putInt(0).put((byte) 0).put((byte) 8).put((byte) 8).put((byte) 0);
    out.putShort((short) 4).putShort((short) 16).putInt(0);
    out.putLong(0).putLong(NOWHERE).putLong(end).putLong(NOWHERE);
    out.putLong(0).putLong(root);
    out.position(end);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
