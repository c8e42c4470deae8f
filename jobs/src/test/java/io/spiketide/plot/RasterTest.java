package io.spiketide.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.SpikePacket;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RasterTest {
  private static final int TICK_MICROS = 5_000;

  @TempDir Path folder;

  @Test
  void timesAreEventTimesAndPopulationsAreKeptApart() {
    SpikeRaster raster = new SpikeRaster(100);
    raster.add(packet("hidden", 10, new int[] {0, 3}, new int[] {7, 2}));
    raster.add(packet("out", 10, new int[] {1}, new int[] {0}));
    assertThat(raster.trains())
        .extracting(SpikeRaster.Train::population)
        .containsExactly("hidden", "out");
    SpikeRaster.Train hidden = raster.trains().get(0);
    assertThat(hidden.millis(0)).isEqualTo(50);
    assertThat(hidden.millis(1)).isEqualTo(65);
    assertThat(hidden.neuron(1)).isEqualTo(2);
    assertThat(hidden.neuronCount()).isEqualTo(8);
    assertThat(raster.lastMillis()).isEqualTo(65);
  }

  @Test
  void spikesBeyondTheLimitAreCountedAndNotKept() {
    SpikeRaster raster = new SpikeRaster(2);
    raster.add(packet("hidden", 0, new int[] {0, 1, 2}, new int[] {1, 2, 3}));
    assertThat(raster.size()).isEqualTo(2);
    assertThat(raster.omitted()).isEqualTo(1);
  }

  @Test
  void textPutsLateSpikesToTheRightAndHighNeuronsOnTop() {
    SpikeRaster raster = new SpikeRaster(100);
    raster.add(packet("out", 0, new int[] {0, 18}, new int[] {0, 1}));
    assertThat(RasterText.lines(raster, 10, 10))
        .isEqualTo(
            List.of(
                "out: 2 spikes",
                "     1 │         ▁",
                "     0 │▁",
                "time: 90 ms from left to right"));
  }

  @Test
  void theImageShowsOneMarkForEachDistantSpike() throws Exception {
    SpikeRaster raster = new SpikeRaster(1_000);
    int[] offsets = new int[50];
    int[] neurons = new int[50];
    for (int i = 0; i < 50; i++) {
      offsets[i] = 10 * i;
      neurons[i] = i;
    }
    raster.add(packet("out", 0, offsets, neurons));
    Path file = folder.resolve("raster.png");
    RasterImage.write(raster, "title", file);
    Path emptyFile = folder.resolve("empty.png");
    RasterImage.write(new SpikeRaster(1), "title", emptyFile);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1400);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(coloured(image)).isGreaterThan(coloured(ImageIO.read(emptyFile.toFile())) + 200);
  }

  /** Pixels that are neither white nor grey. */
  private static int coloured(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        count += red == green && green == blue ? 0 : 1;
      }
    }
    return count;
  }

  private static SpikePacket packet(
      String population, long firstTick, int[] offsets, int[] neurons) {
    return new SpikePacket(
        "net",
        "a",
        population,
        0,
        0,
        0,
        firstTick,
        firstTick + 1,
        offsets,
        neurons,
        new int[0],
        TICK_MICROS);
  }
}
