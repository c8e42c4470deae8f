package io.spiketide.learning;

import java.util.List;

/** Linear regression on one-of-n with a penalty on large weights: says how good features are. */
final class LinearReadout {
  private final double[][] weights;

  private LinearReadout(double[][] weights) {
    this.weights = weights;
  }

  /**
   * @param features a row for each sample, a last feature of 1 is added
   */
  static LinearReadout fit(List<double[]> features, List<Integer> labels, double penalty) {
    int n = features.get(0).length + 1;
    double[][] gram = new double[n][n];
    double[][] right = new double[10][n];
    for (int s = 0; s < features.size(); s++) {
      double[] x = withOne(features.get(s));
      for (int i = 0; i < n; i++) {
        if (x[i] != 0) {
          for (int j = 0; j <= i; j++) {
            gram[i][j] += x[i] * x[j];
          }
          for (int c = 0; c < right.length; c++) {
            right[c][i] += x[i] * (labels.get(s) == c ? 1 : -1);
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      gram[i][i] += penalty;
    }
    decompose(gram);
    for (double[] b : right) {
      solve(gram, b);
    }
    return new LinearReadout(right);
  }

  int label(double[] features) {
    double[] x = withOne(features);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights.length; c++) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += weights[c][i] * x[i];
      }
      if (sum > most) {
        most = sum;
        best = c;
      }
    }
    return best;
  }

  private static double[] withOne(double[] features) {
    double[] x = java.util.Arrays.copyOf(features, features.length + 1);
    x[features.length] = 1;
    return x;
  }

  private static void decompose(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }

  private static void solve(double[][] lower, double[] b) {
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= lower[i][k] * b[k];
      }
      b[i] /= lower[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < b.length; k++) {
        b[i] -= lower[k][i] * b[k];
      }
      b[i] /= lower[i][i];
    }
  }
}
