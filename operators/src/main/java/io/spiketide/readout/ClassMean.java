package io.spiketide.readout;

/** The mean of a state variable over the neurons of a class. */
final class ClassMean {
  private ClassMean() {}

  static double of(double[] variable, int c, int block) {
    double sum = 0;
    for (int i = c * block; i < (c + 1) * block; i++) {
      sum += variable[i];
    }
    return sum / block;
  }
}
