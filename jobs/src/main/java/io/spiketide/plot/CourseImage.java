package io.spiketide.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How figures change from one to the next, such as an error while a network learns, one below the
 * other as a PNG file. Needs no display.
 */
public final class CourseImage {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 320;

  private CourseImage() {}

  /**
   * Draws the curves and writes them; an existing file is replaced.
   *
   * @param curves by what they are
   */
  public static void write(Map<String, double[]> curves, String title, Path file)
      throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // its cache cannot be made while the process ends after Ctrl-C
    List<XYChart> charts = new ArrayList<>();
    curves.forEach((name, values) -> charts.add(chart(name, values, title)));
    if (charts.isEmpty()) {
      charts.add(chart("nothing was answered", new double[] {Double.NaN}, title));
    }
    BitmapEncoder.saveBitmap(charts, charts.size(), 1, file.toString(), BitmapFormat.PNG);
  }

  private static XYChart chart(String name, double[] values, String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("answers, one after the other")
            .yAxisTitle(name)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setDecimalPattern("0.###");
    chart.getStyler().setYAxisMin(0.0);
    double[] x = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
    chart.addSeries(name, x, Arrays.copyOf(values, values.length)).setMarker(SeriesMarkers.NONE);
    return chart;
  }
}
