package io.spiketide.sensor;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The table at the end of an AEDAT 4 file: where each packet lies and what it holds. */
final class Aedat4Table {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(long offset, int size, long elements, long firstMicros, long lastMicros) {}

  /**
   * Adds a packet.
   *
   * @param offset of its content in the file
   * @param size of its content in bytes
   */
  void add(long offset, int size, long elements, long firstMicros, long lastMicros) {
    entries.add(new Entry(offset, size, elements, firstMicros, lastMicros));
  }

  /** The table as a flatbuffer {@code FTAB} that begins with its length. */
  ByteBuffer toBuffer(int stream) {
    FlatBufferBuilder builder = new FlatBufferBuilder(64 * entries.size() + 64);
    int[] tables = new int[entries.size()];
    for (int i = 0; i < tables.length; i++) {
      Entry entry = entries.get(i);
      builder.startTable(5);
      builder.addLong(0, entry.offset, 0);
      builder.addLong(2, entry.elements, 0);
      builder.addLong(3, entry.firstMicros, 0);
      builder.addLong(4, entry.lastMicros, 0);
      builder.prep(4, 8);
      builder.putInt(entry.size);
      builder.putInt(stream);
      builder.addStruct(1, builder.offset(), 0);
      tables[i] = builder.endTable();
    }
    builder.startVector(4, tables.length, 4);
    for (int i = tables.length - 1; i >= 0; i--) {
      builder.addOffset(tables[i]);
    }
    int vector = builder.endVector();
    builder.startTable(1);
    builder.addOffset(0, vector, 0);
    builder.finishSizePrefixed(builder.endTable(), Aedat4Format.TABLE);
    return builder.dataBuffer();
  }
}
