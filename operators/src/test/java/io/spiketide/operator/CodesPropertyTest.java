package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.readout.Readout;
import io.spiketide.readout.Readouts;
import io.spiketide.rules.NetworkRules;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoder, read by every readout: the operator against the reference simulator. */
class CodesPropertyTest {
  private static final Shape SENSOR = Shape.of(2, 4, 5);
  private static final int UNTIL = 410;
  private static final int GROUPS = 3;
  private static final Window WINDOW = new Window.Ticks(30, 30);
  private static final List<String> INSTANCES = List.of("anna", "berta");

  static List<List<String>> groups() {
    List<List<String>> groups = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      groups.add(new ArrayList<>());
    }
    List<SpikeEncoder> encoders = SpikeEncoders.CATALOG.all();
    for (int e = 0; e < encoders.size(); e++) {
      groups.get(e % GROUPS).add(encoders.get(e).name());
    }
    return groups;
  }

  @ParameterizedTest
  @MethodSource("groups")
  @DisplayName("any packets, subtasks and restarts give the spikes and decisions of the reference")
  void equalsTheReference(List<String> encoders) throws Exception {
    Network network = network(encoders);
    assertThat(NetworkRules.check(network)).noneMatch(problem -> problem.isError());
    List<RandomStreams> streams = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      streams.add(new RandomStreams(network, seedOfValues(100L * i), UNTIL));
    }
    Map<String, List<String>> expected =
        Outcome.expected(Editions.of(network), INSTANCES, streams, UNTIL);
    for (String encoder : encoders) {
      assertThat(expected).containsKey("anna spikes of_" + encoder);
    }
    for (Readout readout : ofSpikingNeurons()) {
      assertThat(expected).containsKey("berta decision " + readout.name());
    }
    assertThat(sent(network, streams, 1000, false)).isEqualTo(expected);
    assertThat(sent(network, streams, 25, true)).isEqualTo(expected);
  }

  /** A seed of streams whose events have values. */
  private static long seedOfValues(long from) {
    return LongStream.iterate(from, seed -> seed + 1)
        .filter(seed -> !new Random(seed).nextBoolean())
        .findFirst()
        .orElseThrow();
  }

  /**
   * What the operator sends.
   *
   * @param restarts whether it is restored from a checkpoint, at another parallelism, after packets
   */
  private static Map<String, List<String>> sent(
      Network network, List<RandomStreams> streams, int packetSize, boolean restarts)
      throws Exception {
    Random random = new Random(packetSize);
    List<Map.Entry<String, Deque<SensorPacket>>> waiting = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      for (Deque<SensorPacket> packets : streams.get(i).packets(packetSize)) {
        waiting.add(Map.entry(INSTANCES.get(i), packets));
      }
    }
    try (StageHarness harness = new StageHarness(network, WireFormat.DEFAULT, 2)) {
      while (!waiting.isEmpty()) {
        var next = waiting.get(random.nextInt(waiting.size()));
        harness.send(next.getKey(), next.getValue().removeFirst());
        if (next.getValue().isEmpty()) {
          waiting.remove(next);
        }
        if (restarts && random.nextInt(8) == 0) {
          harness.restart(1 + random.nextInt(3));
        }
      }
      assertThat(harness.sentTo("late-events")).isEmpty();
      return Outcome.lines(harness.sent());
    }
  }

  /** For each encoder an input and a population, which hears it; every readout of some of them. */
  private static Network network(List<String> encoders) {
    List<Input> inputs =
        encoders.stream()
            .map(e -> new Input(e, SENSOR, settings(e), 1, null, Input.DEFAULT_MAX_JUMP_MICROS))
            .toList();
    Network bare = with(inputs, List.of(), List.of(), List.of());
    List<Population> populations = new ArrayList<>();
    List<Projection> projections = new ArrayList<>();
    List<ReadoutSpec> readouts = new ArrayList<>();
    Settings neuron = Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(0.3)));
    for (String encoder : encoders) {
      String name = "of_" + encoder;
      Shape shape = NetworkRules.sourceShape(encoder, bare).orElseThrow();
      populations.add(new Population(name, shape, neuron, Map.of(), true));
      projections.add(
          new Projection(
              name,
              encoder,
              name,
              "",
              new Connectivity.OneToOne(),
              Values.of(5),
              Values.of(1),
              null));
      readouts.add(read(name, name, Settings.of("membrane_last"), WINDOW));
    }
    List<Readout> all = ofSpikingNeurons();
    for (int r = 0; r < all.size(); r++) {
      Settings reading =
          all.get(r).name().equals("radix")
              ? Settings.of("radix", Map.of("steps", Values.of(20)))
              : Settings.of(all.get(r).name());
      String of = populations.get(r % populations.size()).name();
      readouts.add(
          read(all.get(r).name(), of, reading, r % 2 == 0 ? new Window.Episode() : WINDOW));
    }
    return with(inputs, populations, projections, readouts);
  }

  /** Readouts of spikes and potentials; others read what only some models have. */
  private static List<Readout> ofSpikingNeurons() {
    return Readouts.CATALOG.all().stream()
        .filter(r -> (r.variable().isEmpty() || r.variable().equals("v")) && !r.readsWeights())
        .toList();
  }

  private static ReadoutSpec read(String name, String of, Settings reading, Window window) {
    return new ReadoutSpec(name, of, reading, window, List.of("all"));
  }

  private static Settings settings(String encoder) {
    return switch (encoder) {
      case "cochlea" ->
          Settings.of(
              encoder,
              Map.of(
                  "sample_rate",
                  Values.of(1000),
                  "high",
                  Values.of(400),
                  "channels",
                  Values.of(4),
                  "gain",
                  Values.of(20)));
      case "on_centre" -> Settings.of(encoder, Map.of("white", Values.of(1)));
      case "gabor" -> Settings.of(encoder, Map.of("orientation", Values.of(45)));
      case "lateral_inhibition" -> Settings.of(encoder, Map.of("factors", Values.of(0.15, 0.1)));
      case "radix" -> Settings.of(encoder, Map.of("steps", Values.of(5)));
      case "accumulate" -> Settings.of(encoder, Map.of("window", Values.of(5)));
      case "moving_window" ->
          Settings.of(encoder, Map.of("window", Values.of(5), "threshold", Values.of(0.5)));
      case "hot_pixels" -> Settings.of(encoder, Map.of("max_rate", Values.of(30)));
      case "latency" -> Settings.of(encoder, Map.of("steps", Values.of(20)));
      case "hold" -> Settings.of(encoder, Map.of("steps", Values.of(15)));
      case "population" -> Settings.of(encoder, Map.of("units", Values.of(4), "max", Values.of(3)));
      default -> Settings.of(encoder, required(encoder));
    };
  }

  private static Map<String, Values> required(String encoder) {
    return SpikeEncoders.CATALOG.get(encoder).parameters().stream()
        .filter(parameter -> parameter.isRequired())
        .collect(Collectors.toMap(parameter -> parameter.name(), parameter -> Values.of(0.5)));
  }

  private static Network with(
      List<Input> inputs,
      List<Population> populations,
      List<Projection> projections,
      List<ReadoutSpec> readouts) {
    return new Network(
        "codes",
        TimeBase.ofMicros(1000),
        7,
        inputs,
        populations,
        projections,
        readouts,
        List.of(),
        Instances.perRecordKey(),
        new Placement(10));
  }
}
