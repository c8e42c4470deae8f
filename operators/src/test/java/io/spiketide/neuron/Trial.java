package io.spiketide.neuron;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A population of one model, configured and stepped by a test; the model step is in ms. */
final class Trial {
  /** What a required parameter gets where a test says nothing. */
  private static final double REQUIRED = 10;

  private final NeuronModel model;
  private final TimeBase time;
  private final Map<String, double[]> parameters = new HashMap<>();
  private final Map<String, String> options = new HashMap<>();
  private int neurons = 1;
  private @Nullable Dynamics dynamics;
  private double[][] state = new double[0][];
  private long tick;

  private Trial(NeuronModel model, TimeBase time) {
    this.model = model;
    this.time = time;
    for (ParameterSpec spec : model.parameters()) {
      parameters.put(
          spec.name(), new double[] {spec.isRequired() ? REQUIRED : spec.defaultValue()});
    }
    for (OptionSpec option : model.options()) {
      options.put(option.name(), option.defaultChoice());
    }
  }

  static Trial of(String model, double stepMillis) {
    return of(NeuronModels.CATALOG.get(model), stepMillis);
  }

  static Trial of(NeuronModel model, double stepMillis) {
    return new Trial(model, new TimeBase(1000, stepMillis));
  }

  /** Sets a parameter: one value, or one for each neuron. */
  Trial with(String parameter, double... values) {
    if (parameters.put(parameter, values) == null) {
      throw new IllegalArgumentException(model.name() + " has no " + parameter);
    }
    return this;
  }

  Trial option(String name, String choice) {
    OptionSpec spec =
        model.options().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
    if (!spec.choices().contains(choice)) {
      throw new IllegalArgumentException(name + " has no choice " + choice);
    }
    options.put(name, choice);
    return this;
  }

  Trial neurons(int n) {
    neurons = n;
    return this;
  }

  /** The value of a parameter, or that of neuron 0. */
  double parameter(String name) {
    double[] values = parameters.get(name);
    if (values == null) {
      throw new IllegalArgumentException(model.name() + " has no " + name);
    }
    return values[0];
  }

  int receptors() {
    return model.receptors().size();
  }

  /** The size of arrivals that make the model fire now and then: in pA, mV or plain numbers. */
  double scale() {
    return switch (model.name()) {
      case "lif_exp", "lif_alpha", "adex", "hodgkin_huxley" -> 400;
      case "lif_delta", "izhikevich", "lif", "cuba_lif", "alif", "homeostatic_lif" -> 10;
      default -> 1;
    };
  }

  /** Compiles the population and sets it to its initial state. */
  Trial start() {
    PopulationSettings settings =
        new PopulationSettings(neurons, time, new Arguments(parameters, options));
    dynamics = model.compile(settings);
    state = new double[model.variables().size()][];
    for (int i = 0; i < state.length; i++) {
      String initial = model.variables().get(i).initialParameter();
      state[i] = initial.isEmpty() ? new double[neurons] : settings.each(initial);
    }
    return this;
  }

  Dynamics dynamics() {
    if (dynamics == null) {
      start();
    }
    if (dynamics == null) {
      throw new IllegalStateException("not started");
    }
    return dynamics;
  }

  /** Advances by a tick with given arrivals, shape {@code [receptors][neurons]}. */
  Spikes stepAll(double[][] input) {
    Spikes spikes = new Spikes(neurons);
    CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "trial", "");
    dynamics().step(state, input, tick++, noise, spikes);
    return spikes;
  }

  /**
   * Advances by a tick; all neurons get the same arrivals on each receptor, 0 where none is given.
   */
  Spikes stepSpikes(double... arrivals) {
    double[][] input = new double[model.receptors().size()][neurons];
    for (int r = 0; r < arrivals.length; r++) {
      Arrays.fill(input[r], arrivals[r]);
    }
    return stepAll(input);
  }

  /** Advances by a tick; tells how often neuron 0 fired. */
  double step(double... arrivals) {
    Spikes spikes = stepSpikes(arrivals);
    return spikes.size() > 0 && spikes.neuron(0) == 0 ? spikes.count(0) : 0;
  }

  /** Advances without arrivals. */
  Trial silence(int ticks) {
    for (int i = 0; i < ticks; i++) {
      step();
    }
    return this;
  }

  /** The ticks, counted from 0 at this call, in which neuron 0 fires under constant arrivals. */
  List<Integer> spikeTicks(int ticks, double... arrivals) {
    List<Integer> fired = new ArrayList<>();
    for (int t = 0; t < ticks; t++) {
      if (step(arrivals) > 0) {
        fired.add(t);
      }
    }
    return fired;
  }

  /** A state variable of neuron 0. */
  double get(String variable) {
    return all(variable)[0];
  }

  /** A state variable of all neurons; the array itself. */
  double[] all(String variable) {
    dynamics();
    for (int i = 0; i < state.length; i++) {
      if (model.variables().get(i).name().equals(variable)) {
        return state[i];
      }
    }
    throw new IllegalArgumentException(model.name() + " has no variable " + variable);
  }

  /** All state, shape {@code [variables][neurons]}; the arrays themselves. */
  double[][] state() {
    dynamics();
    return state;
  }
}
