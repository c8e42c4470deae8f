package io.spiketide.rules;

import io.spiketide.catalog.Catalog;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import java.util.List;
import java.util.Optional;

/** Compares settings with what the chosen component of a catalog documents. */
final class SettingsCheck {
  /** Stands for a number of elements that is not known. */
  static final int ANY_NUMBER = -1;

  private SettingsCheck() {}

  /**
   * @param path of the settings; a parameter stands below it
   * @param elements length of parameters that are listed by element
   */
  static <T extends Component> void check(
      Review review, String path, Catalog<T> catalog, Settings settings, int elements) {
    Optional<T> component = catalog.find(settings.type());
    if (component.isEmpty()) {
      String[] faultAndMend = catalog.unknown(settings.type()).split("; ", 2);
      review.error(path, faultAndMend[0], faultAndMend[1]);
      return;
    }
    unknownParameters(review, path, component.get(), settings);
    unknownOptions(review, path, component.get(), settings);
    for (ParameterSpec spec : component.get().parameters()) {
      parameter(review, path, component.get(), spec, settings, elements);
    }
    for (OptionSpec option : component.get().options()) {
      choice(review, path, option, settings);
    }
  }

  private static void unknownParameters(
      Review review, String path, Component component, Settings settings) {
    List<String> known = component.parameters().stream().map(ParameterSpec::name).toList();
    for (String name : settings.parameters().keySet()) {
      if (!known.contains(name)) {
        review.error(
            path + "." + name,
            component.name() + " has no parameter '" + name + "'",
            known.isEmpty() ? "leave it out" : "use one of " + known);
      }
    }
  }

  private static void unknownOptions(
      Review review, String path, Component component, Settings settings) {
    List<String> known = component.options().stream().map(OptionSpec::name).toList();
    for (String name : settings.options().keySet()) {
      if (!known.contains(name)) {
        review.error(
            path + "." + name,
            component.name() + " has no option '" + name + "'",
            known.isEmpty() ? "leave it out" : "use one of " + known);
      }
    }
  }

  private static void parameter(
      Review review,
      String path,
      Component component,
      ParameterSpec spec,
      Settings settings,
      int elements) {
    Values values = settings.parameters().get(spec.name());
    if (values == null) {
      if (spec.isRequired()) {
        review.error(
            path,
            component.name() + " needs the parameter " + spec.name(),
            "give " + spec.name() + " a value" + inUnit(spec));
      }
      return;
    }
    String where = path + "." + spec.name();
    if (spec.list()
        ? isListable(review, where, values)
        : elements == ANY_NUMBER || length(review, where, values, elements, "elements")) {
      bounds(review, where, spec, values);
    }
  }

  private static boolean isListable(Review review, String path, Values values) {
    if (values instanceof Values.Constant || values instanceof Values.Listed) {
      return true;
    }
    review.error(path, "a list cannot be drawn", "write its numbers");
    return false;
  }

  private static void choice(Review review, String path, OptionSpec option, Settings settings) {
    String choice = settings.options().get(option.name());
    if (choice != null && !option.choices().contains(choice)) {
      review.error(
          path + "." + option.name(),
          option.name() + " has no choice '" + choice + "'",
          "use one of " + option.choices());
    }
  }

  private static void bounds(Review review, String path, ParameterSpec spec, Values values) {
    double worst = firstOutside(spec.bound(), values);
    if (!spec.bound().allows(worst)) {
      boolean drawn = !(values instanceof Values.Constant || values instanceof Values.Listed);
      review.error(
          path,
          spec.name()
              + (drawn ? " may be drawn as " : " ")
              + Text.number(worst, spec.unit())
              + (drawn ? ", which is not " : " is not ")
              + spec.bound().text(),
          drawn
              ? "narrow the distribution (a normal one takes min and max)"
              : "give a value " + spec.bound().text());
    }
  }

  /** A value that the bound forbids, if there is one, else some value that it allows. */
  private static double firstOutside(Bound bound, Values values) {
    if (values instanceof Values.Constant c) {
      return c.value();
    } else if (values instanceof Values.Listed l) {
      for (double v : l.values()) {
        if (!bound.allows(v)) {
          return v;
        }
      }
      return l.values()[0];
    } else if (values instanceof Values.Uniform u) {
      return bound.allows(u.low()) ? u.high() : u.low();
    } else if (values instanceof Values.Normal n) {
      return extremeOf(bound, n);
    } else if (values instanceof Values.Lognormal l) {
      return StrictMath.exp(l.mu());
    }
    throw new IllegalStateException("no bounds of " + values);
  }

  /** Open ends are taken at five standard deviations, which practically no draw exceeds. */
  private static double extremeOf(Bound bound, Values.Normal n) {
    double low = Math.min(n.max(), Math.max(n.min(), n.mean() - 5 * n.sd()));
    double high = Math.max(n.min(), Math.min(n.max(), n.mean() + 5 * n.sd()));
    return bound.allows(low) ? high : low;
  }

  /** Whether listed values have the right count; reports it if not. */
  static boolean length(
      Review review, String path, Values values, int elements, String whatElements) {
    if (values instanceof Values.Listed listed && listed.values().length != elements) {
      review.error(
          path,
          listed.values().length + " values are listed for " + elements + " " + whatElements,
          "list " + elements + ", or give one number for all");
      return false;
    }
    return true;
  }

  /** Reports values that are not finite numbers; there must be at least one. */
  static void finite(Review review, String path, Values values) {
    double worst = firstOutside(Bound.ANY, values);
    if (!Double.isFinite(worst)) {
      review.error(path, worst + " is not a finite number", "give finite numbers");
    }
  }

  private static String inUnit(ParameterSpec spec) {
    return spec.unit().isEmpty() ? "" : " in " + spec.unit();
  }
}
