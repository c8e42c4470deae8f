package io.spiketide.plasticity;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.synapse.PlasticSynapses;
import io.spiketide.synapse.SynapseCompiler;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One rule on scripted spike trains, without neurons. Ticks of 0.1 ms unless said otherwise. */
final class RuleRun {
  final LearningState state = new LearningState();
  final Plasticity plasticity;
  private final int delay;

  /** What comes as a learning signal: (tick, address, value). */
  final List<double[]> signals = new ArrayList<>();

  /**
   * @param given parameters that differ from the defaults
   * @param options that differ from the defaults
   */
  RuleRun(
      LearningRule rule,
      Connectivity connectivity,
      Shape source,
      Shape target,
      Values weights,
      int delay,
      Map<String, Double> given,
      Map<String, String> options,
      int tickMicros) {
    this(rule, connectivity, source, target, weights, delay, given, options, tickMicros, List.of());
  }

  /** As above, with classes. */
  RuleRun(
      LearningRule rule,
      Connectivity connectivity,
      Shape source,
      Shape target,
      Values weights,
      int delay,
      Map<String, Double> given,
      Map<String, String> options,
      int tickMicros,
      List<String> labels) {
    Projection projection = Projection.of("a", "b", connectivity, weights, delay);
    PlasticSynapses synapses =
        PlasticSynapses.of(
            SynapseCompiler.compile(projection, source, target, 1), source.size(), target.size());
    this.delay = delay;
    plasticity =
        rule.compile(
            new LearningSettings(
                synapses,
                source,
                target,
                new PopulationSettings(
                    target.size(),
                    TimeBase.ofMicros(tickMicros),
                    new Arguments(Map.of(), Map.of())),
                TimeBase.ofMicros(tickMicros),
                delay,
                labels,
                new CounterRandom(1, Purpose.PARAMETER, "test", ""),
                arguments(rule, given, options)));
    state.rate = 1;
    state.weights = synapses.initialWeights().clone();
    state.pre = variables(rule.preVariables(), source.size());
    state.post = variables(rule.postVariables(), target.size());
    state.rule = variables(rule.ruleVariables(), 1);
    state.synapse =
        variables(rule.synapseVariables(described(rule, given, options)), state.weights.length);
    state.neurons = new double[rule.neuronVariables().size()][target.size()];
  }

  private static Settings described(
      LearningRule rule, Map<String, Double> given, Map<String, String> options) {
    Map<String, Values> parameters = new HashMap<>();
    given.forEach((name, value) -> parameters.put(name, Values.of(value)));
    return new Settings(rule.name(), parameters, options);
  }

  /** One synapse. */
  static RuleRun single(
      LearningRule rule,
      double weight,
      int delay,
      Map<String, Double> given,
      Map<String, String> options) {
    return new RuleRun(
        rule,
        new Connectivity.OneToOne(),
        Shape.of(1),
        Shape.of(1),
        Values.of(weight),
        delay,
        given,
        options,
        100);
  }

  private static double[][] variables(List<LearningRule.Variable> variables, int n) {
    double[][] arrays = new double[variables.size()][n];
    for (int v = 0; v < arrays.length; v++) {
      Arrays.fill(arrays[v], variables.get(v).initial());
    }
    return arrays;
  }

  static Arguments arguments(
      LearningRule rule, Map<String, Double> given, Map<String, String> chosen) {
    Map<String, double[]> parameters = new HashMap<>();
    for (ParameterSpec spec : rule.parameters()) {
      parameters.put(
          spec.name(), new double[] {given.getOrDefault(spec.name(), spec.defaultValue())});
    }
    Map<String, String> options = new HashMap<>();
    for (OptionSpec option : rule.options()) {
      options.put(option.name(), chosen.getOrDefault(option.name(), option.defaultChoice()));
    }
    return new Arguments(parameters, options);
  }

  /**
   * Runs ticks from 0 on, and brings weights up to date.
   *
   * @param pre ticks in which source neurons fire, by neuron
   * @param post ticks in which target neurons fire, by neuron
   */
  void run(long ticks, long[][] pre, long[][] post) {
    for (long tick = 0; tick < ticks; tick++) {
      Spikes arriving = at(pre, tick - delay);
      if (arriving.size() > 0) {
        plasticity.arriving(state, arriving, tick);
        plasticity.arrived(state, arriving, tick);
      }
      Spikes fired = at(post, tick - plasticity.postLag());
      if (fired.size() > 0) {
        plasticity.fired(state, fired, tick);
      }
      if (plasticity.everyTick()) {
        plasticity.tick(state, tick);
      }
      for (double[] signal : signals) {
        if (signal[0] == tick) {
          Spikes at = new Spikes(1);
          at.add((int) signal[1], signal[2]);
          plasticity.signal(state, at, tick);
        }
      }
    }
    plasticity.settle(state);
  }

  private static Spikes at(long[][] trains, long tick) {
    Spikes spikes = new Spikes(trains.length);
    for (int n = 0; n < trains.length; n++) {
      if (Arrays.stream(trains[n]).anyMatch(t -> t == tick)) {
        spikes.add(n);
      }
    }
    return spikes;
  }
}
