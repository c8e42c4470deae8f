package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written word by word as the layouts are documented, for what real recordings here lack. */
class HandMadeCamerasTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 320;

  @TempDir Path folder;

  private static int on(int x, int y) {
    return (HEIGHT + y) * WIDTH + x;
  }

  private static int off(int x, int y) {
    return y * WIDTH + x;
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVT21;endianness=little", "EVT21;endianness=legacy", "EVT21"})
  void evt21HasAMaskOfThirtyTwoPixels(String format) throws Exception {
    boolean swapped = format.endsWith("legacy");
    BytesOut out = new BytesOut().ascii("% format " + format + ";width=320;height=320\n% end\n");
    word(out, 0x8000_0000 | 5, 0, swapped);
    word(out, 1 << 28 | 3 << 22 | 64 << 11 | 7, 0x8000_0005, swapped);
    word(out, 63 << 22 | 32 << 11 | 8, 2, swapped);
    word(out, 0xA000_0000 | 63 << 22 | 6 << 8 | 1, 0, swapped);
    word(out, 0xE000_0000, 99, swapped);
    word(out, 0x8000_0000 | 6, 0, swapped);
    word(out, 1 << 28 | 0 << 22 | 0 << 11 | 319, 1, swapped);
    Path file = out.to(folder.resolve("camera.raw"));
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      assertThat(recording.header().format()).isEqualTo("evt21");
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      assertThat(sink.events)
          .containsExactly(
              new CollectingSink.Event(323, on(64, 7), 1),
              new CollectingSink.Event(323, on(66, 7), 1),
              new CollectingSink.Event(323, on(95, 7), 1),
              new CollectingSink.Event(383, off(33, 8), 1),
              new CollectingSink.Event(384, on(0, 319), 1));
      assertThat(recording.besides())
          .isEqualTo(Map.of("triggers", 1L, "words of the camera's own use", 1L));
    }
    assertThat(
            ReadRecording.all(file, ReadOptions.DEFAULT.withStream(SensorStream.TRIGGERS)).events)
        .containsExactly(new CollectingSink.Event(383, 32 + 6, 1));
  }

  private static void word(BytesOut out, int upper, int lower, boolean swapped) {
    out.le32(swapped ? upper : lower).le32(swapped ? lower : upper);
  }

  @Test
  void evt2CountsTheWrapsOfItsClock() throws Exception {
    BytesOut out = new BytesOut().ascii("% evt 2.0\n% geometry 320x320\n% end\n");
    out.le32(1 << 28 | 9 << 11 | 9); // before any time is told
    out.le32(0x8FFF_FFFF).le32(1 << 28 | 63 << 22 | 1 << 11 | 2);
    out.le32(0x8000_0000).le32(1 << 22 | 1 << 11 | 2);
    Path file = out.to(folder.resolve("camera.raw"));
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      assertThat(sink.events)
          .containsExactly(
              new CollectingSink.Event((1L << 34) - 1, on(1, 2), 1),
              new CollectingSink.Event((1L << 34) + 1, off(1, 2), 1));
      assertThat(recording.besides()).isEqualTo(Map.of("events before the first time stamp", 1L));
    }
  }

  @Test
  void evt3CountsTheWrapsOfItsClockAndKnowsMasksAndTriggers() throws Exception {
    BytesOut out = new BytesOut().ascii("% evt 3.0\n% geometry 320x320\n");
    out.le16(0x8FFF).le16(0x6FFF).le16(0x0005).le16(0x2803);
    out.le16(0x8000).le16(0x6001).le16(0x3810).le16(0x4801).le16(0x5080).le16(0x4001);
    out.le16(0xA301).le16(0x7000).le16(0xE014);
    Path file = out.to(folder.resolve("camera.raw"));
    long wrap = 1L << 24;
    assertThat(ReadRecording.all(file).events)
        .containsExactly(
            new CollectingSink.Event(wrap - 1, on(3, 5), 1),
            new CollectingSink.Event(wrap + 1, on(16, 5), 1),
            new CollectingSink.Event(wrap + 1, on(27, 5), 1),
            new CollectingSink.Event(wrap + 1, on(35, 5), 1),
            new CollectingSink.Event(wrap + 1, on(36, 5), 1));
    assertThat(
            ReadRecording.all(file, ReadOptions.DEFAULT.withStream(SensorStream.TRIGGERS)).events)
        .containsExactly(new CollectingSink.Event(wrap + 1, 32 + 3, 1));
  }

  @Test
  void datCountsTheWrapsOfItsClock() throws Exception {
    BytesOut out = new BytesOut().ascii("% Data file\n% Height 320\n% Width 320\n");
    out.bytes(0x0C, 8).le32(-1).le32(1 << 28 | 4 << 14 | 3).le32(2).le32(4 << 14 | 3);
    assertThat(ReadRecording.all(out.to(folder.resolve("camera.dat"))).events)
        .containsExactly(
            new CollectingSink.Event((1L << 32) - 1, on(3, 4), 1),
            new CollectingSink.Event((1L << 32) + 2, off(3, 4), 1));
  }

  @Test
  void aedat3HoldsSeveralStreams() throws Exception {
    BytesOut out =
        new BytesOut()
            .ascii("#!AER-DAT3.1\r\n#Format: RAW\r\n#Source 1: DAVIS240C\r\n")
            .ascii("#Start-Time: 2016-01-01\r\n#!END-HEADER\r\n");
    packet(out, 1, 8, 4, 0, 3, 2);
    out.le32(7 << 17 | 9 << 2 | 2 | 1).le32(100);
    out.le32(8 << 17 | 9 << 2 | 2).le32(101); // marked as invalid
    out.le32(8 << 17 | 179 << 2 | 1).le32(102);
    packet(out, 3, 36, 4, 0, 1, 1);
    out.le32(1).le32(103).float32(.1f).float32(.2f).float32(.3f).float32(4).float32(5).float32(6);
    out.float32(21.5f);
    packet(out, 0, 8, 4, 0, 1, 1);
    out.le32(2 << 1 | 1).le32(104);
    packet(out, 1, 8, 4, 1, 1, 1);
    out.le32(239 << 17 | 1).le32(5);
    Path file = out.to(folder.resolve("camera.aedat"));
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      assertThat(recording.header().shape()).containsExactly(2, 180, 240);
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      assertThat(sink.events)
          .containsExactly(
              new CollectingSink.Event(100, (180 + 9) * 240 + 7, 1),
              new CollectingSink.Event(102, 179 * 240 + 8, 1),
              new CollectingSink.Event((1L << 31) + 5, 239, 1));
      assertThat(recording.besides())
          .isEqualTo(
              Map.of(
                  "events marked as invalid", 1L,
                  "readings of the inertial unit", 1L,
                  "special events", 1L));
    }
    CollectingSink imu = ReadRecording.all(file, ReadOptions.DEFAULT.withStream(SensorStream.IMU));
    assertThat(imu.events).hasSize(7).contains(new CollectingSink.Event(103, 6, 21.5f));
    assertThat(
            ReadRecording.all(file, ReadOptions.DEFAULT.withStream(SensorStream.TRIGGERS)).events)
        .containsExactly(new CollectingSink.Event(104, 2, 1));
  }

  private static void packet(
      BytesOut out, int type, int size, int timeAt, int overflow, int number, int valid) {
    out.le16(type).le16(1).le32(size).le32(timeAt).le32(overflow);
    out.le32(number).le32(number).le32(valid);
  }

  @Test
  void whatWasCompressedWithGzipIsReadTheSame() throws Exception {
    BytesOut out = new BytesOut().ascii("% evt 3.0\n").le16(0x8001).le16(0x6001).le16(0x2003);
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(out.toBytes());
    }
    Path file = new BytesOut().bytes(small.toByteArray()).to(folder.resolve("camera.raw.gz"));
    assertThat(ReadRecording.all(file).events)
        .containsExactly(new CollectingSink.Event(4097, 3, 1));
  }

  @Test
  void anEventOutsideTheSensorIsRefusedWithItsByteOrCounted() throws Exception {
    BytesOut out = new BytesOut().ascii("% evt 3.0\n% geometry 320x320\n");
    int start = out.size();
    out.le16(0x8001).le16(0x6001).le16(0x0140).le16(0x2003).le16(0x0001).le16(0x2003);
    Path file = out.to(folder.resolve("camera.raw"));
    assertThatThrownBy(() -> ReadRecording.all(file))
        .isInstanceOf(SensorException.class)
        .hasMessage(
            file
                + " at byte "
                + (start + 6)
                + ": event at x 3, y 320 is outside x 0..319, y 0..319; give the sensor's --shape,"
                + " or --keep-going to leave it out");
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT.keepingGoing())) {
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      assertThat(sink.events).hasSize(1);
      assertThat(recording.skipped()).isEqualTo(Map.of("events outside the sensor", 1L));
    }
  }

  @Test
  void aStreamThatThereIsNotIsRefusedWithThoseThatThereAre() throws Exception {
    Path file = new BytesOut().ascii("% evt 3.0\n").to(folder.resolve("camera.raw"));
    assertThatThrownBy(
            () -> ReadRecording.all(file, ReadOptions.DEFAULT.withStream(SensorStream.IMU)))
        .isInstanceOf(SensorException.class)
        .hasMessageEndingWith("there is no stream 'imu'; use --stream events, triggers");
  }
}
