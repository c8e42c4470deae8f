package io.spiketide.operator;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.schema.Decision;
import io.spiketide.schema.StateRecording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings what a stage sent and what the reference simulator made into one form. */
final class Outcome {
  private Outcome() {}

  /** What the reference makes of the streams: per instance and output, line by line. */
  static Map<String, List<String>> expected(
      Editions editions, List<String> instances, List<RandomStreams> streams, long until) {
    Succession networks =
        new Succession(
            editions,
            editions.editions().stream().map(e -> CompiledNetwork.compile(e.network())).toList());
    Map<String, List<String>> lines = new TreeMap<>();
    for (int i = 0; i < streams.size(); i++) {
      List<ReferenceSimulator.Result> results =
          ReferenceSimulator.run(
              networks, instances.get(i), streams.get(i).events(), streams.get(i).marks(), until);
      for (int e = 0; e < results.size(); e++) {
        add(lines, editions.network(e), instances.get(i), results.get(e));
      }
    }
    return lines;
  }

  private static void add(
      Map<String, List<String>> lines,
      Network network,
      String instance,
      ReferenceSimulator.Result result) {
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

  /** What a stage sent, in the same form. */
  static Map<String, List<String>> lines(Sent sent) {
    Map<String, List<String>> lines = new TreeMap<>();
    for (String spike : sent.spikes()) {
      String[] words = spike.split(" ", 3);
      add(lines, words[0] + " spikes " + words[1], words[2]);
    }
    sent.decisions().forEach(decision -> add(lines, decision));
    sent.recordings().forEach(recording -> add(lines, recording));
    return lines;
  }

  static void add(Map<String, List<String>> lines, Decision d) {
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

  static void add(Map<String, List<String>> lines, StateRecording r) {
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

  static void add(Map<String, List<String>> lines, String key, String line) {
    lines.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
  }

  /** Of all bytes that were sent, by topic and key. */
  static String sha256(StageHarness harness) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    harness
        .byKey()
        .forEach((key, records) -> digest.update((key + records).getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The same network with so many sources on each input. */
  static Network withSources(Network n, int sources) {
    List<Input> inputs =
        n.inputs().stream()
            .map(
                i ->
                    new Input(
                        i.name(),
                        i.shape(),
                        i.encoders(),
                        sources,
                        i.disorderMicros(),
                        i.maxJumpMicros(),
                        i.signal()))
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
