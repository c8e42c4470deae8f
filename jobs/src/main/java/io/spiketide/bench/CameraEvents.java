package io.spiketide.bench;

import java.util.SplittableRandom;

/**
 * Events of a simulated camera: bursts along rows, as moving edges make them, ten million a second.
 */
final class CameraEvents {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;
  private static final int MOST_BURST = 16;

  final int number;
  final long[] micros;
  final int[] x;
  final int[] y;
  final int[] on;

  CameraEvents(int number) {
    this.number = number;
    micros = new long[number];
    x = new int[number];
    y = new int[number];
    on = new int[number];
    SplittableRandom random = new SplittableRandom(1);
    int next = 0;
    for (long time = 0; next < number; time++) {
      int row = random.nextInt(HEIGHT);
      int polarity = random.nextInt(2);
      int column = random.nextInt(WIDTH - 2 * MOST_BURST);
      int burst = Math.min(number - next, 4 + random.nextInt(MOST_BURST - 4));
      for (int i = 0; i < burst; i++) {
        micros[next] = time;
        x[next] = column;
        y[next] = row;
        on[next++] = polarity;
        column += 1 + random.nextInt(2);
      }
    }
  }

  /** Row-major index into a shape of polarity, row and column. */
  int address(int event) {
    return (on[event] * HEIGHT + y[event]) * WIDTH + x[event];
  }
}
