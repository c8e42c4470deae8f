package io.spiketide.operator;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network whose answer is easily told: neuron a spikes 2 ms after each event at address a. Ticks
 * are 1 ms, slices 10 ticks, max_jump is 1 h.
 */
final class SmallNetwork {
  static final Instances PER_KEY = Instances.perRecordKey();

  private SmallNetwork() {}

  static Network of(Instances instances) {
    return of(instances, 1, List.of("count"));
  }

  /** With so many sources, and a readout of spike counts per episode under each name. */
  static Network of(Instances instances, int sources, List<String> readouts) {
    Shape shape = Shape.of(10);
    Settings neuron = Settings.of("if", Map.of("V_th", Values.of(1)));
    List<ReadoutSpec> specs = new ArrayList<>();
    for (String name : readouts) {
      specs.add(
          new ReadoutSpec(
              name,
              "out",
              Settings.of("spike_count"),
              new ReadoutSpec.Window.Episode(),
              List.of("low", "high")));
    }
    return new Network(
        "small",
        TimeBase.ofMicros(1000),
        1,
        List.of(
            new Input(
                "in", shape, Settings.of("events"), sources, null, Input.DEFAULT_MAX_JUMP_MICROS)),
        List.of(Population.of("out", shape, neuron).published()),
        List.of(Projection.of("in", "out", new Connectivity.OneToOne(), Values.of(2), 2)),
        specs,
        List.of(),
        instances,
        new Placement(10));
  }
}
