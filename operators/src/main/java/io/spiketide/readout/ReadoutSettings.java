package io.spiketide.readout;

import io.spiketide.catalog.Arguments;
import io.spiketide.time.TimeBase;

/**
 * What a readout is compiled from.
 *
 * @param neurons neurons of the population
 * @param classes number of values in an answer; neurons is a multiple of it, class c is the block
 *     of neurons {@code [c * neurons / classes, (c + 1) * neurons / classes)}
 * @param time tick and model step
 * @param steps number of steps in which a sliding window moves over its length; 1 for episodes and
 *     adjoining windows
 * @param arguments parameters and options
 */
public record ReadoutSettings(
    int neurons, int classes, TimeBase time, int steps, Arguments arguments) {
  public ReadoutSettings {
    if (classes < 1 || neurons % classes != 0) {
      throw new IllegalArgumentException(
          neurons + " neurons do not divide into " + classes + " classes of equal size");
    }
    if (steps < 1) {
      throw new IllegalArgumentException("a window needs at least 1 step, not " + steps);
    }
  }

  /** Neurons per class. */
  int block() {
    return neurons / classes;
  }
}
