package io.spiketide.plasticity;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;

/**
 * The bounds within which the weights of a learning projection stay, and how far a weight is from
 * them. Every rule has them.
 */
public record WeightBounds(double min, double max) {
  public static final ParameterSpec W_MIN =
      ParameterSpec.of("w_min", "", 0, Bound.ANY, "Smallest weight, in the unit of the receptor.");
  public static final ParameterSpec W_MAX =
      ParameterSpec.of("w_max", "", 1, Bound.ANY, "Largest weight, in the unit of the receptor.");

  /**
   * The bounds that a description gives.
   *
   * @throws IllegalArgumentException if the lower one is not below the upper one
   */
  public static WeightBounds of(LearningSettings settings) {
    double min = settings.value(W_MIN.name());
    double max = settings.value(W_MAX.name());
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "w_min " + min + " is not below w_max " + max + "; raise w_max or lower w_min");
    }
    return new WeightBounds(min, max);
  }

  /** The nearest weight within the bounds. */
  public double clip(double weight) {
    return Math.max(min, Math.min(max, weight));
  }

  /** Room above a weight as a part of the whole range, 0 to 1. */
  public double roomAbove(double weight) {
    return (max - weight) / (max - min);
  }

  /** Room below a weight as a part of the whole range, 0 to 1. */
  public double roomBelow(double weight) {
    return (weight - min) / (max - min);
  }
}
