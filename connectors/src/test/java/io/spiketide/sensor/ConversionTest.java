package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Into packets, out of them into every other format, and back: the same events. */
class ConversionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "evt2_sample.raw,",
    "evt3_sample.raw,",
    "sample.aedat4,",
    "dvs.es,",
    "sample_ncars.dat,",
    "IMU_translBoxes.aedat,",
    "NTIDIGITS_1.bs1,2x1x64",
    "sample_nmnist.bin,",
    "sample_stmnist.mat,"
  })
  void camerasSurviveEveryFormat(String name, String shape) throws Exception {
    Path file = SharedData.data("sensor_formats_dev/" + name);
    ReadOptions options = shape == null ? ReadOptions.DEFAULT : shaped(shape);
    Map<String, String> original = digest(file, options);
    Path packets = convert(file, options, "packets", false);
    assertThat(digest(packets, ReadOptions.DEFAULT)).isEqualTo(original);

    List<Integer> sensor = header(packets).shape();
    assertThat(digest(convert(packets, ReadOptions.DEFAULT, "aedat4", false), ReadOptions.DEFAULT))
        .isEqualTo(original);
    assertThat(
            digest(
                convert(packets, ReadOptions.DEFAULT, "csv", false),
                ReadOptions.DEFAULT.withShape(sensor)))
        .isEqualTo(original);
    // the clock of Event Stream starts at 0: compared with the recording moved there
    boolean late = name.equals("sample.aedat4");
    Map<String, String> moved =
        late ? digest(convert(file, options, "packets", true), ReadOptions.DEFAULT) : original;
    assertThat(digest(convert(packets, ReadOptions.DEFAULT, "es", late), ReadOptions.DEFAULT))
        .isEqualTo(moved);
  }

  @ParameterizedTest
  @EnumSource(Aedat4Compression.class)
  void aedat4HoldsTheSameEventsHoweverItIsCompressed(Aedat4Compression compression)
      throws Exception {
    Path file = SharedData.data("sensor_formats_dev/sample_nmnist.bin");
    Path target = folder.resolve("x.aedat4");
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      Conversion.run(recording, target, new Aedat4Output(compression), false);
    }
    assertThat(digest(target, ReadOptions.DEFAULT)).isEqualTo(digest(file, ReadOptions.DEFAULT));
    long plain = 16L * ReadRecording.all(file).events.size();
    assertThat(Files.size(target) > plain)
        .as("%s: %d bytes of %d", compression, Files.size(target), plain)
        .isEqualTo(compression == Aedat4Compression.NONE);
  }

  @Test
  void valuesSurvivePacketsAndText() throws Exception {
    Path wav = SharedData.data("audio_fsdd/0_jackson_0.wav");
    assertSame(wav, ReadOptions.DEFAULT, ReadOptions.DEFAULT.withShape(1));
    Path heart = SharedData.data("ecg_mitbih100/100.hea");
    ReadOptions beats = ReadOptions.DEFAULT.withStream(SensorStream.ANNOTATIONS);
    assertSame(heart, beats, ReadOptions.DEFAULT.withShape(50));
    ReadOptions imu = ReadOptions.DEFAULT.withStream(SensorStream.IMU);
    Path camera = SharedData.data("sensor_formats_dev/sample.aedat4");
    assertThat(ReadRecording.all(camera, imu).events).hasSizeGreaterThan(1000);
    assertSame(camera, imu, ReadOptions.DEFAULT.withShape(10));
  }

  @Test
  void episodesAndLabelsSurvivePacketsAndText() throws Exception {
    Path letters = SharedData.data("braille_dev/events.csv");
    Labels labels = Labels.read(SharedData.data("braille_dev/labels.csv"), "letter");
    ReadOptions options =
        ReadOptions.DEFAULT
            .withShape(12)
            .withStepMicros(5_000)
            .withEpisodeMicros(1_280_000)
            .withLabels(labels);
    assertSame(letters, options, ReadOptions.DEFAULT.withShape(12).withEpisodeMicros(1_280_000));
  }

  private void assertSame(Path file, ReadOptions options, ReadOptions csvOptions) throws Exception {
    CollectingSink original = ReadRecording.all(file, options);
    Path packets = convert(file, options, "packets", false);
    CollectingSink again = ReadRecording.all(packets);
    assertThat(again.events).isEqualTo(original.events);
    assertThat(again.marks).isEqualTo(original.marks);
    CollectingSink text =
        ReadRecording.all(convert(packets, ReadOptions.DEFAULT, "csv", false), csvOptions);
    assertThat(text.events).isEqualTo(original.events);
    assertThat(text.marks).isEqualTo(original.marks);
  }

  @Test
  void whatAFormatHasNoPlaceForIsRefusedOrCounted() throws Exception {
    Path wav = SharedData.data("audio_fsdd/0_jackson_0.wav");
    assertThatThrownBy(() -> convert(wav, ReadOptions.DEFAULT, "es", false))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("has no place in this format; write csv or packets");
    assertThat(folder.resolve("0_jackson_0.wav.es")).doesNotExist();
    Path camera = SharedData.data("sensor_formats_dev/sample.aedat4");
    assertThatThrownBy(() -> convert(camera, ReadOptions.DEFAULT, "es", false))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("give --rebase to let the first event be at 0");
  }

  @Test
  void marksThatEventStreamCannotHoldAreCounted() throws Exception {
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "sample,t,x,y,p\na,1,2,3,1\nb,1,2,3,0\n");
    try (EventRecording recording =
        SensorFormats.open(table, ReadOptions.DEFAULT.withShape(2, 4, 4))) {
      Conversion.Report report =
          Conversion.run(recording, folder.resolve("x.es"), new EventStreamOutput(), false);
      assertThat(report.events()).isEqualTo(2);
      assertThat(report.leftOut()).isEqualTo(Map.of("marks of episodes", 4L));
    }
    assertThat(ReadRecording.all(folder.resolve("x.es")).events)
        .containsExactly(
            new CollectingSink.Event(1, 16 + 14, 1), new CollectingSink.Event(3, 14, 1));
  }

  @Test
  void packetsTellMarksBeforeTheEventsThatFollowThem() throws Exception {
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "sample,label,t,address\na,one,0,2\na,one,5,1\nb,two,0,3\n");
    Path packets = convert(table, ReadOptions.DEFAULT.withShape(4), "packets", false);
    CollectingSink sink = ReadRecording.all(packets);
    assertThat(sink.marks)
        .containsExactly(
            EpisodeMark.start(0, "a", "one"),
            EpisodeMark.end(6, "a"),
            EpisodeMark.start(6, "b", "two"),
            EpisodeMark.end(7, "b"));
  }

  private static ReadOptions shaped(String shape) {
    return ReadOptions.DEFAULT.withShape(
        List.of(shape.split("x", -1)).stream().map(Integer::valueOf).toList());
  }

  private Path convert(Path file, ReadOptions options, String format, boolean rebase)
      throws SensorException {
    WritableFormat output = WritableFormats.named(format).orElseThrow();
    Path target = folder.resolve(file.getFileName() + (rebase ? ".0" : "") + output.ending());
    try (EventRecording recording = SensorFormats.open(file, options)) {
      Conversion.run(recording, target, output, rebase);
    }
    return target;
  }

  private static RecordingHeader header(Path file) throws SensorException {
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      return recording.header();
    }
  }

  private static Map<String, String> digest(Path file, ReadOptions options) throws SensorException {
    try (EventRecording recording = SensorFormats.open(file, options)) {
      EventDigest digest = new EventDigest(recording.header().shape());
      recording.readAll(digest);
      return digest.hex();
    }
  }
}
