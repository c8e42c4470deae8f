package io.spiketide.demo;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Projection;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;

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
}
