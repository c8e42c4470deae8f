package io.spiketide.synapse;

import io.spiketide.neuron.Spikes;
import java.util.Arrays;

/**
 * The delivery over a convolution of many channels, output pixel by output pixel: the sums of a
 * pixel's channels lie together while spikes come, and rows of weights are added four at a time.
 *
 * <pre>
 * spike ─► for each pixel whose window covers it: {kernel element, count} waits
 *          four wait ─► sums[pixel][channel] += 4 rows of weights, the first spike first
 * end   ─► what still waits is added ─► back to the order of the target
 * </pre>
 *
 * <p>Each sum begins with what had arrived before and takes its spikes in their order, so it is bit
 * for bit that of one spike after the other.
 */
final class ConvolutionBlocks implements Delivery {
  private static final int ROWS = 4;

  private final ConvolutionSynapses synapses;
  private final int channels;

  /** By group and output pixel. */
  private final double[][] sums;

  /** Number of rows that wait at a pixel, -1 where no spike has come. */
  private final byte[] waiting;

  private final int[] rows;
  private final double[] counts;
  private final int[] touched;
  private int touchedSize;

  ConvolutionBlocks(ConvolutionSynapses synapses) {
    this.synapses = synapses;
    channels = synapses.outPerGroup;
    int pixels = synapses.groups * synapses.outPlane;
    sums = new double[pixels][channels];
    waiting = new byte[pixels];
    Arrays.fill(waiting, (byte) -1);
    rows = new int[ROWS * pixels];
    counts = new double[ROWS * pixels];
    touched = new int[pixels];
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] target = ring[slot];
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      events += take(spikes.neuron(i), spikes.count(i), target);
    }
    for (int i = 0; i < touchedSize; i++) {
      finish(touched[i], target);
    }
    touchedSize = 0;
    return events;
  }

  private int take(int source, double count, double[] target) {
    WindowTaps down = synapses.rows;
    WindowTaps across = synapses.columns;
    int channel = source / synapses.plane;
    int y = source % synapses.plane / synapses.width;
    int x = source % synapses.width;
    int firstPixel = synapses.group(channel) * synapses.outPlane;
    for (int r = down.starts[y]; r < down.starts[y + 1]; r++) {
      int pixelRow = firstPixel + down.output[r] * across.outputs;
      int weightRow = synapses.weightRow(channel, down.element[r]);
      for (int c = across.starts[x]; c < across.starts[x + 1]; c++) {
        put(pixelRow + across.output[c], weightRow + across.element[c], count, target);
      }
    }
    return channels
        * (down.starts[y + 1] - down.starts[y])
        * (across.starts[x + 1] - across.starts[x]);
  }

  private void put(int pixel, int row, double count, double[] target) {
    int n = waiting[pixel];
    if (n < 0) {
      n = 0;
      touched[touchedSize++] = pixel;
      fetch(pixel, target);
    }
    int at = ROWS * pixel + n;
    rows[at] = row;
    counts[at] = count;
    n++;
    if (n == ROWS) {
      n = 0;
      addFour(pixel);
    }
    waiting[pixel] = (byte) n;
  }

  private void addFour(int pixel) {
    int at = ROWS * pixel;
    double[][] weights = synapses.weights;
    addFour(
        sums[pixel],
        weights[rows[at]],
        weights[rows[at + 1]],
        weights[rows[at + 2]],
        weights[rows[at + 3]],
        counts[at],
        counts[at + 1],
        counts[at + 2],
        counts[at + 3]);
  }

  private static void addFour(
      double[] sums,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double p,
      double q,
      double r,
      double s) {
    for (int t = 0; t < sums.length; t++) {
      sums[t] = sums[t] + a[t] * p + b[t] * q + c[t] * r + d[t] * s;
    }
  }

  private static void add(double[] sums, double[] row, double count) {
    for (int t = 0; t < sums.length; t++) {
      sums[t] += row[t] * count;
    }
  }

  private void finish(int pixel, double[] target) {
    for (int at = ROWS * pixel; at < ROWS * pixel + waiting[pixel]; at++) {
      add(sums[pixel], synapses.weights[rows[at]], counts[at]);
    }
    waiting[pixel] = -1;
    double[] own = sums[pixel];
    int to = firstTarget(pixel);
    for (int c = 0; c < channels; c++, to += synapses.outPlane) {
      target[to] = own[c];
    }
  }

  private void fetch(int pixel, double[] target) {
    double[] own = sums[pixel];
    int from = firstTarget(pixel);
    for (int c = 0; c < channels; c++, from += synapses.outPlane) {
      own[c] = target[from];
    }
  }

  private int firstTarget(int pixel) {
    int group = pixel / synapses.outPlane;
    return group * channels * synapses.outPlane + pixel % synapses.outPlane;
  }
}
