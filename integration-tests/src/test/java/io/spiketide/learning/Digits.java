package io.spiketide.learning;

import io.spiketide.operator.ImageStream;
import io.spiketide.schema.Decision;
import io.spiketide.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits of 8 x 8 pixels (UCI optical digits, test half): 1,347 to train on and 450 to
 * test, each digit in proportion, drawn by the seed.
 */
record Digits(List<Digit> train, List<Digit> test) {
  static final int SIDE = 8;
  private static final double WHITE = 16;
  private static final int TEST = 450;

  /**
   * @param pixels 0 to 1, row by row
   */
  record Digit(int label, float[] pixels, int side) {

    /** The digit enlarged bilinearly; pixels are areas, those at the edge go on. */
    Digit enlarged(int to) {
      float[] larger = new float[to * to];
      for (int y = 0; y < to; y++) {
        for (int x = 0; x < to; x++) {
          larger[y * to + x] = (float) at(source(y, to), source(x, to));
        }
      }
      return new Digit(label, larger, to);
    }

    private double source(int i, int to) {
      return Math.min(side - 1, Math.max(0, (i + 0.5) * side / to - 0.5));
    }

    private double at(double y, double x) {
      int y0 = (int) y;
      int x0 = (int) x;
      int y1 = Math.min(side - 1, y0 + 1);
      int x1 = Math.min(side - 1, x0 + 1);
      double upper = pixel(y0, x0) + (x - x0) * (pixel(y0, x1) - pixel(y0, x0));
      double lower = pixel(y1, x0) + (x - x0) * (pixel(y1, x1) - pixel(y1, x0));
      return upper + (y - y0) * (lower - upper);
    }

    private double pixel(int y, int x) {
      return pixels[y * side + x];
    }
  }

  /** Shows digits in an order that the seed draws. */
  static void shuffle(ImageStream stream, List<Digit> digits, long seed) throws Exception {
    List<Digit> shuffled = new ArrayList<>(digits);
    Collections.shuffle(shuffled, new Random(seed));
    show(stream, shuffled);
  }

  /** Shows digits one after the other. */
  static void show(ImageStream stream, List<Digit> digits) throws Exception {
    for (Digit digit : digits) {
      stream.show("" + digit.label(), digit.pixels());
    }
  }

  /** Learns and is tested with one seed, and says how large a share it tells. */
  interface Trial {
    double accuracy(long seed) throws Exception;
  }

  /** The mean of five seeds. */
  static double meanOfFive(String what, Trial trial) throws Exception {
    double sum = 0;
    for (long seed = 1; seed <= 5; seed++) {
      double accuracy = trial.accuracy(seed);
      System.out.printf("%s seed %d: %.1f %%%n", what, seed, 100 * accuracy);
      sum += accuracy;
    }
    return sum / 5;
  }

  /**
   * Shows a described network the digits to train on, so many times over, then tests it without
   * learning.
   *
   * @param ticks for which a digit is shown
   * @return the share of test digits that it tells
   */
  double taught(String network, long seed, int ticks, int epochs) throws Exception {
    try (ImageStream stream = new ImageStream(Examples.network(network, seed), ticks)) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        shuffle(stream, train, 100 * seed + epoch);
      }
      stream.learning(false);
      show(stream, test);
      return accuracy(stream.decisions(), test.size());
    }
  }

  /** The share of the last so many decisions that are right. */
  private static double accuracy(List<Decision> decisions, int tested) {
    long right =
        decisions.subList(decisions.size() - tested, decisions.size()).stream()
            .filter(d -> d.label().equals(d.trueLabel()))
            .count();
    return right / (double) tested;
  }

  /** All digits, divided by a seed. */
  static Digits split(long seed) throws IOException {
    List<List<Digit>> byLabel = new ArrayList<>();
    for (int label = 0; label < 10; label++) {
      byLabel.add(new ArrayList<>());
    }
    for (Digit digit : read()) {
      byLabel.get(digit.label()).add(digit);
    }
    int all = byLabel.stream().mapToInt(List::size).sum();
    Random random = new Random(seed);
    List<Digit> train = new ArrayList<>();
    List<Digit> test = new ArrayList<>();
    int seen = 0;
    for (List<Digit> digits : byLabel) {
      Collections.shuffle(digits, random);
      seen += digits.size();
      int wanted = Math.round((float) TEST * seen / all) - test.size();
      test.addAll(digits.subList(0, wanted));
      train.addAll(digits.subList(wanted, digits.size()));
    }
    Collections.shuffle(train, random);
    Collections.shuffle(test, random);
    return new Digits(train, test);
  }

  private static List<Digit> read() throws IOException {
    List<Digit> digits = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.data("digits/digits.csv.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",");
        float[] pixels = new float[SIDE * SIDE];
        for (int p = 0; p < pixels.length; p++) {
          pixels[p] = (float) (Double.parseDouble(cells[p]) / WHITE);
        }
        digits.add(new Digit((int) Double.parseDouble(cells[pixels.length]), pixels, SIDE));
      }
    }
    return digits;
  }

  /** The digits of some labels alone. */
  Digits of(int... labels) {
    List<Integer> wanted = java.util.Arrays.stream(labels).boxed().toList();
    return new Digits(
        train.stream().filter(d -> wanted.contains(d.label())).toList(),
        test.stream().filter(d -> wanted.contains(d.label())).toList());
  }

  Digits enlarged(int side) {
    return new Digits(
        train.stream().map(d -> d.enlarged(side)).toList(),
        test.stream().map(d -> d.enlarged(side)).toList());
  }
}
