package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code info}, {@code frames}, {@code raster} and {@code convert}. */
class RecordingCommandsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    return Main.commandLine(console).execute(args);
  }

  private Path table(String... lines) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
  }

  @Test
  void infoCountsWhatOthersCount() throws Exception {
    Path file = SharedData.data("sensor_formats_dev/evt3_sample.raw");
    JsonNode expected =
        new ObjectMapper()
            .readTree(SharedData.data("expected/sensor_formats_dev/summary.json").toFile())
            .get("evt3_sample.raw");
    assertThat(run("info", "--json", "--digests", file.toString())).isZero();
    JsonNode found = new ObjectMapper().readTree(out.toString());
    for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      boolean ofFile = name.equals("role") || name.equals("bytes") || name.equals("sha256");
      if (!ofFile) {
        assertThat(found.get(name).asText()).as(name).isEqualTo(expected.get(name).asText());
      }
    }
  }

  @Test
  void infoShowsWhereTimeAndPlaceAreOdd() throws Exception {
    Path file =
        table("t,x,y,p", "0,1,1,1", "10,1,1,1", "20,1,1,0", "1000020,2,3,1", "1000010,1,1,1");
    assertThat(run("info", "--shape", "2x4x4", file.toString()))
        .isEqualTo(ExitCode.CHECK_FAILED.code());
    assertThat(out.toString())
        .contains(
            "table.csv: csv, shape 2x4x4",
            "events    5, 80.0 % ON",
            "time      0.000000 s to 1.000010 s: 1.000010 s",
            "place     x 1..2, y 1..3; 3 addresses fired",
            "gap       1,000,000 µs after 0.000020 s",
            "busiest   3 at x 1, y 1, ON",
            "damaged   1 events earlier than one before them (kept)",
            "clock     ran back 1 times, by 10 µs at most");
  }

  @Test
  void infoDrawsAPicture() throws Exception {
    Path file = table("t,x,y,p", "0,1,1,1", "10,1,1,1", "20,1,2,0");
    Path png = folder.resolve("info.png");
    assertThat(run("info", "--shape", "2x4x4", "--png", png.toString(), file.toString())).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(900);
  }

  @Test
  void framesAreOnePictureForEachStretchOfTime() throws Exception {
    Path file = table("t,x,y,p", "0,1,1,1", "1000,1,1,1", "25000,1,2,0", "45000,3,3,0");
    String folderName = folder.resolve("pictures").toString();
    assertThat(
            run("frames", "--shape", "2x4x4", "--scale", "2", "--out", folderName, file.toString()))
        .isZero();
    assertThat(out.toString()).startsWith("3 pictures of 4 events");
    try (Stream<Path> pictures = Files.list(Path.of(folderName))) {
      assertThat(pictures).hasSize(3);
    }
    var first = ImageIO.read(Path.of(folderName, "frame-00000.png").toFile());
    assertThat(first.getWidth()).isEqualTo(8);
    assertThat(first.getRGB(2, 2) & 0xFFFFFF).as("two ON events").isEqualTo(0x5555FF);
    assertThat(first.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    var last = ImageIO.read(Path.of(folderName, "frame-00002.png").toFile());
    assertThat(last.getRGB(7, 7) & 0xFFFFFF).as("one OFF event").isEqualTo(0xFFAAAA);
  }

  @Test
  void aGifHoldsAllPictures() throws Exception {
    Path file = table("t,x,y,p", "0,1,1,1", "1000,1,1,1", "25000,1,2,0", "45000,3,3,0");
    Path gif = folder.resolve("all.gif");
    assertThat(run("frames", "--shape", "2x4x4", "--out", gif.toString(), file.toString()))
        .isZero();
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
    }
  }

  @Test
  void aRasterShowsOnAndOffApart() throws Exception {
    Path file = table("t,x,y,p", "0,0,0,1", "1000,1,0,1", "25000,0,0,0", "45000,3,3,0");
    assertThat(run("raster", "--shape", "2x4x4", "--width", "18", "--rows", "1", file.toString()))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "OFF: 2 events",
            "     0 │     ▁   ▁",
            "ON: 2 events",
            "     0 │█",
            "time: 45 ms from left to right");
  }

  @Test
  void aRasterShowsTheChosenPart() throws Exception {
    Path file = table("t,x,y,p", "100,0,0,1", "1100,1,0,1", "25100,0,0,1", "45100,3,3,1");
    Path png = folder.resolve("raster.png");
    assertThat(
            run(
                "raster",
                "--shape",
                "2x4x4",
                "--from",
                "1ms",
                "--to",
                "30ms",
                "--roi",
                "0,0,2,1",
                "--out",
                png.toString(),
                file.toString()))
        .isZero();
    assertThat(err.toString()).contains("2 events drawn");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1400);
  }

  @Test
  void whatCannotBeOfARecordingIsRefused() throws Exception {
    String file = table("t,address", "0,1").toString();
    assertThat(run("raster", "--shape", "4", "--instance", "a", file))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run("raster", "--shape", "4", "--from", "2026-01-01T00:00:00Z", file))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run("raster", "--shape", "4", "--from", "1s", file))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run("raster", "--to", "1s")).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString())
        .contains("a recording has none")
        .contains("--from: '2026-01-01T00:00:00Z' is no length of time")
        .contains("no events there")
        .contains("--to, --roi: of a recording alone; name its FILE");
  }

  @Test
  void convertTellsWhatItDid() throws Exception {
    Path file = table("sample,t,x,y,p", "a,5,1,1,1", "a,6,1,2,0");
    String target = folder.resolve("out.es").toString();
    assertThat(run("convert", "--rebase", "--shape", "2x4x4", file.toString(), target)).isZero();
    assertThat(out.toString()).startsWith("2 events and 2 marks in ");
    assertThat(err.toString()).contains("left out: 2 marks of episodes");
  }

  @Test
  void convertRefusesWhatItCannotTell() throws Exception {
    Path file = table("t,x,y,p", "5,1,1,1");
    assertThat(run("convert", file.toString(), "out.xyz")).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString())
        .contains("out.xyz: its ending tells no format; give --to, one of [csv, es, aedat4,");
    assertThat(run("convert", "--to", "mp4", file.toString(), "x"))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString()).contains("--to: unknown format 'mp4'; use one of [csv, es,");
  }
}
