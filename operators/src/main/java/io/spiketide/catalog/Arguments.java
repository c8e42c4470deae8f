package io.spiketide.catalog;

import java.util.Arrays;
import java.util.Map;

/**
 * The resolved parameters and options that a component is compiled from: every parameter and every
 * option of its lists is there, with its default where the description gives none.
 *
 * @param parameters by name: an array of length 1 (the same for all elements) or one per element;
 *     of any length where the parameter is a list
 * @param options by name
 */
public record Arguments(Map<String, double[]> parameters, Map<String, String> options) {

  /** Whether a parameter is the same for all elements. */
  public boolean isUniform(String parameter) {
    return values(parameter).length == 1;
  }

  /** The value of a parameter that is the same for all elements, or that of the first element. */
  public double value(String parameter) {
    return values(parameter)[0];
  }

  /** The values of a parameter, one for each of n elements, in an array of the caller's own. */
  public double[] each(String parameter, int n) {
    double[] values = values(parameter);
    if (values.length == n) {
      return values.clone();
    }
    double[] all = new double[n];
    Arrays.fill(all, values[0]);
    return all;
  }

  /** The values of a parameter that is a list, in an array of the caller's own. */
  public double[] list(String parameter) {
    return values(parameter).clone();
  }

  /** Whether an option that is {@code on} or {@code off} is on. */
  public boolean isOn(String option) {
    return option(option).equals("on");
  }

  /** The chosen word of an option. */
  public String option(String name) {
    String choice = options.get(name);
    if (choice == null) {
      throw new IllegalStateException("option " + name + " was not resolved");
    }
    return choice;
  }

  private double[] values(String parameter) {
    double[] values = parameters.get(parameter);
    if (values == null) {
      throw new IllegalStateException("parameter " + parameter + " was not resolved");
    }
    return values;
  }
}
