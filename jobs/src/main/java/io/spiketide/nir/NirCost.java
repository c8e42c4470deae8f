package io.spiketide.nir;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Geometry;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import java.util.Locale;

/**
 * What a tick of an imported network costs at most.
 *
 * @param neurons neurons with state or threshold
 * @param relays neurons that only pass on what they get
 * @param synapticOperations multiply-adds if every source neuron is active
 * @param weights stored numbers of weights and bias
 */
public record NirCost(long neurons, long relays, long synapticOperations, long weights) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d neurons, %,d relays, at most %,d synaptic operations; %,d weights",
        neurons,
        relays,
        synapticOperations,
        weights);
  }

  static NirCost of(Network network) {
    long neurons = 0;
    long relays = 0;
    for (Population population : network.populations()) {
      if (population.model().type().equals(NirNeurons.RELAY)) {
        relays += population.shape().size();
      } else {
        neurons += population.shape().size();
      }
    }
    long operations = 0;
    long weights = 0;
    for (Projection projection : network.projections()) {
      Shape source = shape(network, projection.source());
      Shape target = shape(network, projection.target());
      operations += operations(projection.connectivity(), source, target);
      weights += Geometry.listedWeights(projection.connectivity(), source, target).orElse(0);
      double[] bias = projection.bias();
      weights += bias == null ? 0 : bias.length;
    }
    return new NirCost(neurons, relays, operations, weights);
  }

  private static Shape shape(Network network, String name) {
    return network
        .population(name)
        .map(Population::shape)
        .or(() -> network.input(name).map(input -> input.shape()))
        .orElseThrow(() -> new IllegalStateException("neither input nor population: " + name));
  }

  /** Multiply-adds of a tick in which every source neuron is active. */
  private static long operations(Connectivity c, Shape source, Shape target) {
    if (c instanceof Connectivity.AllToAll) {
      return (long) source.size() * target.size();
    } else if (c instanceof Connectivity.Conv1d n) {
      return (long) target.size() * n.kernel() * (source.dim(0) / n.groups());
    } else if (c instanceof Connectivity.Conv2d n) {
      return (long) target.size() * n.kernel().y() * n.kernel().x() * (source.dim(0) / n.groups());
    } else if (c instanceof Pool2d n) {
      return (long) target.size() * n.kernel().y() * n.kernel().x();
    }
    return source.size();
  }
}
