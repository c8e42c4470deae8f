package io.spiketide.plan;

import io.spiketide.network.DelayRange;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.neuron.NeuronModels;
import io.spiketide.rules.NetworkRules;
import io.spiketide.synapse.SynapseEstimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What populations will take, by arithmetic alone: nothing is compiled for it. */
final class Sizes {
  private final Network network;

  Sizes(Network network) {
    this.network = network;
  }

  /**
   * What some populations take together.
   *
   * @param neurons number of neurons
   * @param synapses number of stored synapses onto them
   * @param synapseBytes memory of those
   * @param stateBytes memory of their state, per instance
   */
  record Size(double neurons, double synapses, double synapseBytes, double stateBytes) {
    Size plus(Size other) {
      return new Size(
          neurons + other.neurons,
          synapses + other.synapses,
          synapseBytes + other.synapseBytes,
          stateBytes + other.stateBytes);
    }

    double bytes() {
      return synapseBytes + stateBytes;
    }
  }

  Size of(Collection<String> populations) {
    return populations.stream()
        .map(name -> of(network.population(name).orElseThrow()))
        .reduce(new Size(0, 0, 0, 0), Size::plus);
  }

  private Size of(Population population) {
    double neurons = population.shape().size();
    double synapses = 0;
    double synapseBytes = 0;
    List<Integer> spreads = new ArrayList<>();
    for (Projection projection : network.projections()) {
      if (projection.target().equals(population.name())) {
        Shape source = NetworkRules.sourceShape(projection.source(), network).orElseThrow();
        SynapseEstimate estimate =
            SynapseEstimate.of(
                projection, source, population.shape(), network.placement().redraw());
        synapses += estimate.stored();
        synapseBytes += estimate.bytes();
        spreads.add(DelayRange.max(projection.delays()) - DelayRange.min(projection.delays()));
      }
    }
    int ring = spreads.stream().mapToInt(s -> s == 0 ? 0 : s + 1).max().orElse(0);
    int variables = NeuronModels.CATALOG.get(population.model().type()).variables().size();
    return new Size(neurons, synapses, synapseBytes, Double.BYTES * neurons * (variables + ring));
  }

  /**
   * The inputs from which projections lead to some populations, in the order of the description.
   */
  List<String> inputsOf(Collection<String> populations) {
    return network.inputs().stream()
        .map(Input::name)
        .filter(
            name ->
                network.projections().stream()
                    .anyMatch(p -> p.source().equals(name) && populations.contains(p.target())))
        .toList();
  }
}
