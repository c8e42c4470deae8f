package io.spiketide.competition;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Shape;
import io.spiketide.time.TimeBase;

/**
 * What a competition is compiled from.
 *
 * @param shape of the population
 * @param time tick and model step
 * @param arguments parameters and options
 */
public record CompetitionSettings(Shape shape, TimeBase time, Arguments arguments) {

  /** The value of a parameter. */
  public double value(String parameter) {
    return arguments.value(parameter);
  }

  /** Whether an option has been chosen. */
  boolean chosen(String option, String choice) {
    return arguments.option(option).equals(choice);
  }

  /**
   * A parameter that is a whole number.
   *
   * @throws IllegalArgumentException if it is not, or is less than {@code least}
   */
  int whole(String parameter, int least) {
    double value = value(parameter);
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s %s is no whole number from %d on; give one".formatted(parameter, value, least));
    }
    return (int) value;
  }

  /** A time in ms as ticks, rounded. */
  long ticks(String parameter) {
    return Math.round(value(parameter) / time.stepMillis());
  }
}
