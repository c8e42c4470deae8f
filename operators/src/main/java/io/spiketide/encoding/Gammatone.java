package io.spiketide.encoding;

/**
 * A gammatone filter of order 4 as a cascade of complex poles, with a gain of 1 for a tone at its
 * frequency; see {@link CochleaEncoder} for the equations.
 *
 * @param real real part of the pole
 * @param imaginary its imaginary part
 * @param gain of the whole cascade
 */
record Gammatone(double real, double imaginary, double gain) {
  private static final int ORDER = 4;

  /** Values that a filter remembers: real and imaginary part of each pole's output. */
  static final int STATE = 2 * ORDER;

  private static final double ERB_AT_0 = 24.7;
  private static final double ERB_SLOPE = 24.7 * 4.37 / 1000;
  private static final double BANDWIDTH_IN_ERB = 1.019;

  /** Smaller values become 0, so that silence does not end in denormal numbers. */
  private static final double SILENCE = 1e-30;

  /** Filters from one frequency to another, equally spaced on the ERB scale, frequencies in Hz. */
  static Gammatone[] bank(int channels, double low, double high, double sampleRate) {
    Gammatone[] bank = new Gammatone[channels];
    for (int c = 0; c < channels; c++) {
      bank[c] = at(frequency(c, channels, low, high), sampleRate);
    }
    return bank;
  }

  /** Frequency of a channel in Hz. */
  static double frequency(int channel, int channels, double low, double high) {
    if (channels == 1) {
      return low;
    }
    double ratio = (high * ERB_SLOPE + ERB_AT_0) / (low * ERB_SLOPE + ERB_AT_0);
    double part = StrictMath.pow(ratio, channel / (channels - 1.0));
    return ((low * ERB_SLOPE + ERB_AT_0) * part - ERB_AT_0) / ERB_SLOPE;
  }

  static Gammatone at(double frequency, double sampleRate) {
    double bandwidth = BANDWIDTH_IN_ERB * (frequency * ERB_SLOPE + ERB_AT_0);
    double radius = StrictMath.exp(-2 * Math.PI * bandwidth / sampleRate);
    double angle = 2 * Math.PI * frequency / sampleRate;
    return new Gammatone(
        radius * StrictMath.cos(angle),
        radius * StrictMath.sin(angle),
        2 * StrictMath.pow(1 - radius, ORDER));
  }

  /**
   * Takes a sample in.
   *
   * @param at where the state of this filter begins
   * @return the filtered sample
   */
  double step(double sample, double[] state, int at) {
    double re = sample;
    double im = 0;
    for (int k = at; k < at + STATE; k += 2) {
      double nextRe = re + (real * state[k] - imaginary * state[k + 1]);
      double nextIm = im + (real * state[k + 1] + imaginary * state[k]);
      re = Math.abs(nextRe) < SILENCE ? 0 : nextRe;
      im = Math.abs(nextIm) < SILENCE ? 0 : nextIm;
      state[k] = re;
      state[k + 1] = im;
    }
    return gain * re;
  }
}
