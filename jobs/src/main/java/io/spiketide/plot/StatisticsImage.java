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
  private static final int INTERVALS = 40;

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
    List<Distribution> all = populations.values().stream().map(distribution).toList();
    double low =
        all.stream().filter(d -> !d.isEmpty()).mapToDouble(Distribution::min).min().orElse(0);
    double high =
        all.stream().filter(d -> !d.isEmpty()).mapToDouble(Distribution::max).max().orElse(1);
    double margin = high > low ? 0 : Math.max(1, Math.abs(low)) / 2;
    populations.forEach(
        (name, statistics) -> {
          Distribution drawn = distribution.apply(statistics);
          if (!drawn.isEmpty()) {
            addOutline(chart, name, drawn, low - margin, high + margin);
          }
        });
    if (all.stream().allMatch(Distribution::isEmpty)) {
      double[] none = new double[1];
      Arrays.fill(none, Double.NaN);
      chart.addSeries("nothing to count", new double[1], none);
    }
    return chart;
  }

  /** The outline of a histogram: up and down at the borders of its intervals. */
  private static void addOutline(
      XYChart chart, String name, Distribution distribution, double low, double high) {
    int[] counts = distribution.counts(low, high, INTERVALS);
    double width = (high - low) / INTERVALS;
    List<Double> x = new ArrayList<>(List.of(low));
    List<Double> y = new ArrayList<>(List.of(0.0));
    for (int i = 0; i < INTERVALS; i++) {
      double share = (double) counts[i] / distribution.size();
      x.addAll(List.of(low + i * width, low + (i + 1) * width));
      y.addAll(List.of(share, share));
    }
    x.add(high);
    y.add(0.0);
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
  }
}
