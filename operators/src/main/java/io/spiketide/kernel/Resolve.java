package io.spiketide.kernel;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills the settings of a description up to the complete arguments that a component needs. */
public final class Resolve {
  private Resolve() {}

  /**
   * The parameters and options of a component: as the description says, else their default. Drawn
   * parameters are drawn here, each parameter independently of the others.
   *
   * @param settings settings without problems, see {@link NetworkRules}
   * @param elements neurons of the population or addresses of the input
   * @param seed seed of the network
   * @param owner name of the population, input or readout that is configured
   * @throws IllegalArgumentException if a required parameter is missing
   */
  public static Arguments arguments(
      Component component, Settings settings, int elements, long seed, String owner) {
    Map<String, double[]> parameters = new LinkedHashMap<>();
    for (ParameterSpec spec : component.parameters()) {
      Values values = settings.parameters().get(spec.name());
      if (values == null && spec.isRequired()) {
        throw new IllegalArgumentException(
            component.name() + " needs the parameter " + spec.name() + "; give it a value");
      }
      parameters.put(
          spec.name(),
          values == null
              ? new double[] {spec.defaultValue()}
              : numbers(values, elements, random(seed, owner, spec.name())));
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : component.options()) {
      options.put(
          option.name(), settings.options().getOrDefault(option.name(), option.defaultChoice()));
    }
    return new Arguments(parameters, options);
  }

  private static double[] numbers(Values values, int elements, CounterRandom random) {
    if (values instanceof Values.Constant constant) {
      return new double[] {constant.value()};
    }
    return Draws.all(values, elements, random);
  }

  /** One generator per parameter: sharing one would make all drawn parameters rise together. */
  private static CounterRandom random(long seed, String owner, String parameter) {
    return new CounterRandom(seed, Purpose.PARAMETER, owner + "." + parameter, "");
  }
}
