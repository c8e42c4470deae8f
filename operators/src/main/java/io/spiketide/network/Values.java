package io.spiketide.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Numbers of a description: one for all, one each, or drawn by counter from a distribution.
 *
 * <p>Drawn values are a function of the network's seed and the place they are for; they are never
 * stored in the description.
 */
public sealed interface Values extends Serializable {

  /** The same number everywhere. */
  record Constant(double value) implements Values {}

  /** One number for each element, in the order that the user of the values documents. */
  record Listed(double[] values) implements Values {
    @Override
    public boolean equals(Object o) {
      return o instanceof Listed other && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return values.length <= 8
          ? Arrays.toString(values)
          : "[" + values[0] + ", " + values[1] + ", … " + values.length + " values]";
    }
  }

  /** Uniform in [low, high). */
  record Uniform(double low, double high) implements Values {
    public Uniform {
      if (!(low <= high)) {
        throw new IllegalArgumentException("uniform: low " + low + " is above high " + high);
      }
    }
  }

  /** Normal, drawn again while outside [min, max]; at most 1000 times, then clipped. */
  record Normal(double mean, double sd, double min, double max) implements Values {
    public Normal {
      if (!(sd >= 0) || !(min <= max)) {
        throw new IllegalArgumentException(
            "normal: sd " + sd + " must not be negative and min " + min + " not above max " + max);
      }
    }
  }

  /** exp(mu + sigma z) with z standard normal. */
  record Lognormal(double mu, double sigma) implements Values {
    public Lognormal {
      if (!(sigma >= 0)) {
        throw new IllegalArgumentException("lognormal: sigma " + sigma + " is negative");
      }
    }
  }

  static Values of(double value) {
    return new Constant(value);
  }

  static Values of(double... values) {
    return new Listed(values);
  }
}
