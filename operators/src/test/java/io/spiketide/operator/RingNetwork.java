package io.spiketide.operator;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A population that keeps itself going once it has been pushed, for two shards. */
final class RingNetwork {
  /** Ticks from a spike to its arrival, and of a slice. */
  static final int DELAY = 5;

  static final Stages CUT = new Stages(List.of(new Stage("1", List.of("ring"), List.of(), 2)));

  /** The other population first, which hears the ring through the topic; the ring hears nobody. */
  static final Stages LED =
      new Stages(
          List.of(
              new Stage("1", List.of("led"), List.of(), 2),
              new Stage("2", List.of("ring"), List.of(), 1)));

  private static final Settings LIF =
      Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(1)));
  private static final Connectivity ALL = new Connectivity.AllToAll(true);

  private RingNetwork() {}

  static Network build() {
    return with(
        List.of(Population.of("ring", Shape.of(16), LIF)),
        List.of(
            Projection.of("in", "ring", ALL, Values.of(200), 0),
            Projection.of("ring", "ring", ALL, Values.of(20), DELAY)));
  }

  /** The ring, and a population that it makes fire. */
  static Network leading() {
    Network ring = build();
    List<Population> populations = new ArrayList<>(ring.populations());
    populations.add(Population.of("led", Shape.of(16), LIF).published());
    List<Projection> projections = new ArrayList<>(ring.projections());
    projections.add(Projection.of("ring", "led", ALL, Values.of(20), DELAY));
    return with(populations, projections);
  }

  private static Network with(List<Population> populations, List<Projection> projections) {
    return new Network(
        "ring",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(16))),
        populations,
        projections,
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(DELAY));
  }
}
