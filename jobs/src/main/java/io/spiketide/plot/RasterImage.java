package io.spiketide.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A raster as a PNG file: one dot per spike, time to the right in s from the first spike, neurons
 * upwards, the populations one above the other in bands of the same height. Needs no display.
 */
public final class RasterImage {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 800;
  private static final int DOT = 3;
  private static final double SECONDS_PER_MILLI = 1e-3;

  /** Part of its band that a population fills. */
  private static final double FILLED = 0.85;

  private RasterImage() {}

  /** Draws the raster and writes it; an existing file is replaced. */
  public static void write(SpikeRaster raster, String title, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // its cache cannot be made while the process ends after Ctrl-C
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("time in s")
            .yAxisTitle(raster.kind().rows)
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(DOT);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setYAxisTicksVisible(false);
    chart.getStyler().setLocale(Locale.ROOT);
    addSeries(raster, chart);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }

  private static void addSeries(SpikeRaster raster, XYChart chart) {
    double start = raster.firstMillis();
    int band = 0;
    for (SpikeRaster.Train train : raster.trains()) {
      double[] seconds = new double[train.size()];
      double[] heights = new double[train.size()];
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = (train.millis(i) - start) * SECONDS_PER_MILLI;
        heights[i] = band + FILLED * train.neuron(i) / Math.max(1, train.neuronCount() - 1);
      }
      if (seconds.length > 0) {
        chart.addSeries(train.population(), seconds, heights).setMarker(SeriesMarkers.CIRCLE);
      }
      band++;
    }
    if (raster.size() == 0) {
      double[] none = new double[1];
      Arrays.fill(none, Double.NaN);
      chart.addSeries("no " + raster.kind().points, new double[1], none);
    }
  }
}
