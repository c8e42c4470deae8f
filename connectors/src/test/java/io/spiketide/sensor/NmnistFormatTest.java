package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NmnistFormatTest {
  private static final int SIDE = 34;

  @TempDir Path folder;

  @Test
  void decodesTheSampleOfThePaperToTheLastColumn() throws Exception {
    CollectingSink sink = readAll(SharedData.data("sensor_formats_dev/sample_nmnist.bin"));
    assertThat(sink.events).hasSize(4325);
    assertThat(digest(sink, CollectingSink.Event::micros))
        .isEqualTo("f1b83913225856884158d98921838ed0792563bf75a869ee572da343c6c38afb");
    assertThat(digest(sink, e -> e.address() % SIDE))
        .isEqualTo("bb18fd83f367e32bd0e485d10106785fb46019d2409a8e5447cf7851270384ae");
    assertThat(digest(sink, e -> e.address() / SIDE % SIDE))
        .isEqualTo("46ba7534b2bca997ece08980949e7944297eeffe21d7af9801d9e55eb82ce023");
    assertThat(digest(sink, e -> e.address() / (SIDE * SIDE)))
        .isEqualTo("c95788266aae3aee7573770ebe63dd0ca65dffa0d0aadb5b2fb45e52c47a00c1");
  }

  @Test
  void everyDigitHasTheEventsAndTimesThatItsTableSays() throws Exception {
    List<String> lines = Files.readAllLines(SharedData.data("nmnist_dev/labels.csv"));
    assertThat(lines).hasSize(51);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      CollectingSink sink = readAll(SharedData.data("nmnist_dev/" + fields[0]));
      assertThat(sink.events).as(fields[0]).hasSize(Integer.parseInt(fields[2]));
      assertThat(sink.events.get(0).micros()).isEqualTo(Long.parseLong(fields[3]));
      assertThat(sink.events.get(sink.events.size() - 1).micros())
          .isEqualTo(Long.parseLong(fields[4]));
    }
  }

  @Test
  void anOverflowFrameMovesTheClockAndIsNoEvent() throws Exception {
    Path file = write(3, 4, 0x80, 0, 9, 0, 240, 0, 0, 0, 5, 6, 0, 0, 10);
    CollectingSink sink = readAll(file);
    assertThat(sink.events)
        .containsExactly(
            new CollectingSink.Event(9, (34 + 4) * 34 + 3, 1),
            new CollectingSink.Event(8192 + 10, 6 * 34 + 5, 1));
  }

  @Test
  void aCutFileIsRefusedWithTheByteUnlessGapsAreAllowed() throws Exception {
    Path file = write(3, 4, 0, 0, 9, 3, 4);
    assertThatThrownBy(() -> readAll(new NmnistFormat().open(file, ReadOptions.DEFAULT)))
        .isInstanceOf(SensorException.class)
        .hasMessage(
            file
                + " at byte 5: the file ends after 2 of an event's 5 bytes; was it cut? give"
                + " --keep-going to read up to there");
    ReadOptions gaps = ReadOptions.DEFAULT.keepingGoing();
    assertThat(readAll(new NmnistFormat().open(file, gaps)).events).hasSize(1);
  }

  @Test
  void timeThatRunsBackIsRefusedWithTheByte() throws Exception {
    Path file = write(3, 4, 0, 0, 9, 3, 4, 0, 0, 7);
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("at byte 5: time stamp runs back by 2 µs");
  }

  @Test
  void bytesOutsideTheViewAreNoRecordingOfThisCamera() throws Exception {
    Path file = write(34, 4, 0, 0, 9);
    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("the content is of no known format; use one of [evt2, ");
  }

  private Path write(int... bytes) throws IOException {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve("recording.bin"), content);
  }

  private static CollectingSink readAll(Path file) throws SensorException {
    return readAll(SensorFormats.open(file, ReadOptions.DEFAULT));
  }

  private static CollectingSink readAll(EventRecording recording) throws SensorException {
    try (recording) {
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      return sink;
    }
  }

  /** Sha-256 of a column as little-endian 64-bit integers. */
  private static String digest(CollectingSink sink, ToLongFunction<CollectingSink.Event> column)
      throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(8 * sink.events.size()).order(ByteOrder.LITTLE_ENDIAN);
    sink.events.forEach(event -> bytes.putLong(column.applyAsLong(event)));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    return HexFormat.of().formatHex(hash);
  }
}
