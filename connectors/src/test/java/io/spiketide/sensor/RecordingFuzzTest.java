package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.testing.Fuzz;
import io.spiketide.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged recordings of every format give events or our own exception, soon and in little memory;
 * every second one is read with {@code --keep-going}.
 */
class RecordingFuzzTest {
  private static final long SEED = 20_261_125;
  private static final String NMNIST = "sensor_formats_dev/sample_nmnist.bin";

  private boolean keepsGoing;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt2",
        "evt21",
        "evt3",
        "dat",
        "aedat2",
        "aedat3",
        "aedat4",
        "aedat4-plain",
        "aedat4-zstd",
        "es",
        "packets",
        "stmnist",
        "wav",
        "idx",
        "nmnist",
        "bs1",
        "csv",
        "wfdb",
        "wfdb-header",
        "annotations",
        "gzip",
        "shd",
        "nirdata"
      })
  void damagedFilesGiveOurException(String format) throws Exception {
    byte[] seed = seed(format);
    ReadOptions options = options(format);
    Path file = folder.resolve(format.startsWith("wfdb") ? "100.hea" : "mutant");
    read(write(format, file, seed), options);
    Fuzz.Outcome outcome =
        Fuzz.run(
            format,
            SEED,
            List.of(seed),
            SensorException.class,
            mutant -> {
              Path written = write(format, file, mutant);
              keepsGoing = !keepsGoing;
              read(written, keepsGoing ? options.keepingGoing() : options);
            });
    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private static void read(Path file, ReadOptions options) throws SensorException {
    try (EventRecording recording = SensorFormats.open(file, options)) {
      recording.readAll(new Bounded(recording.header().shape()));
    } catch (SensorException e) {
      assertThat(e.getMessage()).contains("; ");
      throw e;
    }
  }

  private Path write(String format, Path file, byte[] mutant) throws IOException {
    switch (format) {
      case "wfdb" -> {
        Files.write(folder.resolve("100.dat"), mutant);
        Files.writeString(file, "100 2 360 700\n100.dat 212\n100.dat 212\n");
      }
      case "wfdb-header" -> {
        Files.write(folder.resolve("100.dat"), new byte[300]);
        Files.write(file, mutant);
      }
      case "annotations" -> {
        Files.write(folder.resolve("mutant.atr"), mutant);
        Path header = folder.resolve("mutant.hea");
        Files.writeString(header, "mutant 1 360 700\nmutant.dat 212\n");
        return header;
      }
      default -> Files.write(file, mutant);
    }
    return file;
  }

  /** Every address must lie in the shape that the recording claims. */
  private static final class Bounded implements EventSink {
    private final long addresses;

    Bounded(List<Integer> shape) {
      addresses =
          shape.isEmpty()
              ? Integer.MAX_VALUE
              : shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
    }

    @Override
    public void event(long micros, int address, float value) {
      if (address < 0 || address >= addresses) {
        throw new IllegalStateException("address " + address + " of " + addresses);
      }
    }

    @Override
    public void mark(EpisodeMark mark) {
      // any will do
    }

    @Override
    public void dropped(long lost) {
      // any will do
    }
  }

  private static ReadOptions options(String format) {
    return switch (format) {
      case "csv" -> ReadOptions.DEFAULT.withShape(2, 34, 34);
      case "annotations" -> ReadOptions.DEFAULT.withStream(SensorStream.ANNOTATIONS);
      case "nirdata" -> ReadOptions.DEFAULT.withPart("lif1/spikes");
      case "nmnist", "bs1", "dat" -> ReadOptions.DEFAULT.withFormat(format);
      default -> ReadOptions.DEFAULT;
    };
  }

  private byte[] seed(String format) throws Exception {
    return switch (format) {
      case "evt2" -> head("sensor_formats_dev/evt2_sample.raw", 2164);
      case "evt3" -> head("sensor_formats_dev/evt3_sample.raw", 2166);
      case "dat" -> head("sensor_formats_dev/sample_ncars.dat", 2085);
      case "aedat2" -> aedat2();
      case "aedat4" -> aedat4();
      case "aedat4-plain" -> converted(new Aedat4Output(Aedat4Compression.NONE), NMNIST);
      case "aedat4-zstd" -> converted(new Aedat4Output(Aedat4Compression.ZSTD), NMNIST);
      case "es" -> head("sensor_formats_dev/dvs.es", 2020);
      case "stmnist" -> mat();
      case "wav" -> {
        byte[] sound = head("audio_fsdd/0_jackson_0.wav", 1044);
        System.arraycopy(new BytesOut().le32(1000).toBytes(), 0, sound, 40, 4);
        yield sound;
      }
      case "nmnist" -> head(NMNIST, 2000);
      case "bs1" -> head("sensor_formats_dev/NTIDIGITS_1.bs1", 2000);
      case "wfdb" -> head("ecg_mitbih100/100.dat", 2100);
      case "wfdb-header" ->
          "# a remark\n100 2 360.5 100\n100.dat 212 200 11 1024 0 0 0 A\n100.dat 212 200 11 0 0 0 0 B\n"
              .getBytes(StandardCharsets.US_ASCII);
      case "annotations" -> {
        byte[] beats = head("ecg_mitbih100/100.atr", 1000);
        Arrays.fill(beats, 998, 1000, (byte) 0);
        yield beats;
      }
      case "gzip" -> gzip(idx());
      case "idx" -> idx();
      case "packets" -> converted(new PacketsOutput(), NMNIST);
      case "csv" -> converted(new CsvOutput(), NMNIST);
      case "evt21" -> evt21();
      case "aedat3" -> aedat3();
      case "shd" -> resource("lists.h5");
      default -> resource("nirdata.nir");
    };
  }

  private static byte[] head(String name, int length) throws IOException {
    return Arrays.copyOf(Files.readAllBytes(SharedData.data(name)), length);
  }

  /** The header and the first packet; the header no longer tells where the table is. */
  private static byte[] aedat4() throws IOException {
    byte[] file = head("sensor_formats_dev/sample.aedat4", 2334 + 8 + 7949);
    byte[] position = new BytesOut().le64(945_243).toBytes();
    for (int i = 0; i < 100; i++) {
      if (Arrays.equals(file, i, i + 8, position, 0, 8)) {
        Arrays.fill(file, i, i + 8, (byte) -1);
      }
    }
    return file;
  }

  /** The header is 40 kB of preferences: the first and last lines and some events are enough. */
  private static byte[] aedat2() throws IOException {
    byte[] all = Files.readAllBytes(SharedData.data("sensor_formats_dev/IMU_translBoxes.aedat"));
    byte[] events = Arrays.copyOfRange(all, all.length - 1600, all.length);
    return new BytesOut()
        .ascii("#!AER-DAT2.0\r\n# AEChip: eu.seebetter.ini.chips.davis.DAVIS240C\r\n")
        .bytes(events)
        .toBytes();
  }

  /** A spike train of three taxels, first plain, then compressed under another name. */
  private static byte[] mat() {
    BytesOut matrix =
        new BytesOut().le32(6).le32(8).le32(6).le32(0).le32(5).le32(8).le32(4).le32(9);
    matrix.le32(1).le32(10).ascii("spiketrain").bytes(new byte[6]).le32(9).le32(4 * 9 * 8);
    for (int column = 0; column < 9; column++) {
      matrix
          .le64(Double.doubleToLongBits(column % 2))
          .le64(Double.doubleToLongBits(-(column % 3 / 2)));
      matrix.le64(0).le64(Double.doubleToLongBits(column * 0.001));
    }
    BytesOut out =
        new BytesOut().ascii(MatFile.MAGIC).bytes(new byte[124 - MatFile.MAGIC.length()]);
    out.le16(0x0100).ascii("IM");
    return out.le32(14).le32(matrix.size()).bytes(matrix.toBytes()).toBytes();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(plain);
    }
    return small.toByteArray();
  }

  private static byte[] idx() throws IOException {
    byte[] small = Files.readAllBytes(SharedData.data("mnist_t10k/t10k-images-idx3-ubyte.gz"));
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(small))) {
      byte[] images = in.readNBytes(16 + 3 * 784);
      images[6] = 0;
      images[7] = 3;
      return images;
    }
  }

  /** The first events of a recording in another format. */
  private byte[] converted(WritableFormat format, String name) throws Exception {
    Path file = folder.resolve("seed");
    RecordingHeader header =
        new RecordingHeader("nmnist", List.of(2, 34, 34), OptionalLong.empty(), false);
    List<CollectingSink.Event> events = ReadRecording.all(SharedData.data(name)).events;
    try (RecordingWriter writer = format.create(file, header)) {
      events.subList(0, 200).forEach(e -> writer.event(e.micros(), e.address(), e.value()));
    }
    return Files.readAllBytes(file);
  }

  private static byte[] evt21() {
    BytesOut out = new BytesOut().ascii("% evt 2.1\n% geometry 320x320\n");
    for (int i = 0; i < 100; i++) {
      out.le32(0).le32(0x8000_0000 | i).le32(0x11 << i % 20).le32((i & 1) << 28 | i << 11 | i);
    }
    return out.toBytes();
  }

  private static byte[] aedat3() {
    BytesOut out = new BytesOut().ascii("#!AER-DAT3.1\r\n#Source 1: DVS128\r\n#!END-HEADER\r\n");
    for (int packet = 0; packet < 4; packet++) {
      out.le16(packet == 2 ? 3 : 1).le16(1).le32(packet == 2 ? 36 : 8).le32(4).le32(0);
      out.le32(20).le32(20).le32(20);
      for (int i = 0; i < 20; i++) {
        out.le32(i << 17 | i << 2 | i % 4 << 1 | 1).le32(packet * 100 + i);
        out.bytes(new byte[packet == 2 ? 28 : 0]);
      }
    }
    return out.toBytes();
  }

  private static byte[] resource(String name) throws Exception {
    URL url = RecordingFuzzTest.class.getResource(name);
    return Files.readAllBytes(Path.of(Objects.requireNonNull(url, name).toURI()));
  }
}
