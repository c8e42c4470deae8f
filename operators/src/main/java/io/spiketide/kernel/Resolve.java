package io.spiketide.kernel;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.encoding.EncoderSettings;
import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;
import io.spiketide.readout.Readout;
import io.spiketide.readout.ReadoutSettings;
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

  /** What an input's encoder is compiled from. */
  public static EncoderSettings encoder(SpikeEncoder encoder, Input input, Network network) {
    return new EncoderSettings(
        input.shape(),
        network.time(),
        arguments(
            encoder, input.encoder(), input.shape().size(), network.seed(), input.name()));
  }

  /** What a population's model is compiled from. */
  public static PopulationSettings population(
      NeuronModel model, Population population, Network network) {
    int neurons = population.shape().size();
    return new PopulationSettings(
        neurons,
        network.time(),
        arguments(model, population.model(), neurons, network.seed(), population.name()));
  }

  /**
   * What a readout is compiled from: one class per label, or one per neuron where there are no
   * labels.
   *
   * @param neurons neurons of the population that is read
   */
  public static ReadoutSettings readout(
      Readout readout, ReadoutSpec spec, int neurons, Network network) {
    int classes = spec.labels().isEmpty() ? neurons : spec.labels().size();
    int steps =
        spec.window() instanceof ReadoutSpec.Window.Ticks ticks
            ? Math.toIntExact(ticks.length() / ticks.every())
            : 1;
    return new ReadoutSettings(
        neurons,
        classes,
        network.time(),
        steps,
        arguments(readout, spec.readout(), neurons, network.seed(), spec.name()));
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
