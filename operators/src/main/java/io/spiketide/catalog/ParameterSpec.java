package io.spiketide.catalog;

/**
 * A numeric parameter of a model, encoder, readout or rule.
 *
 * @param name the field's term, such as {@code tau_m}
 * @param unit unit as printed to users, such as {@code ms}; empty for plain numbers
 * @param defaultValue value where the description gives none; NaN makes the parameter required
 * @param bound which values are allowed
 * @param doc one sentence for the reference page
 * @param list whether it takes any number of values, each of its own meaning; otherwise it takes
 *     one value for all elements or one per element
 */
public record ParameterSpec(
    String name, String unit, double defaultValue, Bound bound, String doc, boolean list) {

  /** Which values a parameter may take. */
  public enum Bound {
    ANY("any finite number") {
      @Override
      public boolean allows(double v) {
        return Double.isFinite(v);
      }
    },
    /** For limits that may be switched off by an infinite value. */
    ANY_OR_INFINITE("any number or infinity") {
      @Override
      public boolean allows(double v) {
        return !Double.isNaN(v);
      }
    },
    POSITIVE("above 0") {
      @Override
      public boolean allows(double v) {
        return v > 0 && Double.isFinite(v);
      }
    },
    NON_NEGATIVE("0 or above") {
      @Override
      public boolean allows(double v) {
        return v >= 0 && Double.isFinite(v);
      }
    },
    FRACTION("from 0 to 1") {
      @Override
      public boolean allows(double v) {
        return v >= 0 && v <= 1;
      }
    };

    private final String text;

    Bound(String text) {
      this.text = text;
    }

    /** Whether a value lies within the bound; NaN never does. */
    public abstract boolean allows(double v);

    /** The bound in words, such as {@code above 0}. */
    public String text() {
      return text;
    }
  }

  public static ParameterSpec required(String name, String unit, Bound bound, String doc) {
    return new ParameterSpec(name, unit, Double.NaN, bound, doc, false);
  }

  public static ParameterSpec of(
      String name, String unit, double defaultValue, Bound bound, String doc) {
    return new ParameterSpec(name, unit, defaultValue, bound, doc, false);
  }

  /** The same parameter, which takes one value or a list of any length. */
  public ParameterSpec asList() {
    return new ParameterSpec(name, unit, defaultValue, bound, doc, true);
  }

  public boolean isRequired() {
    return Double.isNaN(defaultValue);
  }
}
