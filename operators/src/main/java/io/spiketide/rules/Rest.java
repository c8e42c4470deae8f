package io.spiketide.rules;

import io.spiketide.neuron.Dynamics;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.PopulationSettings;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import java.util.Arrays;
import java.util.List;

/** Tells populations that rest until something arrives from those that are active by themselves. */
final class Rest {
  private Rest() {}

  /** Whether a population draws noise, spikes or changes its state in a first tick of silence. */
  static boolean leaves(NeuronModel model, PopulationSettings settings) {
    Dynamics dynamics = model.compile(settings);
    if (!dynamics.autonomous()) {
      return true;
    }
    List<NeuronModel.Variable> variables = model.variables();
    double[][] state = new double[variables.size()][];
    for (int i = 0; i < state.length; i++) {
      String initial = variables.get(i).initialParameter();
      state[i] = initial.isEmpty() ? new double[settings.neurons()] : settings.each(initial);
    }
    double[][] before = Arrays.stream(state).map(double[]::clone).toArray(double[][]::new);
    double[][] silence = new double[model.receptors().size()][settings.neurons()];
    Spikes spikes = new Spikes(1);
    dynamics.step(state, silence, 0, new CounterRandom(0, Purpose.NOISE, "", ""), spikes);
    return spikes.size() > 0 || !Arrays.deepEquals(before, state);
  }
}
