package io.spiketide.synapse;

import io.spiketide.network.Geometry;

/**
 * A window that slides along one dimension, seen from the input: for each input position the
 * outputs whose window covers it, ascending, and the kernel element that each of them has there.
 *
 * <p>output o, kernel element k ↔ input position o * stride + k * dilation - padding
 */
final class WindowTaps {
  /** Number of outputs. */
  final int outputs;

  /** First tap of each input position, and the number of taps at the end. */
  final int[] starts;

  /** Output of each tap. */
  final int[] output;

  /** Kernel element of each tap. */
  final int[] element;

  /**
   * @throws IllegalArgumentException if the window does not fit
   */
  WindowTaps(int inputs, int kernel, int stride, int padding, int dilation) {
    outputs = Geometry.slide(inputs, kernel, stride, padding, dilation);
    starts = new int[inputs + 1];
    forEachTap(kernel, stride, padding, dilation, (input, o, k) -> starts[input + 1]++);
    for (int i = 0; i < inputs; i++) {
      starts[i + 1] += starts[i];
    }
    output = new int[starts[inputs]];
    element = new int[starts[inputs]];
    int[] next = starts.clone();
    forEachTap(
        kernel,
        stride,
        padding,
        dilation,
        (input, o, k) -> {
          output[next[input]] = o;
          element[next[input]++] = k;
        });
  }

  private void forEachTap(int kernel, int stride, int padding, int dilation, TapSink sink) {
    int inputs = starts.length - 1;
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < kernel; k++) {
        long input = (long) o * stride + (long) k * dilation - padding;
        if (input >= 0 && input < inputs) {
          sink.tap((int) input, o, k);
        }
      }
    }
  }

  /** Number of taps of all input positions. */
  int size() {
    return output.length;
  }

  long bytes() {
    return 4L * (starts.length + output.length + element.length);
  }

  private interface TapSink {
    void tap(int input, int output, int element);
  }
}
