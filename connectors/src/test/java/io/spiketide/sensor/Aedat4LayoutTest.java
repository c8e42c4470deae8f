package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we write is read here by the documented layout alone: bytes, offsets and the reference
 * library of LZ4, with none of our classes for this format and no generated ones.
 */
class Aedat4LayoutTest {
  private static final int EVENTS = 50_000;

  @TempDir Path folder;

  @Test
  void theFileIsLaidOutAsDocumented() throws Exception {
    Path file = folder.resolve("camera.aedat4");
    List<long[]> expected = new ArrayList<>();
    RecordingHeader header =
        new RecordingHeader("any", List.of(2, 260, 346), OptionalLong.empty(), false);
    Random random = new Random(4);
    try (RecordingWriter writer = new Aedat4Output().create(file, header)) {
      long micros = 1_605_537_493_718_345L;
      for (int i = 0; i < EVENTS; i++) {
        micros += random.nextInt(20);
        int x = random.nextInt(346);
        int y = random.nextInt(260);
        int on = random.nextInt(2);
        writer.event(micros, (on * 260 + y) * 346 + x, 1);
        expected.add(new long[] {micros, x, y, on});
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(text(bytes, 0, 14)).isEqualTo("#!AER-DAT4.0\r\n");
    int size = bytes.getInt(14);
    ByteBuffer ioHeader = part(bytes, 14, 4 + size);
    assertThat(text(ioHeader, 8, 4)).isEqualTo("IOHE");
    int root = root(ioHeader);
    assertThat(ioHeader.getInt(field(ioHeader, root, 0))).isEqualTo(1); // LZ4
    long table = ioHeader.getLong(field(ioHeader, root, 1));
    int string = follow(ioHeader, field(ioHeader, root, 2));
    assertThat(text(ioHeader, string + 4, ioHeader.getInt(string)))
        .contains(
            "<attr key=\"typeIdentifier\" type=\"string\">EVTS</attr>",
            "<attr key=\"sizeX\" type=\"int\">346</attr>",
            "<attr key=\"sizeY\" type=\"int\">260</attr>");

    ByteBuffer entries = expand(bytes, (int) table, bytes.limit() - (int) table);
    assertThat(text(entries, 8, 4)).isEqualTo("FTAB");
    int list = follow(entries, field(entries, root(entries), 0));
    int at = 18 + size;
    int next = 0;
    int packet = 0;
    while (at < table) {
      assertThat(bytes.getInt(at)).as("stream").isZero();
      int length = bytes.getInt(at + 4);
      ByteBuffer content = expand(bytes, at + 8, length);
      assertThat(content.getInt(0)).isEqualTo(content.limit() - 4);
      assertThat(text(content, 8, 4)).isEqualTo("EVTS");
      int vector = follow(content, field(content, root(content), 0));
      int count = content.getInt(vector);
      int first = vector + 4;
      assertThat(first % 8).as("alignment of the events").isZero();
      assertEntry(entries, list, packet++, at + 8, length, count, content.getLong(first));
      for (int i = 0; i < count; i++) {
        int event = first + 16 * i;
        assertThat(
                new long[] {
                  content.getLong(event),
                  content.getShort(event + 8),
                  content.getShort(event + 10),
                  content.get(event + 12)
                })
            .isEqualTo(expected.get(next++));
      }
      at += 8 + length;
    }
    assertThat(next).isEqualTo(EVENTS);
    assertThat(at).isEqualTo((int) table);
    assertThat(entries.getInt(list)).isEqualTo(packet);
  }

  private static void assertEntry(
      ByteBuffer table, int list, int i, long offset, int size, long elements, long micros) {
    int entry = follow(table, list + 4 + 4 * i);
    assertThat(table.getLong(field(table, entry, 0))).isEqualTo(offset);
    assertThat(table.getInt(field(table, entry, 1) + 4)).isEqualTo(size);
    assertThat(table.getLong(field(table, entry, 2))).isEqualTo(elements);
    assertThat(table.getLong(field(table, entry, 3))).isEqualTo(micros);
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] text = new byte[length];
    bytes.duplicate().position(at).get(text);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer part(ByteBuffer bytes, int from, int length) {
    return bytes.slice(from, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer expand(ByteBuffer bytes, int from, int length) throws Exception {
    byte[] small = new byte[length];
    bytes.duplicate().position(from).get(small);
    try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(small))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The root table of a buffer that begins with its length. */
  private static int root(ByteBuffer bytes) {
    return 4 + bytes.getInt(4);
  }

  /** Where a table's field stands. */
  private static int field(ByteBuffer bytes, int table, int number) {
    int vtable = table - bytes.getInt(table);
    return table + bytes.getShort(vtable + 4 + 2 * number);
  }

  private static int follow(ByteBuffer bytes, int at) {
    return at + bytes.getInt(at);
  }
}
