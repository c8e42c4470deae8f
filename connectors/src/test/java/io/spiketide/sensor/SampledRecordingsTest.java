package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals, sounds, images and matrices of real data sets. */
class SampledRecordingsTest {
  @TempDir Path folder;

  @Test
  void theHeartIsSampledAsItsHeaderAndItsReadersSay() throws Exception {
    JsonNode expected =
        new ObjectMapper().readTree(SharedData.data("expected/ecg_mitbih100.json").toFile());
    for (String name : List.of("100.hea", "100.dat")) {
      CollectingSink sink = ReadRecording.all(SharedData.data("ecg_mitbih100/" + name));
      assertThat(sink.events).hasSize(2 * expected.get("samples").asInt());
      int[] sums = new int[2];
      sink.events.forEach(e -> sums[e.address()] += (int) e.value());
      assertThat((short) sums[0]).isEqualTo((short) expected.get("ch0_sum_int16").asInt());
      assertThat((short) sums[1]).isEqualTo((short) expected.get("ch1_sum_int16").asInt());
      assertThat(sink.events.get(0)).isEqualTo(new CollectingSink.Event(0, 0, 995));
      assertThat(sink.events.get(1)).isEqualTo(new CollectingSink.Event(0, 1, 1011));
      assertThat(sink.events.get(2).micros()).isEqualTo(2_777);
      assertThat(sink.events.get(720 * 500).micros()).isEqualTo(500_000_000L);
    }
  }

  @Test
  void beatsAreAStreamOfTheirOwn() throws Exception {
    JsonNode expected =
        new ObjectMapper().readTree(SharedData.data("expected/ecg_mitbih100.json").toFile());
    ReadOptions options = ReadOptions.DEFAULT.withStream(SensorStream.ANNOTATIONS);
    CollectingSink sink = ReadRecording.all(SharedData.data("ecg_mitbih100/100.hea"), options);
    assertThat(sink.events).hasSize(expected.get("annotations").asInt());
    assertThat(of(sink, 1)).hasSize(expected.get("N").asInt());
    assertThat(of(sink, 8)).hasSize(expected.get("A_apc").asInt());
    assertThat(of(sink, 5)).hasSize(expected.get("V").asInt());
    List<Long> beats = new ArrayList<>();
    expected.get("first_beats").forEach(n -> beats.add(n.asLong() * 1_000_000 / 360));
    // the first annotation is the rhythm
    assertThat(sink.events.subList(1, 11).stream().map(CollectingSink.Event::micros))
        .isEqualTo(beats);
  }

  private static List<CollectingSink.Event> of(CollectingSink sink, int address) {
    return sink.events.stream().filter(e -> e.address() == address).toList();
  }

  @Test
  void aSampleThatWasChangedIsFoundByTheChecksum() throws Exception {
    byte[] samples = Files.readAllBytes(SharedData.data("ecg_mitbih100/100.dat"));
    samples[300_000] ^= 4;
    Files.write(folder.resolve("100.dat"), samples);
    Files.copy(SharedData.data("ecg_mitbih100/100.hea"), folder.resolve("100.hea"));
    assertThatThrownBy(() -> ReadRecording.all(folder.resolve("100.hea")))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("100.dat: signal 0 sums to ")
        .hasMessageContaining(", not -22131; is it damaged? give --keep-going");
  }

  @Test
  void aNameThatNoFileCanHaveIsRefused() throws Exception {
    Path header = folder.resolve("x.hea");
    Files.writeString(header, "x 1 360 10\nx\0.dat 212\n");
    assertThatThrownBy(() -> ReadRecording.all(header, ReadOptions.DEFAULT.withFormat("wfdb")))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("x.hea:2: the name of a file with a byte 0 in it");
  }

  @Test
  void spokenDigitsAreSoundBetweenMinusOneAndOne() throws Exception {
    long samples = 0;
    long sum = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(SharedData.data("audio_fsdd"))) {
      files = all.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    assertThat(files).hasSize(60);
    for (Path file : files) {
      CollectingSink sink = ReadRecording.all(file);
      samples += sink.events.size();
      sum += sink.events.stream().mapToLong(e -> (long) (e.value() * 32_768)).sum();
      assertThat(sink.events).allMatch(e -> Math.abs(e.value()) <= 1 && e.address() == 0);
      assertThat(sink.events.get(8).micros()).isEqualTo(1_000);
    }
    // counted with Python's wave module
    assertThat(samples).isEqualTo(188_826);
    assertThat(sum).isEqualTo(-13_182_418);
  }

  @Test
  void everyImageIsAnEpisodeWithItsLabel() throws Exception {
    Pixels pixels = new Pixels();
    Path file = SharedData.data("mnist_t10k/t10k-images-idx3-ubyte.gz");
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      assertThat(recording.header().shape()).containsExactly(28, 28);
      recording.readAll(pixels);
    }
    // as Python reads the same file
    assertThat(pixels.sum).isEqualTo(264_923_200L);
    assertThat(pixels.digest.hex().get("x"))
        .isEqualTo("316b5adbf04efdb1e4824287adf3a977ab3bf4b86a791b0e114fdb94f91301ef");
    assertThat(pixels.marks).hasSize(20_000);
    assertThat(pixels.marks.get(0)).isEqualTo(EpisodeMark.start(0, "0", "7"));
    assertThat(pixels.marks.get(1)).isEqualTo(EpisodeMark.end(100_000, "0"));
    assertThat(pixels.marks.get(19_998)).isEqualTo(EpisodeMark.start(999_900_000L, "9999", "6"));
  }

  /** Adds up what every pixel is worth. */
  private static final class Pixels implements EventSink {
    private final EventDigest digest = new EventDigest(List.of(256));
    private final List<EpisodeMark> marks = new ArrayList<>();
    private long sum;

    @Override
    public void event(long micros, int address, float value) {
      sum += (long) value;
      digest.event(micros, (int) value, 1);
    }

    @Override
    public void mark(EpisodeMark mark) {
      marks.add(mark);
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("images lose nothing");
    }
  }

  @Test
  void touchesComeOutOfTheMatlabFile() throws Exception {
    Path file = SharedData.data("sensor_formats_dev/sample_stmnist.mat");
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      assertThat(recording.header().shape()).containsExactly(2, 10, 10);
      EventDigest digest = new EventDigest(recording.header().shape());
      CollectingSink sink = new CollectingSink();
      recording.readAll(new Tee(digest, sink));
      // as Python reads the same file
      assertThat(sink.events).hasSize(2346);
      assertThat(digest.hex())
          .isEqualTo(
              Map.of(
                  "t", "c8a6efb0e756e5379c0495cfe046884a0fed0b20b09eff8b2ac8371dbd6aa5f6",
                  "x", "0037d1b296e6e606efe0ccd89e1f206f20bc7f7ce0d9e6dce9ade5369d8d7168",
                  "y", "ce15272a6fcc08af0abb2c8c9ef2aa7b689163d3d6771ea643d95816cf8f3e03",
                  "on", "1f04237fae79a7bd048555c056b5344af432c3e4cccf9ae75a8f21c3d9c9b4f9"));
    }
  }

  @Test
  void aMatrixThatIsNotThereIsNamedWithThoseThatAre() {
    Path file = SharedData.data("sensor_formats_dev/sample_stmnist.mat");
    assertThatThrownBy(() -> ReadRecording.all(file, ReadOptions.DEFAULT.withPart("spikes")))
        .isInstanceOf(SensorException.class)
        .hasMessageEndingWith("there is no matrix 'spikes'; use --part with one of [spiketrain]");
  }

  @Test
  void soundOfEveryWidthIsTheSameSound() throws Exception {
    assertThat(values(wav(1, 8, 1, 0, 128, 192, 255))).containsExactly(-1f, 0f, .5f, 127 / 128f);
    assertThat(values(wav(1, 16, 1, 0, 0x80, 0, 0x40))).containsExactly(-1f, .5f);
    assertThat(values(wav(1, 24, 1, 0, 0, 0x80, 0, 0, 0x40, 1, 0, 0)))
        .containsExactly(-1f, .5f, 1 / 8_388_608f);
    assertThat(values(wav(1, 32, 1, 0, 0, 0, 0x80))).containsExactly(-1f);
    assertThat(values(wav(3, 32, 1, 0, 0, 0, 0x3F))).containsExactly(.5f);
  }

  @Test
  void channelsOfASoundAreAddresses() throws Exception {
    CollectingSink sink = ReadRecording.all(wav(1, 8, 2, 128, 192, 0, 128));
    assertThat(sink.events)
        .containsExactly(
            new CollectingSink.Event(0, 0, 0),
            new CollectingSink.Event(0, 1, .5f),
            new CollectingSink.Event(125, 0, -1),
            new CollectingSink.Event(125, 1, 0));
  }

  private static List<Float> values(Path file) throws SensorException {
    return ReadRecording.all(file).events.stream().map(CollectingSink.Event::value).toList();
  }

  private Path wav(int kind, int bits, int channels, int... data) throws Exception {
    BytesOut out = new BytesOut();
    out.ascii("RIFF").le32(36 + data.length).ascii("WAVEfmt ").le32(16).le16(kind).le16(channels);
    out.le32(8000).le32(8000 * channels * bits / 8).le16(channels * bits / 8).le16(bits);
    out.ascii("LIST").le32(3).bytes(1, 2, 3, 0);
    out.ascii("data").le32(data.length).bytes(data);
    return out.to(folder.resolve("sound.wav"));
  }
}
