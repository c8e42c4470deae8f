package io.spiketide.network;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Synapses from one population or input to a population: connectivity x weights x delay.
 *
 * @param name unique among projections; by default {@code source->target}
 * @param source population or input
 * @param target population
 * @param receptor the target model's receptor, empty for its first one
 * @param connectivity who is connected, and the order of listed weights and delays
 * @param weights in the unit of the receptor; listed in the order that the connectivity says
 * @param delays in ticks, at least 0; drawn values are rounded to the nearest tick
 * @param bias added to every target neuron in every tick, spikes or none; null for none, else one
 *     value per target neuron or one for all
 * @param learning how the weights change, null if they do not
 */
public record Projection(
    String name,
    String source,
    String target,
    String receptor,
    Connectivity connectivity,
    Values weights,
    Values delays,
    double @Nullable [] bias,
    @Nullable Learning learning)
    implements Serializable {

  /** A projection whose weights stay as they are. */
  public Projection(
      String name,
      String source,
      String target,
      String receptor,
      Connectivity connectivity,
      Values weights,
      Values delays,
      double @Nullable [] bias) {
    this(name, source, target, receptor, connectivity, weights, delays, bias, null);
  }

  public static Projection of(
      String source, String target, Connectivity connectivity, Values weights, int delayTicks) {
    return new Projection(
        source + "->" + target,
        source,
        target,
        "",
        connectivity,
        weights,
        Values.of(delayTicks),
        null);
  }

  public Projection named(String newName) {
    return new Projection(
        newName, source, target, receptor, connectivity, weights, delays, bias, learning);
  }

  public Projection toReceptor(String newReceptor) {
    return new Projection(
        name, source, target, newReceptor, connectivity, weights, delays, bias, learning);
  }

  public Projection withDelays(Values newDelays) {
    return new Projection(
        name, source, target, receptor, connectivity, weights, newDelays, bias, learning);
  }

  public Projection withWeights(Values newWeights) {
    return new Projection(
        name, source, target, receptor, connectivity, newWeights, delays, bias, learning);
  }

  public Projection connected(Connectivity newConnectivity) {
    return new Projection(
        name, source, target, receptor, newConnectivity, weights, delays, bias, learning);
  }

  public Projection withBias(double @Nullable [] newBias) {
    return new Projection(
        name, source, target, receptor, connectivity, weights, delays, newBias, learning);
  }

  /** The same projection whose weights change so; null for not at all. */
  public Projection learning(@Nullable Learning newLearning) {
    return new Projection(
        name, source, target, receptor, connectivity, weights, delays, bias, newLearning);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Projection p
        && name.equals(p.name)
        && source.equals(p.source)
        && target.equals(p.target)
        && receptor.equals(p.receptor)
        && connectivity.equals(p.connectivity)
        && weights.equals(p.weights)
        && delays.equals(p.delays)
        && Arrays.equals(bias, p.bias)
        && Objects.equals(learning, p.learning);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "Projection[" + name + ", " + connectivity + ", weights " + weights + "]";
  }
}
