package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;

/**
 * The input of a network that runs by itself. Its first event starts an instance; from then on
 * events and heartbeats alike say up to when it may run. An event changes nothing else, as it meets
 * one synapse without weight.
 */
final class Clock {
  static final String NAME = "clock";

  private Clock() {}

  static Input input() {
    return Input.events(NAME, Shape.of(1));
  }

  /** What makes it part of the network. */
  static Projection to(String population) {
    return Projection.of(
        NAME, population, new Connectivity.Listed(new int[] {0}, new int[] {0}), Values.of(0.0), 0);
  }

  /** A network that runs by itself: nothing but its clock comes in, and nothing is read out. */
  static Network network(
      String name,
      long tickMicros,
      long seed,
      List<Population> populations,
      List<Projection> projections) {
    return new Network(
        name,
        TimeBase.ofMicros(tickMicros),
        seed,
        List.of(input()),
        populations,
        projections,
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        Placement.defaultFor(tickMicros));
  }

  /** Generators of noise, each at the same rate in Hz. */
  static Population noise(String name, int size, double hertz) {
    return Population.of(
        name, Shape.of(size), Settings.of("poisson", Map.of("rate", Values.of(hertz))));
  }
}
