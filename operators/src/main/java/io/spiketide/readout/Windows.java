package io.spiketide.readout;

/** Which windows a readout can be read in. */
final class Windows {
  private Windows() {}

  /**
   * For readouts that count from the start of a window.
   *
   * @throws IllegalArgumentException if windows overlap
   */
  static void requireApart(Readout readout, ReadoutSettings settings) {
    if (settings.steps() > 1) {
      throw new IllegalArgumentException(
          readout.name()
              + " cannot be read in windows that overlap; make 'length' and 'every' equal or use"
              + " episodes");
    }
  }
}
