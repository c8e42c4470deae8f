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
final class ConvolutionSynapses implements Synapses {
  private final int channels;
  private final int width;
  private final int plane;
  private final int outPlane;
  private final int inPerGroup;
  private final int outPerGroup;
  private final int kernelWidth;
  private final int kernelArea;
  private final WindowTaps rows;
  private final WindowTaps columns;

  /** Shape {@code [in channel][kernel row][kernel column][out channel of the group]}. */
  private final float[] weights;

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
    weights = new float[c.outChannels() * inPerGroup * kernelArea];
    for (int channel = 0; channel < channels; channel++) {
      for (int element = 0; element < kernelArea; element++) {
        for (int out = 0; out < outPerGroup; out++) {
          long place =
              ((long) (firstOut(channel) + out) * inPerGroup + channel % inPerGroup) * kernelArea;
          weights[weightAt(channel, element) + out] = values.weight(place + element);
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
      int kernelRow = rows.element[r] * kernelWidth;
      for (int c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
        int weight = weightAt(channel, kernelRow + columns.element[c]);
        addAcrossChannels(weight, outRow + columns.output[c], count, sums);
      }
    }
    return outPerGroup
        * (rows.starts[y + 1] - rows.starts[y])
        * (columns.starts[x + 1] - columns.starts[x]);
  }

  private void addAcrossChannels(int firstWeight, int firstTarget, double count, double[] sums) {
    int target = firstTarget;
    int end = firstWeight + outPerGroup;
    if (count == 1) {
      for (int weight = firstWeight; weight < end; weight++, target += outPlane) {
        sums[target] += weights[weight];
      }
    } else {
      for (int weight = firstWeight; weight < end; weight++, target += outPlane) {
        sums[target] += weights[weight] * count;
      }
    }
  }

  private int firstOut(int channel) {
    return channel / inPerGroup * outPerGroup;
  }

  private int weightAt(int channel, int element) {
    return (channel * kernelArea + element) * outPerGroup;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < channels * plane; source++) {
      int channel = source / plane;
      int y = source % plane / width;
      int x = source % width;
      for (int out = 0; out < outPerGroup; out++) {
        int outChannel = (firstOut(channel) + out) * outPlane;
        for (int r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
          int outRow = outChannel + rows.output[r] * columns.outputs;
          int kernelRow = rows.element[r] * kernelWidth;
          for (int c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
            int weight = weightAt(channel, kernelRow + columns.element[c]) + out;
            visitor.synapse(source, outRow + columns.output[c], weights[weight], delay);
          }
        }
      }
    }
  }

  @Override
  public long bytes() {
    return 4L * weights.length + rows.bytes() + columns.bytes();
  }
}
