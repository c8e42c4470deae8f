package io.spiketide.plot;

import io.spiketide.network.Network;
import io.spiketide.network.Shape;
import io.spiketide.rules.NetworkRules;
import io.spiketide.weights.WeightSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Receptive fields as a PNG file: a tile for each target neuron, a pixel for each of its sources in
 * their shape; dark for the smallest weight, bright for the largest. Where the source has channels,
 * they stand one below the other. Kernels of convolutions are shown in the order in which they are
 * kept. Needs no display.
 */
public final class WeightImage {
  private static final int MOST_TILES = 400;
  private static final int WIDTH = 1200;
  private static final int BORDER = 0x303a4a;
  private static final int NOTHING = 0x10141c;

  private WeightImage() {}

  /** Draws the weights and writes them; an existing file is replaced. */
  public static void write(WeightSet weights, Network network, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
    Field[] fields = fields(weights, network);
    int tiles = Math.min(MOST_TILES, fields.length);
    int columns = (int) Math.ceil(Math.sqrt(tiles));
    int rows = (tiles + columns - 1) / Math.max(1, columns);
    int width = fields[0].width;
    int height = fields[0].height;
    int zoom = Math.max(1, WIDTH / Math.max(1, columns * (width + 1)));
    int cellWidth = width * zoom + 1;
    int cellHeight = height * zoom + 1;
    BufferedImage image =
        new BufferedImage(
            columns * cellWidth + 1, rows * cellHeight + 1, BufferedImage.TYPE_INT_RGB);
    fill(image, 0, 0, image.getWidth(), image.getHeight(), BORDER);
    double min = Arrays.stream(weights.weights()).min().orElse(0);
    double max = Arrays.stream(weights.weights()).max().orElse(1);
    for (int t = 0; t < tiles; t++) {
      int left = t % columns * cellWidth + 1;
      int top = t / columns * cellHeight + 1;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double weight = fields[t].values[y * width + x];
          fill(image, left + x * zoom, top + y * zoom, zoom, zoom, color(weight, min, max));
        }
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static void fill(BufferedImage image, int left, int top, int width, int height, int rgb) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
  }

  /** From dark blue over teal to light yellow; what is not connected is darker than all. */
  private static int color(double weight, double min, double max) {
    if (Double.isNaN(weight)) {
      return NOTHING;
    }
    double part = max > min ? (weight - min) / (max - min) : 0.5;
    int red = (int) (255 * Math.pow(part, 1.6));
    int green = (int) (30 + 215 * part);
    int blue = (int) (70 + 110 * (1 - Math.abs(2 * part - 1)));
    return red << 16 | green << 8 | blue;
  }

  /** One tile. */
  private static final class Field {
    final int width;
    final int height;
    final double[] values;

    Field(int width, int height) {
      this.width = width;
      this.height = height;
      values = new double[width * height];
      Arrays.fill(values, Double.NaN);
    }
  }

  private static Field[] fields(WeightSet weights, Network network) {
    var projection =
        network.projections().stream()
            .filter(p -> p.name().equals(weights.projection()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no " + weights.projection()));
    if (weights.sources().length == 0) {
      return kernels(weights.weights());
    }
    Shape source = NetworkRules.sourceShape(projection.source(), network).orElseThrow();
    List<Integer> dimensions = source.dimensions();
    int width =
        dimensions.size() > 1
            ? dimensions.get(dimensions.size() - 1)
            : (int) Math.ceil(Math.sqrt(source.size()));
    int height = (source.size() + width - 1) / width;
    int targets = 1 + Arrays.stream(weights.targets()).max().orElse(0);
    Field[] fields = new Field[Math.min(MOST_TILES, targets)];
    Arrays.setAll(fields, t -> new Field(width, height));
    for (int k = 0; k < weights.weights().length; k++) {
      if (weights.targets()[k] < fields.length) {
        fields[weights.targets()[k]].values[weights.sources()[k]] = weights.weights()[k];
      }
    }
    return fields;
  }

  private static Field[] kernels(double[] weights) {
    int side = (int) Math.ceil(Math.sqrt(weights.length));
    Field field = new Field(side, (weights.length + side - 1) / side);
    System.arraycopy(weights, 0, field.values, 0, weights.length);
    return new Field[] {field};
  }
}
