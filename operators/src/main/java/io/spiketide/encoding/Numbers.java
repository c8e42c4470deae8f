package io.spiketide.encoding;

/** Parameters that are whole numbers. */
final class Numbers {
  private Numbers() {}

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException if it is no whole number or above the limit
   */
  static int whole(SpikeEncoder encoder, EncoderSettings settings, String name, int limit) {
    double value = settings.arguments().value(name);
    if (value != Math.rint(value) || value > limit) {
      throw new IllegalArgumentException(
          encoder.name()
              + ": "
              + name
              + " "
              + value
              + " is not a whole number of at most "
              + limit
              + "; change "
              + name);
    }
    return (int) value;
  }
}
