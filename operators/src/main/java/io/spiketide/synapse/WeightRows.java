package io.spiketide.synapse;

/**
 * A matrix of weights {@code [source][target]} as rows that are added to sums. Which of the two
 * forms a matrix has changes no sum: 32-bit weights are widened before they are multiplied or
 * added.
 */
sealed interface WeightRows {
  /** Largest matrix that is kept in 64 bits, in bytes: what the last-level cache may hold. */
  long WIDE_BYTES = 32L << 20;

  /**
   * The rows of a matrix: in 64 bits where they stay in the cache, which lets the compiler add
   * several at once; above that in the 32 bits they have, because memory is what limits then.
   */
  static WeightRows of(float[][] rows, int targets) {
    return isWide(rows.length, targets) ? Wide.of(rows) : new Narrow(rows);
  }

  /** Whether a matrix of that shape is kept in 64 bits. */
  static boolean isWide(int sources, int targets) {
    return (long) sources * targets * Double.BYTES <= WIDE_BYTES;
  }

  float weight(int source, int target);

  /** Adds count x weight of the targets {@code from} to {@code to} (exclusive) of a source. */
  void add(int source, double count, double[] sums, int from, int to);

  /** Adds the whole rows of four sources, the first one first. */
  void addFour(int[] sources, double[] counts, int first, double[] sums);

  /** In 64 bits. */
  record Wide(double[][] rows) implements WeightRows {
    /** A row that several sources share stays shared. */
    private static Wide of(float[][] narrow) {
      double[][] rows = new double[narrow.length][];
      for (int s = 0; s < rows.length; s++) {
        rows[s] = s > 0 && narrow[s] == narrow[s - 1] ? rows[s - 1] : widened(narrow[s]);
      }
      return new Wide(rows);
    }

    private static double[] widened(float[] narrow) {
      double[] wide = new double[narrow.length];
      for (int t = 0; t < wide.length; t++) {
        wide[t] = narrow[t];
      }
      return wide;
    }

    @Override
    public float weight(int source, int target) {
      return (float) rows[source][target];
    }

    @Override
    public void add(int source, double count, double[] sums, int from, int to) {
      double[] row = rows[source];
      for (int t = from; t < to; t++) {
        sums[t] += row[t] * count;
      }
    }

    @Override
    public void addFour(int[] sources, double[] counts, int first, double[] sums) {
      double[] a = rows[sources[first]];
      double[] b = rows[sources[first + 1]];
      double[] c = rows[sources[first + 2]];
      double[] d = rows[sources[first + 3]];
      double p = counts[first];
      double q = counts[first + 1];
      double r = counts[first + 2];
      double s = counts[first + 3];
      for (int t = 0; t < sums.length; t++) {
        sums[t] = sums[t] + a[t] * p + b[t] * q + c[t] * r + d[t] * s;
      }
    }
  }

  /** In 32 bits. */
  record Narrow(float[][] rows) implements WeightRows {
    @Override
    public float weight(int source, int target) {
      return rows[source][target];
    }

    @Override
    public void add(int source, double count, double[] sums, int from, int to) {
      float[] row = rows[source];
      for (int t = from; t < to; t++) {
        sums[t] += row[t] * count;
      }
    }

    @Override
    public void addFour(int[] sources, double[] counts, int first, double[] sums) {
      float[] a = rows[sources[first]];
      float[] b = rows[sources[first + 1]];
      float[] c = rows[sources[first + 2]];
      float[] d = rows[sources[first + 3]];
      double p = counts[first];
      double q = counts[first + 1];
      double r = counts[first + 2];
      double s = counts[first + 3];
      for (int t = 0; t < sums.length; t++) {
        sums[t] = sums[t] + a[t] * p + b[t] * q + c[t] * r + d[t] * s;
      }
    }
  }
}
