package io.spiketide.synapse;

import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;

/**
 * A cross-correlation in scatter form: a spike adds the weights of the kernels that cover it to
 * their outputs. Kernels are stored once, never expanded. One dimension is a plane of height 1.
 */
final class ConvolutionSynapses implements Synapses, Delivery {
  /** From so many channels on it pays to gather the spikes of a pixel; measured. */
  private static final int MANY_CHANNELS = 16;

  final int groups;
  final int width;
  final int plane;
  final int outPlane;
  final int outPerGroup;
  final WindowTaps rows;
  final WindowTaps columns;

  /**
   * Shape {@code [in channel, kernel row, kernel column][out channel of the group]}; in 64 bits,
   * because a loop that widens them is not vectorised.
   */
  final double[][] weights;

  private final int channels;
  private final int inPerGroup;
  private final int kernelWidth;
  private final int kernelArea;

  private final int delay;

  /** A convolution over {@code [channels, length]}. */
  static ConvolutionSynapses build(Conv1d c, Shape source, SynapseValues values) {
    Conv2d plane =
        new Conv2d(
            c.outChannels(),
            new Pair(1, c.kernel()),
            new Pair(1, c.stride()),
            new Pair(0, c.padding()),
            new Pair(1, c.dilation()),
            c.groups());
    return build(plane, Shape.of(source.dim(0), 1, source.dim(1)), values);
  }

  /** A convolution over {@code [channels, height, width]}. */
  static ConvolutionSynapses build(Conv2d c, Shape source, SynapseValues values) {
    return new ConvolutionSynapses(c, source, values);
  }

  private ConvolutionSynapses(Conv2d c, Shape source, SynapseValues values) {
    groups = c.groups();
    channels = source.dim(0);
    width = source.dim(2);
    plane = source.dim(1) * width;
    inPerGroup = channels / c.groups();
    outPerGroup = c.outChannels() / c.groups();
    kernelWidth = c.kernel().x();
    kernelArea = c.kernel().y() * kernelWidth;
    rows = taps(source.dim(1), c.kernel().y(), c.stride().y(), c.padding().y(), c.dilation().y());
    columns = taps(width, kernelWidth, c.stride().x(), c.padding().x(), c.dilation().x());
    outPlane = rows.outputs * columns.outputs;
    weights = new double[channels * kernelArea][outPerGroup];
    for (int channel = 0; channel < channels; channel++) {
      for (int element = 0; element < kernelArea; element++) {
        for (int out = 0; out < outPerGroup; out++) {
          long place =
              ((long) (firstOut(channel) + out) * inPerGroup + channel % inPerGroup) * kernelArea;
          weights[channel * kernelArea + element][out] = values.weight(place + element);
        }
      }
    }
    delay = values.delay(0);
  }

  private static WindowTaps taps(int inputs, int kernel, int stride, int padding, int dilation) {
    return new WindowTaps(inputs, kernel, stride, padding, dilation);
  }

  @Override
  public int minDelay() {
    return delay;
  }

  @Override
  public int maxDelay() {
    return delay;
  }

  @Override
  public long count() {
    return (long) channels * outPerGroup * rows.size() * columns.size();
  }

  @Override
  public Delivery delivery() {
    return outPerGroup >= MANY_CHANNELS ? new ConvolutionBlocks(this) : this;
  }

  @Override
  public long deliver(Spikes spikes, double[][] ring, int slot) {
    double[] sums = ring[slot];
    int[] sources = spikes.neurons();
    double[] counts = spikes.counts();
    long events = 0;
    for (int i = 0; i < spikes.size(); i++) {
      events += scatter(sources[i], counts[i], sums);
    }
    return events;
  }

  /**
   * Out channels innermost: one source reaches a target over one synapse at most, so this order
   * gives the same sums as ascending targets.
   */
  private int scatter(int source, double count, double[] sums) {
    int channel = source / plane;
    int y = source % plane / width;
    int x = source % width;
    int first = firstOut(channel) * outPlane;
    for (int r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
      int outRow = first + rows.output[r] * columns.outputs;
      int weightRow = weightRow(channel, rows.element[r]);
      for (int c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
        double[] row = weights[weightRow + columns.element[c]];
        addAcrossChannels(row, count, outRow + columns.output[c], sums);
      }
    }
    return outPerGroup
        * (rows.starts[y + 1] - rows.starts[y])
        * (columns.starts[x + 1] - columns.starts[x]);
  }

  private void addAcrossChannels(double[] row, double count, int firstTarget, double[] sums) {
    int target = firstTarget;
    for (double weight : row) {
      sums[target] += weight * count;
      target += outPlane;
    }
  }

  private int firstOut(int channel) {
    return group(channel) * outPerGroup;
  }

  /** The group of an input channel. */
  int group(int channel) {
    return channel / inPerGroup;
  }

  /** Index of the weights of the first element of a kernel row. */
  int weightRow(int channel, int kernelRow) {
    return channel * kernelArea + kernelRow * kernelWidth;
  }

  @Override
  public void forEach(Visitor visitor) {
    double[] kernels = kernelWeights();
    forEachPlace((source, target, place) -> visitor.synapse(source, target, kernels[place], delay));
  }

  /** The weights of the kernels, {@code [out][in / groups][height][width]}. */
  double[] kernelWeights() {
    double[] kernels = new double[weights.length * outPerGroup];
    for (int channel = 0; channel < channels; channel++) {
      for (int element = 0; element < kernelArea; element++) {
        for (int out = 0; out < outPerGroup; out++) {
          kernels[place(channel, out) + element] = weights[channel * kernelArea + element][out];
        }
      }
    }
    return kernels;
  }

  /** Where the kernel of an input channel and an out channel of its group begins. */
  private int place(int channel, int out) {
    return ((firstOut(channel) + out) * inPerGroup + channel % inPerGroup) * kernelArea;
  }

  /** Visits every synapse with the place of its weight in {@link #kernelWeights}. */
  void forEachPlace(PlaceVisitor visitor) {
    for (int source = 0; source < channels * plane; source++) {
      int channel = source / plane;
      int y = source % plane / width;
      int x = source % width;
      for (int out = 0; out < outPerGroup; out++) {
        int outChannel = (firstOut(channel) + out) * outPlane;
        int place = place(channel, out);
        for (int r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
          int outRow = outChannel + rows.output[r] * columns.outputs;
          int kernelRow = place + rows.element[r] * kernelWidth;
          for (int c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
            visitor.synapse(source, outRow + columns.output[c], kernelRow + columns.element[c]);
          }
        }
      }
    }
  }

  /** Receives synapses. */
  interface PlaceVisitor {
    void synapse(int source, int target, int place);
  }

  @Override
  public long bytes() {
    double kernels = SynapseEstimate.kernelBytes(weights.length, outPerGroup);
    return (long) kernels + rows.bytes() + columns.bytes();
  }
}
