package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.network.Values;
import io.spiketide.rules.StageRules;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.testing.TestSource;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands to a learning network that is cut: what they do does not depend on the cut. */
class ShardedCommandsTest {
  private static final byte[] ANNA = "anna".getBytes(StandardCharsets.UTF_8);
  private static final int PACKETS = 40;

  /** A record of the topic of events. */
  private record Sent(byte @Nullable [] key, byte[] value) {}

  /**
   * @param neurons so few that some shards have none, or so many that all have some
   */
  private static Network network(int neurons) {
    Map<String, Values> forward = Map.of("A_plus", Values.of(0.04), "w_max", Values.of(1));
    Map<String, Values> back =
        Map.of("A_plus", Values.of(0.02), "w_min", Values.of(-1), "w_max", Values.of(1));
    return new Network(
        "learner",
        TimeBase.ofMicros(1000),
        3,
        List.of(Input.events("in", Shape.of(10))),
        List.of(
            Population.of(
                    "cells",
                    Shape.of(neurons),
                    Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(0.12))))
                .published()),
        List.of(
            Projection.of(
                    "in", "cells", new Connectivity.AllToAll(true), new Values.Uniform(0.2, 0.8), 1)
                .learning(Learning.by(Settings.of("pair_stdp", forward))),
            Projection.of(
                    "cells",
                    "cells",
                    new Connectivity.FixedProbability(0.4, false),
                    new Values.Uniform(-0.2, 0.3),
                    4)
                .learning(Learning.by(Settings.of("pair_stdp", back)))),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(2));
  }

  private static List<Sent> records() {
    List<Sent> records = new ArrayList<>();
    TestSource cam = new TestSource("cam", "in");
    SensorPacketCodec packets = new SensorPacketCodec(WireFormat.DEFAULT);
    for (int p = 0; p < PACKETS; p++) {
      long[] times = new long[8];
      int[] addresses = new int[8];
      for (int e = 0; e < times.length; e++) {
        times[e] = p * 10_000L + e * 1200L;
        addresses[e] = (p * 7 + e * 3) % 10;
      }
      records.add(
          new Sent(ANNA, packets.encode(cam.addressed((p + 1) * 10_000L, addresses, times))));
      switch (p) {
        case 3 -> records.add(command("off", 60, ControlAction.LEARNING_OFF, false));
        case 4 -> records.add(command("middle", 91, ControlAction.SNAPSHOT, true));
        case 5 -> records.add(command("late", 59, ControlAction.RESET_WEIGHTS, false));
        case 8 -> records.add(command("on", 123, ControlAction.LEARNING_ON, true));
        case 12 -> records.add(replace("in->cells", 160));
        case 13 -> records.add(replace("cells->cells", 160));
        case 20 -> records.add(command("end", 399, ControlAction.SNAPSHOT, false));
        default -> {}
      }
    }
    return records;
  }

  private static Sent command(String id, long tick, ControlAction action, boolean toAll) {
    return sent(
        new ControlCommand(
            id, "learner", toAll ? "" : "anna", tick, action, "", 0, 0, new double[0], ""));
  }

  private static Sent replace(String projection, long tick) {
    return sent(
        new ControlCommand(
            projection,
            "learner",
            "anna",
            tick,
            ControlAction.REPLACE_WEIGHTS,
            projection,
            0,
            7,
            new double[] {0.9, 0.1, 0.8, 0.2, 0.7, 0.3},
            ""));
  }

  private static Sent sent(ControlCommand command) {
    return new Sent(
        command.instance().isEmpty() ? null : ANNA,
        new ControlCommandCodec(WireFormat.DEFAULT).encode(command));
  }

  @ParameterizedTest(name = "{0} neurons in {1} shards, seed {2}")
  @CsvSource({"24, 3, 1", "24, 3, 2", "24, 2, 3", "10, 4, 4", "40, 4, 5", "40, 4, 6"})
  @DisplayName("take effect at their tick in every shard, also after kills")
  void areTheSameInAnyCut(int neurons, int shards, long seed) throws Exception {
    Network network = network(neurons);
    Stages stages = new Stages(List.of(new Stage("all", List.of("cells"), List.of(), shards)));
    assertThat(StageRules.check(network, stages)).isEmpty();
    List<OutboundRecord> whole = new ArrayList<>();
    try (StageHarness harness = new StageHarness(network)) {
      for (Sent record : records()) {
        harness.sendRaw(record.key, record.value);
      }
      for (String topic : List.of("spikes", "weights", "control-acks")) {
        whole.addAll(harness.sentTo(topic));
      }
    }
    List<OutboundRecord> cut = new ArrayList<>();
    Random random = new Random(seed);
    try (ShardedRun run = new ShardedRun(network, stages, seed)) {
      for (Sent record : records()) {
        run.send(record.key, record.value);
      }
      for (int kill = 0; kill < seed % 4; kill++) {
        run.run(random.nextInt(300));
        run.checkpoint();
        run.run(random.nextInt(100));
        run.kill(1 + random.nextInt(3));
      }
      run.run(Integer.MAX_VALUE);
      cut.addAll(run.spikes);
      cut.addAll(run.others);
    }

    assertThat(weights(cut)).isEqualTo(weights(whole)).hasSize(4);
    assertThat(weights(whole).get("middle in->cells"))
        .isNotEqualTo(weights(whole).get("end in->cells"));
    assertThat(spikes(cut)).isEqualTo(spikes(whole)).hasSizeGreaterThan(100);
    assertThat(answers(cut)).isEqualTo(answers(whole)).contains("late refused", "end done");
  }

  private static TreeSet<String> spikes(List<OutboundRecord> records) throws WireException {
    TreeSet<String> spikes = new TreeSet<>();
    for (OutboundRecord record : records) {
      if (record.topic().equals("spikes")) {
        SpikePacket packet = new SpikePacketCodec(WireFormat.DEFAULT).decode(record.value());
        for (int i = 0; i < packet.neurons().length; i++) {
          spikes.add((packet.firstTick() + packet.tickOffsets()[i]) + " " + packet.neurons()[i]);
        }
      }
    }
    return spikes;
  }

  /** Weights by snapshot and projection, each with its place in the whole. */
  private static Map<String, TreeMap<Long, String>> weights(List<OutboundRecord> records)
      throws WireException {
    Map<String, TreeMap<Long, String>> weights = new TreeMap<>();
    for (OutboundRecord record : records) {
      if (record.topic().equals("weights")) {
        WeightSnapshot part = new WeightSnapshotCodec(WireFormat.DEFAULT).decode(record.value());
        TreeMap<Long, String> all =
            weights.computeIfAbsent(
                part.snapshot() + " " + part.projection(), k -> new TreeMap<>());
        for (int k = 0; k < part.weights().length; k++) {
          long at = part.indices().length == 0 ? part.firstIndex() + k : part.indices()[k];
          String weight = part.sources()[k] + ">" + part.targets()[k] + " " + part.weights()[k];
          assertThat(all.put(at, weight)).isIn(null, weight);
        }
      }
    }
    return weights;
  }

  private static TreeSet<String> answers(List<OutboundRecord> records) throws WireException {
    TreeSet<String> answers = new TreeSet<>();
    for (OutboundRecord record : records) {
      if (record.topic().equals("control-acks")) {
        ControlAck ack = new ControlAckCodec(WireFormat.DEFAULT).decode(record.value());
        answers.add(ack.id() + (ack.error().isEmpty() ? " done" : " refused"));
      }
    }
    return answers;
  }
}
