package io.spiketide.bench;

import io.spiketide.bench.NetworkWorkload.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made inputs of the networks that are timed: images like MNIST's, noise, an event camera. */
final class Stimuli {
  private static final int SIDE = 28;
  private static final int COUNT = 64;

  private final Random random = new Random(1);
  private final int ticks;

  Stimuli(int ticks) {
    this.ticks = ticks;
  }

  /**
   * Grey images of pen strokes, the same in every tick; about a fifth of the pixels is not black,
   * as in MNIST.
   */
  List<Sample> images() {
    return many(() -> constant(image()));
  }

  /** All addresses active with a grey value each, the same in every tick. */
  List<Sample> constantNoise() {
    return many(() -> constant(random.doubles((long) SIDE * SIDE, 0.01, 1).toArray()));
  }

  /** In each tick another share of the addresses, with one event each. */
  List<Sample> sparse(double share) {
    return many(
        () -> {
          int[][] addresses = new int[ticks][];
          double[][] values = new double[ticks][];
          for (int t = 0; t < ticks; t++) {
            addresses[t] =
                IntStream.range(0, SIDE * SIDE).filter(i -> random.nextDouble() < share).toArray();
            values[t] = ones(addresses[t].length);
          }
          return new Sample(addresses, values);
        });
  }

  /**
   * Ticks of a camera of two polarities in front of a bar that moves by a pixel in two ticks: three
   * quarters of the events at the edges of the bar, the rest anywhere.
   */
  List<Sample> camera(int side, int eventsPerTick) {
    List<Sample> samples = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      int[][] addresses = new int[ticks][];
      double[][] values = new double[ticks][];
      for (int t = 0; t < ticks; t++) {
        int bar = (s * ticks + t) / 2 % side;
        int[] drawn = new int[eventsPerTick];
        for (int e = 0; e < eventsPerTick; e++) {
          int polarity = random.nextInt(2);
          int edge = (bar + 12 * polarity + random.nextInt(4)) % side;
          int x = random.nextInt(4) < 3 ? edge : random.nextInt(side);
          drawn[e] = (polarity * side + random.nextInt(side)) * side + x;
        }
        Arrays.sort(drawn);
        addresses[t] = drawn;
        values[t] = ones(eventsPerTick);
      }
      samples.add(new Sample(addresses, values));
    }
    return samples;
  }

  private static List<Sample> many(java.util.function.Supplier<Sample> make) {
    List<Sample> samples = new ArrayList<>();
    for (int s = 0; s < COUNT; s++) {
      samples.add(make.get());
    }
    return samples;
  }

  private Sample constant(double[] image) {
    int[] active = IntStream.range(0, image.length).filter(i -> image[i] > 0).toArray();
    double[] grey = Arrays.stream(active).mapToDouble(i -> image[i]).toArray();
    int[][] addresses = new int[ticks][];
    double[][] values = new double[ticks][];
    Arrays.fill(addresses, active);
    Arrays.fill(values, grey);
    return new Sample(addresses, values);
  }

  /** Two strokes of a pen that turns slowly, 2 to 3 pixels wide, within the inner 20 x 20. */
  private double[] image() {
    double[] image = new double[SIDE * SIDE];
    for (int stroke = 0; stroke < 2; stroke++) {
      double x = 6 + 16 * random.nextDouble();
      double y = 6 + 16 * random.nextDouble();
      double heading = 2 * Math.PI * random.nextDouble();
      double turn = random.nextGaussian() * 0.15;
      for (int step = 0; step < 40; step++) {
        dab(image, x, y);
        heading += turn;
        x = Math.min(23, Math.max(4, x + 0.5 * Math.cos(heading)));
        y = Math.min(23, Math.max(4, y + 0.5 * Math.sin(heading)));
      }
    }
    return image;
  }

  private static void dab(double[] image, double x, double y) {
    for (int row = (int) y - 1; row <= (int) y + 2; row++) {
      for (int column = (int) x - 1; column <= (int) x + 2; column++) {
        double distance = Math.hypot(row - y, column - x);
        double ink = Math.rint(255 * Math.max(0, 1.2 - distance / 1.6)) / 255;
        int at = row * SIDE + column;
        image[at] = Math.max(image[at], Math.min(1, ink));
      }
    }
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
