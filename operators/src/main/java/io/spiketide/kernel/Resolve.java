package io.spiketide.kernel;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.competition.Competition;
import io.spiketide.competition.CompetitionSettings;
import io.spiketide.encoding.EncoderChain;
import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.network.Input;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Range;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Signal;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.plasticity.LearningRule;
import io.spiketide.plasticity.LearningSettings;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;
import io.spiketide.readout.Readout;
import io.spiketide.readout.ReadoutSettings;
import io.spiketide.synapse.PlasticSynapses;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills the settings of a description up to the complete arguments that a component needs. */
public final class Resolve {
  private Resolve() {}

  /**
   * The parameters and options of a component: as the description says, else their default. Drawn
   * parameters are drawn here, each independently of the others.
   *
   * @param settings settings without problems, see {@code NetworkRules}
   * @param elements neurons of the population or addresses of the input; 1 for readouts
   * @param random random numbers of the one that is configured, of purpose {@code PARAMETER}
   * @throws IllegalArgumentException if a required parameter is missing or one value per element is
   *     listed for another number of them
   */
  public static Arguments arguments(
      Component component, Settings settings, int elements, CounterRandom random) {
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
              : spec.list() && values instanceof Values.Listed listed
                  ? listed.values().clone()
                  : numbers(values, elements, random, spec.name()));
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : component.options()) {
      options.put(
          option.name(), settings.options().getOrDefault(option.name(), option.defaultChoice()));
    }
    return new Arguments(parameters, options);
  }

  /**
   * What an input's encoders are compiled from.
   *
   * @throws IllegalArgumentException if one of them is unknown or cannot take the shape that the
   *     one before it makes
   */
  public static EncoderChain encoders(Input input, Network network) {
    EncoderChain chain = EncoderChain.of(input.shape());
    for (Settings settings : input.encoders()) {
      SpikeEncoder encoder = SpikeEncoders.CATALOG.get(settings.type());
      String component =
          chain.steps().isEmpty() ? input.name() : input.name() + '>' + chain.steps().size();
      Arguments arguments =
          arguments(encoder, settings, chain.shape().size(), shared(network, component));
      chain = chain.then(encoder, network.time(), arguments);
    }
    return chain;
  }

  /** What a population's model is compiled from. */
  public static PopulationSettings population(
      NeuronModel model, Population population, Network network) {
    return population(model, population, Range.all(population.shape().size()), network);
  }

  /** What a model is compiled from for some neurons of a population. */
  static PopulationSettings population(
      NeuronModel model, Population population, Range range, Network network) {
    int neurons = population.shape().size();
    CounterRandom random = shared(network, population.name());
    Arguments whole = arguments(model, population.model(), neurons, random);
    Map<String, double[]> own = new LinkedHashMap<>();
    whole
        .parameters()
        .forEach(
            (name, values) ->
                own.put(
                    name,
                    values.length == 1
                        ? values
                        : Arrays.copyOfRange(values, range.from(), range.to())));
    return new PopulationSettings(
        range.from(),
        range.size(),
        network.time(),
        new Arguments(own, whole.options()),
        PopulationSettings.areAlike(whole));
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
    CounterRandom random = shared(network, "readout " + spec.name());
    return new ReadoutSettings(
        neurons, classes, network.time(), steps, arguments(readout, spec.readout(), 1, random));
  }

  /** What the competition of a population is compiled from. */
  public static CompetitionSettings competition(
      Competition competition, Population population, Settings settings, Network network) {
    CounterRandom random = shared(network, "competition " + population.name());
    return new CompetitionSettings(
        population.shape(), network.time(), arguments(competition, settings, 1, random));
  }

  /**
   * What the learning rule of a projection is compiled from.
   *
   * @param range the target neurons that are run here
   */
  public static LearningSettings learning(
      LearningRule rule,
      Projection projection,
      Learning learning,
      PlasticSynapses synapses,
      Shape source,
      Population target,
      Range range,
      Network network) {
    CounterRandom random = shared(network, "projection " + projection.name());
    Signal signal = network.input(learning.signal()).map(Input::signal).orElse(null);
    return new LearningSettings(
        synapses,
        source,
        target.shape(),
        population(NeuronModels.CATALOG.get(target.model().type()), target, range, network),
        network.time(),
        synapses.delay(),
        signal == null ? learning.labels() : signal.labels(),
        random,
        arguments(rule, learning.rule(), 1, random));
  }

  /** Keyed by the parameter's name: with one key for all, drawn parameters would rise together. */
  private static double[] numbers(
      Values values, int elements, CounterRandom random, String parameter) {
    if (values instanceof Values.Constant constant) {
      return new double[] {constant.value()};
    } else if (values instanceof Values.Listed) {
      return Draws.all(values, elements, random);
    }
    double[] numbers = new double[elements];
    for (int i = 0; i < elements; i++) {
      numbers[i] = Draws.at(values, i, random, parameter.hashCode());
    }
    return numbers;
  }

  private static CounterRandom shared(Network network, String component) {
    return new CounterRandom(network.seed(), Purpose.PARAMETER, component, "");
  }
}
