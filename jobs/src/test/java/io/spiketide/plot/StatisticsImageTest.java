package io.spiketide.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationRecorder;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsImageTest {
  @TempDir Path folder;

  @Test
  void threeHistogramsStandSideBySideAndAreOutlinedInColour() throws Exception {
    BufferedImage some = draw("some.png", statistics(20), statistics(5));
    BufferedImage none = draw("none.png", statistics(0), statistics(0));
    assertThat(some.getWidth()).isEqualTo(3 * 620);
    assertThat(some.getHeight()).isEqualTo(480);
    for (int chart = 0; chart < 3; chart++) {
      assertThat(coloured(some, chart))
          .as("chart " + chart)
          .isGreaterThan(coloured(none, chart) + 100);
    }
  }

  @Test
  void populationsWithoutNeuronsAreDrawnAsNothing() throws Exception {
    assertThat(draw("empty.png").getWidth()).isEqualTo(3 * 620);
  }

  private BufferedImage draw(String name, PopulationStatistics... all) throws Exception {
    Path file = folder.resolve(name);
    Map<String, PopulationStatistics> named = new LinkedHashMap<>();
    for (PopulationStatistics statistics : all) {
      named.put("population " + named.size(), statistics);
    }
    StatisticsImage.write(named, file);
    return ImageIO.read(file.toFile());
  }

  /** Neurons that fire with intervals that grow with their number, now early, now late. */
  private static PopulationStatistics statistics(int neurons) {
    Measures measures = new Measures(2, 5, 20);
    PopulationRecorder recorder =
        new PopulationRecorder(neurons, new Stretch(0, 2_000, 1_000), measures);
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int i = 0; i < 2_000 / (20 + neuron); i++) {
        recorder.add(neuron, (long) i * (20 + neuron) + i * i * neuron % 13, 1);
      }
    }
    return recorder.statistics();
  }

  /** Pixels of one chart that are neither white nor grey. */
  private static int coloured(BufferedImage image, int chart) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = chart * 620; x < (chart + 1) * 620; x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        count += red == green && green == blue ? 0 : 1;
      }
    }
    return count;
  }
}
