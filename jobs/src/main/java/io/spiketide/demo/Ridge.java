package io.spiketide.demo;

/** Linear regression with a penalty on large weights. */
final class Ridge {
  private Ridge() {}

  /**
   * The weights w that minimise {@code |X w - y|² + penalty |w|²}, by Cholesky's decomposition.
   *
   * @param x a row for each sample
   * @param y a value for each sample
   * @param penalty above 0
   */
  static double[] fit(double[][] x, double[] y, double penalty) {
    int n = x[0].length;
    double[][] a = new double[n][n];
    double[] w = new double[n];
    for (int sample = 0; sample < x.length; sample++) {
      double[] row = x[sample];
      for (int i = 0; i < n; i++) {
        w[i] += row[i] * y[sample];
        for (int j = 0; j <= i; j++) {
          a[i][j] += row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      a[i][i] += penalty;
    }
    decompose(a);
    solve(a, w);
    return w;
  }

  /** Puts the lower triangle L with {@code L Lᵀ = a} in place of a. */
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
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= lower[i][k] * b[k];
      }
      b[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= lower[k][i] * b[k];
      }
      b[i] /= lower[i][i];
    }
  }
}
