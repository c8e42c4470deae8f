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
import io.spiketide.network.Signal;
import io.spiketide.network.Values;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.testing.TestSource;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Commands to networks that learn, under Flink's harness. Ticks of 1 ms. */
class LearningStageTest {
  private static final String PROJECTION = "in->out";
  private static final int PACKETS = 60;

  private static Network network() {
    Settings rule =
        Settings.of("pair_stdp", Map.of("A_plus", Values.of(0.05), "w_max", Values.of(1)));
    return new Network(
        "learner",
        TimeBase.ofMicros(1000),
        3,
        List.of(Input.events("in", Shape.of(10))),
        List.of(
            Population.of(
                    "out",
                    Shape.of(4),
                    Settings.of("lif", Map.of("tau_m", Values.of(10), "V_th", Values.of(0.12))))
                .published()),
        List.of(
            Projection.of(
                    "in", "out", new Connectivity.AllToAll(true), new Values.Uniform(0.2, 0.8), 1)
                .learning(Learning.by(rule))),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(10));
  }

  /** Sends packets of 10 ms each, and something between them. */
  private static void run(StageHarness stage, TestSource cam, String instance, int from, int to)
      throws Exception {
    for (int p = from; p < to; p++) {
      long[] times = new long[8];
      int[] addresses = new int[8];
      for (int e = 0; e < times.length; e++) {
        times[e] = p * 10_000L + e * 1200L;
        addresses[e] = (p * 7 + e * 3) % 10;
      }
      stage.send(instance, cam.addressed((p + 1) * 10_000L, addresses, times));
    }
  }

  private static ControlCommand command(
      String id, @Nullable String instance, long tick, ControlAction action) {
    return new ControlCommand(
        id, "learner", instance == null ? "" : instance, tick, action, "", 0, 0, new double[0], "");
  }

  @Test
  @DisplayName("weights change by the spikes that pass, and snapshots show it")
  void learns() throws Exception {
    try (StageHarness stage = new StageHarness(network())) {
      TestSource cam = new TestSource("cam", "in");
      run(stage, cam, "k", 0, 1);
      stage.send("k", command("before", "k", 20, ControlAction.SNAPSHOT));
      stage.send("k", command("after", "k", 500, ControlAction.SNAPSHOT));
      run(stage, cam, "k", 1, PACKETS);

      List<WeightSnapshot> snapshots = snapshots(stage);
      assertThat(snapshots).extracting(WeightSnapshot::snapshot).containsExactly("before", "after");
      assertThat(snapshots.get(0).weights()).hasSize(40).isNotEqualTo(snapshots.get(1).weights());
      assertThat(acks(stage))
          .extracting(ControlAck::digest)
          .containsExactly(snapshots.get(0).digest(), snapshots.get(1).digest());
      assertThat(Arrays.stream(snapshots.get(1).weights())).allMatch(w -> w >= 0 && w <= 1);
      assertThat(snapshots.get(0).sources()).startsWith(0, 0, 0, 0, 1);
      assertThat(snapshots.get(0).targets()).startsWith(0, 1, 2, 3, 0);
    }
  }

  @Test
  @DisplayName("while learning is off the weights stay, from the tick on that the command names")
  void freezesAtItsTick() throws Exception {
    try (StageHarness stage = new StageHarness(network())) {
      TestSource cam = new TestSource("cam", "in");
      run(stage, cam, "k", 0, 2);
      stage.send("k", command("off", "k", 100, ControlAction.LEARNING_OFF));
      stage.send("k", command("at", "k", 100, ControlAction.SNAPSHOT));
      stage.send("k", command("later", "k", 300, ControlAction.SNAPSHOT));
      stage.send("k", command("on", "k", 300, ControlAction.LEARNING_ON));
      stage.send("k", command("end", "k", 500, ControlAction.SNAPSHOT));
      run(stage, cam, "k", 2, PACKETS);

      List<WeightSnapshot> snapshots = snapshots(stage);
      assertThat(snapshots.get(1).weights()).isEqualTo(snapshots.get(0).weights());
      assertThat(snapshots.get(2).weights()).isNotEqualTo(snapshots.get(0).weights());
      assertThat(acks(stage))
          .extracting(ControlAck::tick)
          .containsExactly(100L, 100L, 300L, 300L, 500L);
      assertThat(acks(stage)).allMatch(ack -> ack.error().isEmpty());
    }
  }

  @Test
  @DisplayName("a snapshot that is put back gives its weights again, bit for bit")
  void rollsBack() throws Exception {
    try (StageHarness stage = new StageHarness(network())) {
      TestSource cam = new TestSource("cam", "in");
      run(stage, cam, "k", 0, 2);
      stage.send("k", command("first", "k", 100, ControlAction.SNAPSHOT));
      run(stage, cam, "k", 2, 20);
      double[] weights = snapshots(stage).get(0).weights();
      ControlCommand some =
          new ControlCommand(
              "a",
              "learner",
              "k",
              300,
              ControlAction.REPLACE_WEIGHTS,
              PROJECTION,
              0,
              0,
              Arrays.copyOf(weights, 25),
              "");
      ControlCommand rest =
          new ControlCommand(
              "b",
              "learner",
              "k",
              300,
              ControlAction.REPLACE_WEIGHTS,
              PROJECTION,
              0,
              25,
              Arrays.copyOfRange(weights, 25, 40),
              "");
      stage.send("k", some);
      stage.send("k", rest);
      stage.send("k", command("second", "k", 300, ControlAction.SNAPSHOT));
      stage.send("k", command("reset", "k", 400, ControlAction.RESET_WEIGHTS));
      stage.send("k", command("third", "k", 400, ControlAction.SNAPSHOT));
      run(stage, cam, "k", 20, PACKETS);

      List<WeightSnapshot> snapshots = snapshots(stage);
      assertThat(snapshots.get(1).weights()).isEqualTo(weights);
      double[] initial =
          new io.spiketide.kernel.LearnedWeights(
                  io.spiketide.kernel.CompiledNetwork.compile(network()))
              .initial(PROJECTION);
      assertThat(snapshots.get(2).weights()).isEqualTo(initial);
    }
  }

  @Test
  @DisplayName("what cannot be done is refused with the reason, and changes nothing")
  void refuses() throws Exception {
    try (StageHarness stage = new StageHarness(network());
        StageHarness undisturbed = new StageHarness(network())) {
      TestSource cam = new TestSource("cam", "in");
      run(stage, cam, "k", 0, 10);
      stage.send("nobody", command("unknown", "nobody", 500, ControlAction.RESET_WEIGHTS));
      stage.send("k", command("late", "k", 99, ControlAction.RESET_WEIGHTS));
      stage.send("k", command("what", "k", 200, ControlAction.UNKNOWN));
      stage.send(
          "k",
          new ControlCommand(
              "where",
              "learner",
              "k",
              200,
              ControlAction.RESET_WEIGHTS,
              "no",
              0,
              0,
              new double[0],
              ""));
      stage.send(
          "k",
          new ControlCommand(
              "size",
              "learner",
              "k",
              200,
              ControlAction.REPLACE_WEIGHTS,
              PROJECTION,
              0,
              0,
              new double[41],
              ""));
      stage.send(
          "k",
          new ControlCommand(
              "bounds",
              "learner",
              "k",
              200,
              ControlAction.REPLACE_WEIGHTS,
              PROJECTION,
              0,
              0,
              new double[] {1.5},
              ""));
      stage.send("k", command("other", "k", 200, ControlAction.SNAPSHOT));
      run(stage, cam, "k", 10, PACKETS);
      run(undisturbed, new TestSource("cam", "in"), "k", 0, PACKETS);

      assertThat(stage.sent().deadLetters())
          .allMatch(letter -> letter.reason().equals(DeadLetterReason.BAD_COMMAND))
          .extracting(DeadLetter::detail)
          .containsExactly(
              "no events of instance 'nobody' have come",
              "command 'late': tick 99 has passed: the sensors have promised everything before tick"
                  + " 100; choose a later one",
              "command 'what': an action that this version does not know; use a newer Spiketide",
              "command 'where': there is no projection 'no'; those that learn are [in->out]",
              "command 'size': weights 0 to 41 of projection 'in->out', which has 40; give as many"
                  + " as it has",
              "command 'bounds': weight 1.5 is outside 0.0 to 1.0, the bounds of projection"
                  + " 'in->out'");
      assertThat(acks(stage)).filteredOn(ack -> !ack.error().isEmpty()).hasSize(5);
      assertThat(stage.sent().spikes()).isEqualTo(undisturbed.sent().spikes());
    }
  }

  @Test
  @DisplayName("what teachers have promised does not decide whether a command is taken")
  void teachersDoNotDecide() throws Exception {
    List<String> verdicts = new ArrayList<>();
    for (int teacher = 0; teacher < 3; teacher++) {
      try (StageHarness stage = new StageHarness(rewarded())) {
        TestSource cam = new TestSource("cam", "in");
        if (teacher > 0) {
          stage.send("k", new LearningSignals("t", 0, 0, teacher * 70_000L, "", List.of()));
        }
        stage.send("k", command("early", "k", 5, ControlAction.SNAPSHOT));
        run(stage, cam, "k", 0, 10);
        stage.send("k", command("passed", "k", 90, ControlAction.SNAPSHOT));
        stage.send("k", command("next", "k", 120, ControlAction.SNAPSHOT));
        run(stage, cam, "k", 10, 20);
        stage.send("k", new LearningSignals("t", 0, 1, 200_000, "", List.of()));
        List<String> answers = new ArrayList<>();
        for (ControlAck ack : acks(stage)) {
          answers.add(ack.id() + " " + ack.error());
        }
        stage.sent().deadLetters().forEach(letter -> answers.add(letter.detail()));
        verdicts.add(String.join("\n", answers.stream().sorted().toList()));
      }
    }
    assertThat(verdicts).allMatch(verdicts.get(0)::equals);
    assertThat(verdicts.get(0))
        .contains("passed tick 90 has passed")
        .contains("next \n")
        .contains("no events of instance 'k' have come");
  }

  /** The same network with a reward from which it could learn. */
  private static Network rewarded() {
    Network n = network();
    Input reward =
        new Input(
            "reward",
            Shape.of(1),
            List.of(Settings.of("events")),
            1,
            null,
            1_000_000,
            new Signal(Signal.Kind.REWARD, List.of(), null));
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        List.of(n.inputs().get(0), reward),
        n.populations(),
        List.of(
            n.projections().get(0).learning(new Learning(Settings.of("dopamine_stdp"), "reward"))),
        n.readouts(),
        n.recordings(),
        n.instances(),
        n.placement());
  }

  @Test
  @DisplayName("a command to all reaches every instance at its tick, also those that come later")
  void reachesAll() throws Exception {
    try (StageHarness stage = new StageHarness(network(), WireFormat.DEFAULT, 3)) {
      List<TestSource> cams = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        cams.add(new TestSource("cam", "in"));
        run(stage, cams.get(i), "k" + i, 0, 2);
      }
      stage.send((String) null, command("off", null, 50, ControlAction.LEARNING_OFF));
      stage.restart(2);
      stage.send((String) null, command("one", null, 100, ControlAction.SNAPSHOT));
      stage.send((String) null, command("two", null, 400, ControlAction.SNAPSHOT));
      for (int i = 0; i < 5; i++) {
        run(stage, cams.get(i), "k" + i, 2, PACKETS);
      }
      run(stage, new TestSource("cam", "in"), "late", 0, PACKETS);

      List<WeightSnapshot> snapshots = snapshots(stage);
      assertThat(snapshots).hasSize(12);
      for (WeightSnapshot snapshot : snapshots) {
        List<WeightSnapshot> same =
            snapshots.stream().filter(s -> s.instance().equals(snapshot.instance())).toList();
        assertThat(same.get(0).weights()).isEqualTo(same.get(1).weights());
      }
      assertThat(acks(stage)).filteredOn(ack -> ack.id().equals("off")).hasSize(6);
    }
  }

  @Test
  @DisplayName("restarts, rescaling and records that come again change no spike, weight and answer")
  void survivesRestarts() throws Exception {
    try (StageHarness undisturbed = new StageHarness(network());
        StageHarness stage = new StageHarness(network())) {
      script(undisturbed, false);
      script(stage, true);

      assertThat(stage.byKey()).isEqualTo(undisturbed.byKey());
      assertThat(snapshots(stage)).hasSize(2);
    }
  }

  private static void script(StageHarness stage, boolean disturbed) throws Exception {
    TestSource cam = new TestSource("cam", "in");
    run(stage, cam, "k", 0, 5);
    stage.send("k", command("off", "k", 200, ControlAction.LEARNING_OFF));
    if (disturbed) {
      stage.restart(2);
    }
    run(stage, cam, "k", 5, 19);
    stage.send("k", command("s", "k", 300, ControlAction.SNAPSHOT));
    stage.send("k", command("on", "k", 300, ControlAction.LEARNING_ON));
    stage.send("k", command("t", "k", 500, ControlAction.SNAPSHOT));
    if (disturbed) {
      TestSource lost = new TestSource("cam", "in");
      lost.skip(19);
      stage.restartFromBarrier(3, () -> run(stage, lost, "k", 19, 40));
      stage.send("k", command("s", "k", 300, ControlAction.SNAPSHOT));
    }
    run(stage, cam, "k", 19, PACKETS);
  }

  private static List<WeightSnapshot> snapshots(StageHarness stage) throws WireException {
    List<WeightSnapshot> snapshots = new ArrayList<>();
    for (OutboundRecord record : stage.sentTo("weights")) {
      snapshots.add(new WeightSnapshotCodec(WireFormat.DEFAULT).decode(record.value()));
    }
    return snapshots;
  }

  private static List<ControlAck> acks(StageHarness stage) throws WireException {
    List<ControlAck> acks = new ArrayList<>();
    for (OutboundRecord record : stage.sentTo("control-acks")) {
      acks.add(new ControlAckCodec(WireFormat.DEFAULT).decode(record.value()));
    }
    return acks;
  }
}
