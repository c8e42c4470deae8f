package io.spiketide.neuron;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import java.util.List;

/**
 * The reset of snnTorch's neurons, which by default comes a step late: the membrane keeps the value
 * that fired, and the next step resets because the old value is above the threshold.
 *
 * <p>With {@code reset_delay: off} the step that fires resets too, unless its own delayed reset was
 * due in the same step.
 *
 * <p>Source: J. K. Eshraghian et al., Training spiking neural networks using lessons from deep
 * learning, Proceedings of the IEEE 111, 2023, and version 0.9.4 of the library.
 */
enum DelayedReset {
  SUBTRACT,
  ZERO,
  NONE;

  static final OptionSpec OPTION =
      new OptionSpec(
          "reset",
          List.of("subtract", "zero", "none"),
          "What a spike does to the membrane: takes the threshold away, makes it 0, or nothing.");

  static final OptionSpec DELAY =
      new OptionSpec(
          "reset_delay",
          List.of("on", "off"),
          "Whether the reset comes in the step after the spike, as is snnTorch's default.");

  static final ParameterSpec THRESHOLD =
      ParameterSpec.of("threshold", "", 1, Bound.ANY, "A membrane above it fires.");

  static DelayedReset of(Columns columns) {
    return switch (columns.option(OPTION.name())) {
      case "subtract" -> SUBTRACT;
      case "zero" -> ZERO;
      default -> NONE;
    };
  }

  /** Whether {@code reset_delay} is off. */
  static boolean immediate(Columns columns) {
    return columns.option(DELAY.name()).equals("off");
  }

  /** A decay factor per step. */
  static ParameterSpec factor(String name, double value, String doc) {
    return ParameterSpec.of(name, "", value, Bound.FRACTION, doc);
  }

  /** The new membrane u of a neuron whose old value was above the threshold. */
  double late(double u, double theta) {
    return switch (this) {
      case SUBTRACT -> u - theta;
      case ZERO -> 0;
      case NONE -> u;
    };
  }

  /**
   * The membrane u after the reset that is not delayed.
   *
   * @param fired whether u is above the threshold
   * @param late whether the delayed reset was applied in this step
   */
  double atOnce(double u, double theta, boolean fired, boolean late) {
    if (fired == late) {
      return u;
    }
    int sign = fired ? 1 : -1;
    return switch (this) {
      case SUBTRACT -> u - sign * theta;
      case ZERO -> u - sign * u;
      case NONE -> u;
    };
  }
}
