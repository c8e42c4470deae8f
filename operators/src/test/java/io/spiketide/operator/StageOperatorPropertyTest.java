package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.testing.RandomNetworks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks from printed seeds: the operator against the reference simulator. */
class StageOperatorPropertyTest {
  private static final List<String> INSTANCES = List.of("anna", "berta", "clara");

  /** How one and the same input reaches the operator. */
  private record Delivery(int packetSize, int parallelism, long order, boolean restarts) {}

  private static final List<Delivery> DELIVERIES =
      List.of(
          new Delivery(1, 1, 1, false),
          new Delivery(7, 2, 2, false),
          new Delivery(64, 3, 3, false),
          new Delivery(100, 3, 4, true),
          new Delivery(1024, 1, 5, false));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  @DisplayName("any packets, subtasks, order and restarts give the bytes of the reference's output")
  void equalsTheReference(long seed) throws Exception {
    Network network = withSources(RandomNetworks.of(seed), 1 + (int) (seed % 2));
    int slice = network.placement().sliceTicks();
    long until = (400 / slice + 1L) * slice;
    List<RandomStreams> streams = new ArrayList<>();
    for (int i = 0; i < INSTANCES.size(); i++) {
      streams.add(new RandomStreams(network, 100 * seed + i, until));
    }
    Map<String, List<String>> expected = reference(network, streams, until);
    assertThat(expected).containsKey("anna decision count").containsKey("clara decision rate");

    String bytes = null;
    for (Delivery delivery : DELIVERIES) {
      try (StageHarness harness =
          new StageHarness(network, WireFormat.DEFAULT, delivery.parallelism())) {
        deliver(streams, delivery, harness);
        assertThat(harness.sentTo("late-events")).isEmpty();
        assertThat(harness.sentTo("dead-letters")).isEmpty();
        assertThat(lines(harness.sent())).as("%s", delivery).isEqualTo(expected);
        String sha = sha256(harness);
        bytes = bytes == null ? sha : bytes;
        assertThat(sha).as("bytes of %s", delivery).isEqualTo(bytes);
      }
    }
  }

  private static void deliver(List<RandomStreams> streams, Delivery delivery, StageHarness harness)
      throws Exception {
    Random random = new Random(delivery.order());
    List<Map.Entry<String, Deque<SensorPacket>>> waiting = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      for (Deque<SensorPacket> packets : streams.get(i).packets(delivery.packetSize())) {
        waiting.add(Map.entry(INSTANCES.get(i), new ArrayDeque<>(packets)));
      }
    }
    while (!waiting.isEmpty()) {
      var next = waiting.get(random.nextInt(waiting.size()));
      harness.send(next.getKey(), next.getValue().removeFirst());
      if (next.getValue().isEmpty()) {
        waiting.remove(next);
      }
      if (delivery.restarts()) {
        harness.restart(1 + random.nextInt(3));
      }
    }
  }

  private static Map<String, List<String>> reference(
      Network network, List<RandomStreams> streams, long until) {
    CompiledNetwork net = CompiledNetwork.compile(network);
    Map<String, List<String>> lines = new TreeMap<>();
    for (int i = 0; i < streams.size(); i++) {
      String instance = INSTANCES.get(i);
      var result =
          ReferenceSimulator.run(
              net, instance, streams.get(i).events(), streams.get(i).marks(), until);
      for (var spike : result.spikes()) {
        Population population = network.populations().get(spike.population());
        if (population.publish()) {
          add(
              lines,
              instance + " spikes " + population.name(),
              spike.tick() + " " + spike.neuron() + " x" + (int) spike.count());
        }
      }
      for (var answer : result.answers()) {
        add(
            lines,
            instance + " decision " + network.readouts().get(answer.readout()).name(),
            "%s %s %d-%d %d %s"
                .formatted(
                    answer.episode(),
                    answer.trueLabel(),
                    answer.firstTick(),
                    answer.endTick(),
                    answer.winner(),
                    answer.values()));
      }
      for (var sample : result.samples()) {
        var recording = network.recordings().get(sample.recording());
        add(
            lines,
            instance + " samples " + recording.population() + "." + recording.variable(),
            sample.tick() + " " + sample.values());
      }
    }
    return lines;
  }

  private static Map<String, List<String>> lines(Sent sent) {
    Map<String, List<String>> lines = new TreeMap<>();
    for (String spike : sent.spikes()) {
      String[] words = spike.split(" ", 3);
      add(lines, words[0] + " spikes " + words[1], words[2]);
    }
    for (Decision d : sent.decisions()) {
      add(
          lines,
          d.instance() + " decision " + d.readout(),
          "%s %s %d-%d %d %s"
              .formatted(
                  d.episode(),
                  d.trueLabel(),
                  d.firstTick(),
                  d.lastTick(),
                  d.winner(),
                  Arrays.stream(d.values()).boxed().toList()));
    }
    for (StateRecording r : sent.recordings()) {
      int n = r.neurons().length;
      for (int s = 0; s * n < r.values().length; s++) {
        double[] values = Arrays.copyOfRange(r.values(), s * n, (s + 1) * n);
        long tick = r.firstTick() + (long) s * r.everyTicks();
        add(
            lines,
            r.instance() + " samples " + r.population() + "." + r.variable(),
            tick + " " + Arrays.stream(values).boxed().toList());
      }
    }
    return lines;
  }

  private static void add(Map<String, List<String>> lines, String key, String line) {
    lines.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
  }

  private static String sha256(StageHarness harness) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    harness
        .byKey()
        .forEach((key, records) -> digest.update((key + records).getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Network withSources(Network n, int sources) {
    List<Input> inputs =
        n.inputs().stream()
            .map(
                i ->
                    new Input(
                        i.name(),
                        i.shape(),
                        i.encoder(),
                        sources,
                        i.disorderMicros(),
                        i.maxJumpMicros()))
            .toList();
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        inputs,
        n.populations(),
        n.projections(),
        n.readouts(),
        n.recordings(),
        n.instances(),
        n.placement());
  }
}
