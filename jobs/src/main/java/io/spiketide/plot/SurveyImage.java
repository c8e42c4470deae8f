package io.spiketide.plot;

import io.spiketide.sensor.PixelColumns;
import io.spiketide.sensor.RecordingSurvey;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A recording at a glance as a PNG file: events per second over time above, below how often each
 * pixel fired, on a logarithmic scale. Needs no display.
 */
public final class SurveyImage {
  private static final int WIDTH = 900;
  private static final int RATE_HEIGHT = 300;
  private static final int MAP_HEIGHT = 520;
  private static final int MARGIN = 20;
  private static final double MICROS_PER_SECOND = 1e6;

  private SurveyImage() {}

  /** Draws the survey and writes it; an existing file is replaced. */
  public static void write(RecordingSurvey survey, String title, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
    BufferedImage image =
        new BufferedImage(WIDTH, RATE_HEIGHT + MAP_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.drawImage(BitmapEncoder.getBufferedImage(rate(survey, title)), 0, 0, null);
    BufferedImage map = map(survey);
    double zoom =
        Math.min(
            (WIDTH - 2.0 * MARGIN) / map.getWidth(), (MAP_HEIGHT - 2.0 * MARGIN) / map.getHeight());
    int width = Math.max(1, (int) (map.getWidth() * zoom));
    int height = Math.max(1, (int) (map.getHeight() * zoom));
    graphics.drawImage(map, (WIDTH - width) / 2, RATE_HEIGHT + MARGIN, width, height, null);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static XYChart rate(RecordingSurvey survey, String title) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(RATE_HEIGHT)
            .title(title)
            .xAxisTitle("time in s")
            .yAxisTitle("events/s")
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setLocale(Locale.ROOT);
    long[] bins = survey.rate().bins();
    double seconds = survey.rate().binMicros() / MICROS_PER_SECOND;
    double[] x = new double[Math.max(1, bins.length)];
    double[] y = new double[x.length];
    for (int i = 0; i < bins.length; i++) {
      x[i] = (i + 0.5) * seconds;
      y[i] = bins[i] / seconds;
    }
    chart.addSeries("rate", x, y).setMarker(SeriesMarkers.NONE);
    return chart;
  }

  /** The part of the sensor that fired, dark where it fired often. */
  private static BufferedImage map(RecordingSurvey survey) {
    int[] bounds = survey.bounds();
    int width = bounds[1] - bounds[0] + 1;
    int height = bounds[3] - bounds[2] + 1;
    int step = Math.max(1, Math.max(width / WIDTH, height / MAP_HEIGHT));
    long[][] counts = new long[(height - 1) / step + 1][(width - 1) / step + 1];
    PixelColumns columns = survey.columns();
    survey
        .addresses()
        .forEach(
            (address, events) ->
                counts[(columns.y(address) - bounds[2]) / step][
                        (columns.x(address) - bounds[0]) / step] +=
                    events);
    long most = 1;
    for (long[] row : counts) {
      for (long count : row) {
        most = Math.max(most, count);
      }
    }
    BufferedImage map =
        new BufferedImage(counts[0].length, counts.length, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < counts.length; y++) {
      for (int x = 0; x < counts[y].length; x++) {
        int pale = (int) (255 - 255 * Math.log1p(counts[y][x]) / Math.log1p(most));
        map.setRGB(x, y, pale << 16 | pale << 8 | (255 + pale) / 2);
      }
    }
    return map;
  }
}
