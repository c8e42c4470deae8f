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
import java.util.List;
import java.util.Map;

/** A population that keeps itself going once it has been pushed, for two shards. */
final class RingNetwork {
  /** Ticks from a spike to its arrival, and of a slice. */
  static final int DELAY = 5;

  static final Stages CUT = new Stages(List.of(new Stage("1", List.of("ring"), List.of(), 2)));

  private RingNetwork() {}

  static Network build() {
    Settings lif = Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(1)));
    Connectivity all = new Connectivity.AllToAll(true);
    return new Network(
        "ring",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(16))),
        List.of(Population.of("ring", Shape.of(16), lif)),
        List.of(
            Projection.of("in", "ring", all, Values.of(200), 0),
            Projection.of("ring", "ring", all, Values.of(20), DELAY)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(DELAY));
  }
}
