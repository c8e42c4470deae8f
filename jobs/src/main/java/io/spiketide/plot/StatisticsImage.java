package io.spiketide.plot;

import io.spiketide.statistics.Distribution;
import io.spiketide.statistics.PopulationStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Histograms of rate, CV and correlation side by side as a PNG file, an outline per population on a
 * common axis. Needs no display.
 */
public final class StatisticsImage {
  /** More outlines could not be told apart. */
  public static final int MOST_POPULATIONS = 12;

  private static final int WIDTH = 620;
  private static final int HEIGHT = 480;

  /** At most so many intervals, and one more. */
  private static final int INTERVALS = 60;

  private StatisticsImage() {}

  /**
   * Draws the histograms and writes them; an existing file is replaced.
   *
   * @param populations by their names in the legend, in order
   */
  public static void write(Map<String, PopulationStatistics> populations, Path file)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // its cache cannot be made while the process ends after Ctrl-C
    List<XYChart> charts =
        List.of(
            chart("rate in Hz", "neurons", populations, PopulationStatistics::rates),
            chart("CV of intervals", "neurons", populations, PopulationStatistics::variation),
            chart("count correlation", "pairs", populations, PopulationStatistics::correlations));
    BitmapEncoder.saveBitmap(charts, 1, charts.size(), file.toString(), BitmapFormat.PNG);
  }

  private static XYChart chart(
      String measure,
      String counted,
      Map<String, PopulationStatistics> populations,
      Function<PopulationStatistics, Distribution> distribution) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(measure)
            .xAxisTitle(measure)
            .yAxisTitle("share of " + counted)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setDecimalPattern("0.###");
    List<Distribution> all =
        populations.values().stream().map(distribution).filter(d -> !d.isEmpty()).toList();
    double low = all.stream().mapToDouble(Distribution::min).min().orElse(0);
    double high = all.stream().mapToDouble(Distribution::max).max().orElse(1);
    double width = roundWidth(high > low ? (high - low) / INTERVALS : Math.abs(low) / INTERVALS);
    double start = Math.floor(low / width) * width;
    int intervals = 1 + (int) ((high - start) / width);
    populations.forEach(
        (name, statistics) -> {
          Distribution drawn = distribution.apply(statistics);
          if (!drawn.isEmpty()) {
            addOutline(chart, name, drawn, start, width, intervals);
          }
        });
    if (all.isEmpty()) {
      double[] none = new double[1];
      Arrays.fill(none, Double.NaN);
      chart.addSeries("nothing to count", new double[1], none);
    }
    return chart;
  }

  /** The next of 1, 2, 5, 10, … and their decimal fractions; 1 for 0. */
  private static double roundWidth(double least) {
    if (least == 0) {
      return 1;
    }
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    double factor = least / decade;
    return decade * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  /** The outline of a histogram: up and down at the borders of its intervals. */
  private static void addOutline(
      XYChart chart,
      String name,
      Distribution distribution,
      double start,
      double width,
      int intervals) {
    int[] counts = distribution.counts(start, start + intervals * width, intervals);
    List<Double> x = new ArrayList<>(List.of(start));
    List<Double> y = new ArrayList<>(List.of(0.0));
    for (int i = 0; i < intervals; i++) {
      double share = (double) counts[i] / distribution.size();
      x.addAll(List.of(start + i * width, start + (i + 1) * width));
      y.addAll(List.of(share, share));
    }
    x.add(start + intervals * width);
    y.add(0.0);
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
  }
}
