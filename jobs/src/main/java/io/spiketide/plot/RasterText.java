package io.spiketide.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A raster as lines of text: a row per group of neurons, time to the right, each cell a character
 * that grows with the number of spikes in it.
 */
public final class RasterText {
  private static final String LEVELS = " ▁▂▃▄▅▆▇█";
  private static final int MIN_COLUMNS = 10;

  private RasterText() {}

  /**
   * Draws a raster.
   *
   * @param columns width of the time axis in characters; at least 10 are used
   * @param rows most rows per population, at least 1
   */
  public static List<String> lines(SpikeRaster raster, int columns, int rows) {
    int width = Math.max(MIN_COLUMNS, columns);
    double start = raster.firstMillis();
    double span = Math.max(1, raster.lastMillis() - start);
    List<String> lines = new ArrayList<>();
    for (SpikeRaster.Train train : raster.trains()) {
      lines.add(train.population() + ": " + train.size() + " " + raster.kind().points);
      addRows(train, start, span, width, rows, lines);
    }
    lines.add(String.format(Locale.ROOT, "time: %.0f ms from left to right", span));
    return lines;
  }

  private static void addRows(
      SpikeRaster.Train train, double start, double span, int width, int rows, List<String> lines) {
    int perRow = Math.max(1, -Math.floorDiv(-train.neuronCount(), Math.max(1, rows)));
    int height = -Math.floorDiv(-train.neuronCount(), perRow);
    int[][] counts = new int[height][width];
    int most = 1;
    for (int i = 0; i < train.size(); i++) {
      int column = (int) ((train.millis(i) - start) / span * (width - 1));
      int count = ++counts[train.neuron(i) / perRow][column];
      most = Math.max(most, count);
    }
    for (int row = height - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      line.append(String.format(Locale.ROOT, "%6d │", row * perRow));
      for (int count : counts[row]) {
        line.append(LEVELS.charAt(level(count, most)));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** 0 for none, else 1 to the highest level, in proportion to the fullest cell. */
  private static int level(int count, int most) {
    return count == 0 ? 0 : 1 + (LEVELS.length() - 2) * (count - 1) / Math.max(1, most - 1);
  }
}
