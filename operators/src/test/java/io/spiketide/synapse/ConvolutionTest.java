package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity.Conv1d;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions and pooling against the textbook form, which gathers instead of scattering. */
class ConvolutionTest {
  private final Random random = new Random(17);

  @ParameterizedTest
  @CsvSource({
    "4, 3, 1, 0, 1, 1",
    "4, 5, 1, 2, 1, 1",
    "6, 3, 2, 1, 1, 2",
    "8, 3, 3, 4, 2, 4",
    "2, 1, 1, 0, 1, 1",
    "4, 2, 1, 0, 3, 2"
  })
  void aPlaneIsCrossCorrelated(
      int out, int kernel, int stride, int padding, int dilation, int groups) {
    Conv2d conv =
        new Conv2d(
            out,
            new Pair(kernel, kernel + 1),
            new Pair(stride, 1),
            new Pair(padding, padding + 1),
            new Pair(dilation, 1),
            groups);
    Shape source = Shape.of(4, 9, 8);
    Shape target = Geometry.targetShape(conv, source);
    float[] weights = floats(out * (4 / groups) * kernel * (kernel + 1));
    double[] image = image(source.size());

    double[] expected = new double[target.size()];
    for (int co = 0; co < out; co++) {
      for (int oy = 0; oy < target.dim(1); oy++) {
        for (int ox = 0; ox < target.dim(2); ox++) {
          double sum = 0;
          for (int ci = 0; ci < 4 / groups; ci++) {
            int channel = co / (out / groups) * (4 / groups) + ci;
            for (int ky = 0; ky < kernel; ky++) {
              for (int kx = 0; kx <= kernel; kx++) {
                int y = oy * stride + ky * dilation - padding;
                int x = ox + kx - padding - 1;
                if (y >= 0 && y < 9 && x >= 0 && x < 8) {
                  float w = weights[((co * (4 / groups) + ci) * kernel + ky) * (kernel + 1) + kx];
                  sum += w * image[(channel * 9 + y) * 8 + x];
                }
              }
            }
          }
          expected[(co * target.dim(1) + oy) * target.dim(2) + ox] = sum;
        }
      }
    }
    assertThat(run(Projections.conv(conv, source, listed(weights)), image))
        .containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0, 1, 1", "5, 2, 3, 1, 2", "3, 1, 2, 4, 2"})
  void aLineIsCrossCorrelated(int kernel, int stride, int padding, int dilation, int groups) {
    Conv1d conv = new Conv1d(6, kernel, stride, padding, dilation, groups);
    Shape source = Shape.of(2, 15);
    Shape target = Geometry.targetShape(conv, source);
    int in = 2 / groups;
    float[] weights = floats(6 * in * kernel);
    double[] line = image(source.size());

    double[] expected = new double[target.size()];
    for (int i = 0; i < expected.length; i++) {
      int co = i / target.dim(1);
      for (int ci = 0; ci < in; ci++) {
        for (int k = 0; k < kernel; k++) {
          int x = i % target.dim(1) * stride + k * dilation - padding;
          if (x >= 0 && x < 15) {
            int channel = co / (6 / groups) * in + ci;
            expected[i] += weights[(co * in + ci) * kernel + k] * line[channel * 15 + x];
          }
        }
      }
    }
    assertThat(run(Projections.conv(conv, source, listed(weights)), line))
        .containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Pool2d.Kind.class)
  void windowsArePooledWithZerosAround(Pool2d.Kind kind) {
    Pool2d pool = new Pool2d(kind, new Pair(2, 3), new Pair(2, 2), new Pair(1, 1));
    Shape source = Shape.of(2, 5, 6);
    Shape target = Geometry.targetShape(pool, source);
    double[] image = image(source.size());

    double[] expected = new double[target.size()];
    for (int i = 0; i < expected.length; i++) {
      int ox = i % target.dim(2);
      int oy = i / target.dim(2) % target.dim(1);
      int channel = i / (target.dim(1) * target.dim(2));
      double sum = 0;
      double largest = 0;
      for (int y = Math.max(0, 2 * oy - 1); y < Math.min(5, 2 * oy + 1); y++) {
        for (int x = Math.max(0, 2 * ox - 1); x < Math.min(6, 2 * ox + 2); x++) {
          double count = image[(channel * 5 + y) * 6 + x];
          sum += count;
          largest = Math.max(largest, count);
        }
      }
      expected[i] =
          switch (kind) {
            case SUM -> 2 * sum;
            case AVERAGE -> 2 * sum / 6;
            case MAX -> 2 * largest;
          };
    }
    assertThat(run(Projections.conv(pool, source, Values.of(2)), image))
        .containsExactly(expected, within(1e-12));
  }

  private static double[] run(Projections.Sample sample, double[] image) {
    Spikes spikes = new Spikes(4);
    for (int i = 0; i < image.length; i++) {
      if (image[i] != 0) {
        spikes.add(i, image[i]);
      }
    }
    double[][] ring = new double[1][sample.target().size()];
    sample.compile().delivery().deliver(spikes, ring, 0);
    return ring[0];
  }

  private double[] image(int size) {
    double[] image = new double[size];
    Arrays.setAll(image, i -> Math.max(0, random.nextInt(6) - 2));
    return image;
  }

  private float[] floats(int n) {
    float[] floats = new float[n];
    for (int i = 0; i < n; i++) {
      floats[i] = random.nextFloat() - 0.5f;
    }
    return floats;
  }

  private static Values listed(float[] weights) {
    double[] doubles = new double[weights.length];
    Arrays.setAll(doubles, i -> weights[i]);
    return new Values.Listed(doubles);
  }
}
