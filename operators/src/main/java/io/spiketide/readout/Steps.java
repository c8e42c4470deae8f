package io.spiketide.readout;

import java.util.Arrays;

/** Sums over the steps of a window, the newest step last. */
final class Steps {
  private Steps() {}

  /** Drops the oldest step and begins a new one with zeros. */
  static void slide(double[] sums, int perStep) {
    int newest = sums.length - perStep;
    System.arraycopy(sums, perStep, sums, 0, newest);
    Arrays.fill(sums, newest, sums.length, 0);
  }
}
