package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Editions;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.codec.Framing;
import io.spiketide.schema.codec.SchemaIds;
import io.spiketide.schema.codec.Schemas;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.testing.TestSource;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stage under Flink's harness: packets in, records out. Times in µs, ticks of 1 ms. */
class StageOperatorTest {
  private static final byte[] KEY = "k".getBytes(StandardCharsets.UTF_8);

  private final TestSource cam = new TestSource("cam", "in");

  // ---- what goes out

  @Test
  void eventsBecomeSpikesAndAnEpisodeADecision() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send(
          "k",
          cam.packet(
              40_000,
              new int[] {3, 7, 8},
              List.of(EpisodeMark.start(4000, "e1", "high"), EpisodeMark.end(29_500, "e1")),
              5000,
              7100,
              21_000));

      assertThat(stage.sent().spikes())
          .containsExactly("k out 7 3 x1", "k out 9 7 x1", "k out 23 8 x1");
      assertThat(stage.sent().decisions())
          .containsExactly(
              new Decision(
                  "small",
                  "k",
                  "count",
                  0,
                  0,
                  30,
                  "e1",
                  "high",
                  4,
                  30,
                  1000,
                  1,
                  "high",
                  new double[] {1, 2}));
      assertThat(stage.sentTo("decisions"))
          .allMatch(r -> r.timestampMillis() == 30 && key(r).equals("k"));
      assertThat(stage.sentTo("spikes")).allMatch(r -> key(r).equals("k/out/0"));
    }
  }

  @Test
  void spikesLeaveInSlicesAtMultiplesOfTheirLengthHoweverFarARunWent() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.addressed(16_000, new int[] {1, 2}, 5000, 15_000));
      assertThat(stage.sent().spikePackets())
          .containsExactly(
              new SpikePacket(
                  "small",
                  "k",
                  "out",
                  0,
                  0,
                  0,
                  0,
                  10,
                  new int[] {7},
                  new int[] {1},
                  new int[0],
                  1000));
      stage.send("k", cam.heartbeat(19_999));
      assertThat(stage.sent().spikePackets()).hasSize(1);
      stage.send("k", cam.heartbeat(20_000));
      assertThat(stage.sent().spikePackets().get(1))
          .isEqualTo(
              new SpikePacket(
                  "small",
                  "k",
                  "out",
                  0,
                  0,
                  1,
                  10,
                  20,
                  new int[] {7},
                  new int[] {2},
                  new int[0],
                  1000));
    }
  }

  @Test
  void aQuietPopulationPromisesOncePerHundredSlices() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(10_000, 5000));
      stage.send("k", cam.heartbeat(3_500_000));
      List<SpikePacket> packets = stage.sent().spikePackets();
      assertThat(packets).extracting(SpikePacket::frontier).containsExactly(10L, 2000L, 3000L);
      assertThat(packets).extracting(SpikePacket::sequence).containsExactly(0L, 1L, 2L);
      assertThat(packets.get(1).neurons()).isEmpty();
    }
  }

  @Test
  void repliesInConfluentFramingWhereThatIsAskedFor() throws Exception {
    Map<Integer, String> ids = new HashMap<>();
    for (String name : Schemas.NAMES) {
      ids.put(100 + ids.size(), name);
    }
    WireFormat confluent = new WireFormat(Framing.CONFLUENT, new SchemaIds(ids));
    Network network = SmallNetwork.of(SmallNetwork.PER_KEY);
    try (StageHarness stage = new StageHarness(network, confluent, 1)) {
      stage.send("k", cam.promising(10_000, 5000));
      byte[] plain =
          new SensorPacketCodec(WireFormat.DEFAULT).encode(cam.promising(30_000, 15_000));
      stage.sendRaw(KEY, plain);

      assertThat(stage.sentTo("spikes")).hasSize(2).allMatch(r -> r.value()[0] == 0);
      assertThat(stage.sent().spikes()).containsExactly("k out 7 0 x1", "k out 17 0 x1");
    }
  }

  @Test
  void oneInstanceServesAllKeysWhereTheDescriptionSaysSo() throws Exception {
    Instances single = new Instances(Instances.Key.SINGLE, false, null, null);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(single, 2, List.of()))) {
      stage.send("a", cam.promising(10_000, 5000));
      assertThat(stage.sent().spikes()).isEmpty();
      stage.sendRaw(
          null,
          new SensorPacketCodec(WireFormat.DEFAULT)
              .encode(new TestSource("left", "in").addressed(10_000, new int[] {4}, 5000)));
      assertThat(stage.sent().spikes()).containsExactly(" out 7 0 x1", " out 7 4 x1");
      assertThat(stage.sent().deadLetters()).isEmpty();
    }
  }

  // ---- what does not go in

  @Test
  void lateEventsGoToTheirOwnTopicWithAllThatTheyCarried() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(20_000, 5000));
      stage.send("k", cam.addressed(30_000, new int[] {1, 2, 3}, 19_999, 20_000, 7000));

      assertThat(stage.sent().late())
          .containsExactly(
              new LateEvents(
                  "small",
                  "k",
                  "cam",
                  "in",
                  0,
                  1,
                  20_000,
                  19_999,
                  new int[] {0, -12_999},
                  new int[] {1, 3},
                  new float[0],
                  "sensor-events",
                  3,
                  1));
      assertThat(stage.sent().spikes()).containsExactly("k out 7 0 x1", "k out 22 2 x1");
      assertThat(stage.sent().deadLetters()).isEmpty();
    }
  }

  /** One poison record each, sent amid the good ones, and the reason that it must get. */
  static List<Arguments> poison() {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    TestSource other = new TestSource("other", "in");
    TestSource lost = new TestSource("cam", "nowhere");
    byte[] good = codec.encode(other.promising(9000, 5000));
    byte[] foreign = good.clone();
    foreign[5] ^= 1;
    byte[] cut = Arrays.copyOf(good, good.length - 3);
    byte[] spikes =
        new SpikePacketCodec(WireFormat.DEFAULT)
            .encode(
                new SpikePacket(
                    "n", "k", "p", 0, 0, 0, 0, 1, new int[0], new int[0], new int[0], 1000));
    TestSource endless = new TestSource("cam", "in");
    endless.skip(Long.MAX_VALUE);
    return List.of(
        Arguments.of("not-avro", KEY, "{\"json\": true}".getBytes(StandardCharsets.UTF_8), 1),
        Arguments.of("unknown-schema", KEY, foreign, 1),
        Arguments.of("unknown-schema", KEY, spikes, 1),
        Arguments.of("unknown-schema", KEY, new byte[] {0, 0, 0, 0, 9, 1}, 1),
        Arguments.of("malformed", KEY, cut, 1),
        Arguments.of("malformed", KEY, codec.encode(endless.promising(1, 2, 3)), 2),
        Arguments.of("no-value", KEY, new byte[0], 1),
        Arguments.of("no-key", null, good, 1),
        Arguments.of("unknown-input", KEY, codec.encode(lost.promising(9000, 1, 2, 3)), 3),
        Arguments.of("unexpected-source", KEY, codec.encode(other.promising(9000, 1, 2)), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poison")
  void aPoisonRecordIsPutAsideWithItsCoordinatesAndChangesNothingElse(
      String reason, byte[] key, byte[] value, int count) throws Exception {
    TestSource again = new TestSource("cam", "in");
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY));
        StageHarness without = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      for (int p = 0; p < 5; p++) {
        without.send("k", again.promising(10_000L * p + 10_000, 10_000L * p + 5000));
        stage.send("k", cam.promising(10_000L * p + 10_000, 10_000L * p + 5000));
        stage.sendRaw(key, value);
      }

      assertThat(stage.byKey()).isEqualTo(without.byKey());
      assertThat(stage.sent().spikes()).hasSize(5);
      List<DeadLetter> letters = stage.sent().deadLetters();
      assertThat(letters).hasSize(5);
      for (int p = 0; p < 5; p++) {
        DeadLetter letter = letters.get(p);
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.detail()).isNotBlank();
        assertThat(letter.topic()).isEqualTo("sensor-events");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(2L * p + 1);
        assertThat(letter.timestamp()).isEqualTo(1234);
        assertThat(letter.count()).isEqualTo(count);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.key()).isEqualTo(key == null ? new byte[0] : key);
      }
    }
  }

  @Test
  void aFirstRecordThatIsPoisonMakesNoInstance() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.sendRaw(KEY, new byte[] {1, 2, 3});
      stage.sendRaw(KEY, new byte[0]);
      assertThat(stage.stateEntries()).isZero();
    }
  }

  @Test
  void eventsThatCannotBeArePutAsideOnceForEachReason() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(4000, 3000));
      int[] addresses = {1, 10, -1, 2, 3};
      stage.send("k", cam.addressed(20_000, addresses, 5000, 5000, 5000, -1, 6000));
      long year2200 = 7_258_118_400_000_000L;
      stage.send("k", cam.addressed(Promise.NONE, new int[] {5}, year2200));
      stage.send("k", cam.heartbeat(year2200));
      stage.send("k", cam.addressed(40_000, new int[] {4}, 25_000));

      assertThat(stage.sent().deadLetters())
          .extracting(letter -> letter.reason() + " " + letter.count() + " @" + letter.offset())
          .containsExactly(
              "address-out-of-range 2 @1",
              "time-before-epoch 1 @1",
              "time-too-far-ahead 1 @2",
              "time-too-far-ahead 0 @3");
      assertThat(stage.sent().spikes())
          .containsExactly("k out 5 0 x1", "k out 7 1 x1", "k out 8 3 x1", "k out 27 4 x1");
    }
  }

  @Test
  void aGapIsReportedAndWhatCameIsRun() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(10_000, 5000));
      cam.skip(4);
      stage.send("k", cam.promising(20_000, 15_000));

      assertThat(stage.sent().deadLetters())
          .extracting(letter -> letter.reason() + " " + letter.count())
          .containsExactly("sequence-gap 4");
      assertThat(stage.sent().spikes()).containsExactly("k out 7 0 x1", "k out 17 0 x1");
    }
  }

  @Test
  void aReplayedStretchChangesNothing() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(10_000, 5000));
      stage.send("k", cam.promising(20_000, 15_000));
      Map<String, List<String>> before = stage.byKey();
      cam.skip(-2);
      stage.send("k", cam.promising(10_000, 5000));
      stage.send("k", cam.promising(20_000, 15_000));
      assertThat(stage.byKey()).isEqualTo(before);
      assertThat(stage.sent().deadLetters()).isEmpty();
    }
  }

  // ---- the wall clock, where the description lets it in

  @Test
  void anIdleFlushRunsWhatWaitsWhenTheWallClockSaysSo() throws Exception {
    Instances flushing = new Instances(Instances.Key.RECORD, false, null, 5000L);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(flushing))) {
      stage.setWallClock(1000);
      stage.send("k", cam.packet(1000, new int[] {6}, List.of(EpisodeMark.end(9500, "e")), 7000));
      stage.setWallClock(4000);
      stage.send("k", cam.heartbeat(1000));
      stage.setWallClock(8999);
      assertThat(stage.sentTo("decisions")).isEmpty();
      stage.setWallClock(9000);

      assertThat(stage.sent().spikes()).containsExactly("k out 9 6 x1");
      assertThat(stage.sent().decisions()).extracting(Decision::lastTick).containsExactly(10L);
      stage.send("k", cam.promising(20_000, 9000));
      assertThat(stage.sent().late()).hasSize(1);
    }
  }

  @Test
  void anIdleFlushSurvivesARestart() throws Exception {
    Instances flushing = new Instances(Instances.Key.RECORD, false, null, 5000L);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(flushing))) {
      stage.send("k", cam.packet(1000, new int[] {6}, List.of(EpisodeMark.end(9500, "e")), 7000));
      stage.restart(2);
      stage.setWallClock(5000);
      assertThat(stage.sent().decisions()).hasSize(1);
    }
  }

  @Test
  void withoutAFlushWhatWaitsWaitsForever() throws Exception {
    try (StageHarness stage = new StageHarness(SmallNetwork.of(SmallNetwork.PER_KEY))) {
      stage.send("k", cam.promising(1000, 7000));
      stage.setWallClock(Long.MAX_VALUE / 2);
      assertThat(stage.byKey()).isEmpty();
    }
  }

  @Test
  void aSilentInstanceIsForgottenAfterItsTimeToLive() throws Exception {
    Instances mortal = new Instances(Instances.Key.RECORD, false, 60_000L, null);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(mortal))) {
      stage.setWallClock(1);
      stage.send("k", cam.promising(10_000, 5000));
      stage.setWallClock(60_000);
      cam.skip(-1);
      stage.send("k", cam.promising(10_000, 5000));
      assertThat(stage.sent().spikes()).as("still known as a duplicate").hasSize(1);
      stage.setWallClock(120_001);
      cam.skip(-1);
      stage.send("k", cam.promising(10_000, 5000));
      assertThat(stage.sent().spikes()).as("forgotten").hasSize(2);
    }
  }

  @Test
  void theTimeToLiveGoesOnOverARestartAndWhoReturnsIsNew() throws Exception {
    Instances mortal = new Instances(Instances.Key.RECORD, false, 60_000L, null);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(mortal))) {
      TestSource other = new TestSource("cam", "in");
      stage.setWallClock(1000);
      stage.send("silent", cam.promising(10_000, 5000));
      stage.setWallClock(31_000);
      stage.send("busy", other.promising(10_000, 5000));
      stage.restart(2);
      stage.setWallClock(61_001);

      other.skip(-1);
      stage.send("busy", other.promising(10_000, 5000));
      assertThat(stage.sent().spikes()).as("known, a duplicate").hasSize(2);
      cam.skip(-1);
      stage.send("silent", cam.promising(10_000, 5000));
      assertThat(stage.sent().spikes())
          .filteredOn(s -> s.startsWith("silent"))
          .containsExactly("silent out 7 0 x1", "silent out 7 0 x1");
      assertThat(stage.sent().spikePackets())
          .filteredOn(p -> p.instance().equals("silent"))
          .extracting(SpikePacket::sequence)
          .containsExactly(0L, 0L);
    }
  }

  @Test
  void aSilentInstanceIsNotStoredAnyMore() throws Exception {
    Instances mortal = new Instances(Instances.Key.RECORD, false, 60_000L, null);
    try (StageHarness stage = new StageHarness(SmallNetwork.of(mortal))) {
      stage.setWallClock(1000);
      for (int i = 0; i < 40; i++) {
        stage.send("silent-" + i, new TestSource("cam", "in").promising(10_000, 5000));
      }
      stage.restart(1);
      assertThat(stage.stateEntries()).isEqualTo(40);
      stage.setWallClock(61_001);
      stage.send("k", cam.promising(10_000, 5000));
      stage.restart(1);
      assertThat(stage.stateEntries()).isEqualTo(1);
    }
  }

  // ---- restarts

  @Test
  void rescalingInTheMiddleOfEverythingChangesNothing() throws Exception {
    Network network = SmallNetwork.of(SmallNetwork.PER_KEY);
    try (StageHarness steady = new StageHarness(network);
        StageHarness rescaled = new StageHarness(network)) {
      for (StageHarness stage : List.of(steady, rescaled)) {
        Map<String, TestSource> sources = new HashMap<>();
        for (int round = 0; round < 12; round++) {
          for (int instance = 0; instance < 40; instance++) {
            String key = "device-" + instance;
            TestSource source = sources.computeIfAbsent(key, k -> new TestSource("cam", "in"));
            long time = 7000L * round + 100L * instance;
            List<EpisodeMark> marks =
                round % 3 == 0 ? List.of(EpisodeMark.start(time, "e" + round, "")) : List.of();
            int[] addresses = {round % 10, instance % 10};
            stage.send(key, source.packet(time + 3000, addresses, marks, time, time + 2000));
          }
          if (stage == rescaled && round % 3 == 1) {
            stage.restart(new int[] {2, 4, 3, 1}[round / 3]);
          }
        }
      }
      assertThat(rescaled.byKey()).isEqualTo(steady.byKey());
      assertThat(steady.byKey().keySet()).hasSize(80);
      assertThat(rescaled.stateEntries()).isEqualTo(40);
    }
  }

  @Test
  void aChangedNetworkTakesOverWhatItKnowsByName() throws Exception {
    Network before = SmallNetwork.of(SmallNetwork.PER_KEY, 1, List.of("b"));
    Network after = published(SmallNetwork.of(SmallNetwork.PER_KEY, 1, List.of("a", "b")), 4);
    try (StageHarness stage = new StageHarness(before)) {
      for (String key : List.of("k", "silent")) {
        TestSource source = new TestSource("cam", "in");
        stage.send(
            key,
            source.packet(
                8000,
                new int[] {1, 1, 6},
                List.of(EpisodeMark.end(3000, "e1"), EpisodeMark.end(20_000, "e2")),
                1000,
                5000,
                7000));
      }
      stage.restart(after, 2);
      stage.restart(after, 1);
      cam.skip(1);
      stage.send("k", cam.heartbeat(40_000));
      stage.restart(after, 2);
      cam.skip(-1);
      stage.send("silent", cam.heartbeat(40_000));

      for (String key : List.of("k", "silent")) {
        assertThat(stage.sent().decisions())
            .filteredOn(d -> d.instance().equals(key))
            .extracting(d -> d.readout() + " " + d.sequence() + " " + Arrays.toString(d.values()))
            .containsExactly("b 0 [0.0, 0.0]", "a 0 [0.0, 1.0]", "b 1 [2.0, 1.0]");
        assertThat(stage.sent().spikes())
            .filteredOn(s -> s.startsWith(key))
            .containsExactly(key + " out 3 1 x1", key + " out 7 1 x1", key + " out 9 6 x1");
      }
    }
  }

  @Test
  void aSavepointOfAnotherNetworkIsRefusedForGood() throws Exception {
    Network before = SmallNetwork.of(SmallNetwork.PER_KEY);
    Network other = named(before, "other");
    try (StageHarness stage = new StageHarness(before)) {
      stage.send("k", cam.promising(8000, 5000));
      assertThatThrownBy(() -> stage.restart(other, 1))
          .hasCauseInstanceOf(SuppressRestartsException.class)
          .hasRootCauseMessage(
              "network: the state is of network 'small', the description is of 'other'; use a"
                  + " savepoint of 'other', or start without one");
    }
  }

  @Test
  void allThatMustStayAndDoesNotIsNamedAtOnce() throws Exception {
    Network before = SmallNetwork.of(SmallNetwork.PER_KEY);
    try (StageHarness stage = new StageHarness(before)) {
      stage.send("k", cam.promising(8000, 5000));
      Network after = SmallNetwork.of(SmallNetwork.PER_KEY, 2, List.of());
      Projection longer = Projection.of("in", "out", new Connectivity.OneToOne(), Values.of(2), 3);
      Network changed =
          new Network(
              after.name(),
              TimeBase.ofMicros(2000),
              7,
              after.inputs(),
              after.populations(),
              List.of(longer),
              List.of(),
              List.of(),
              after.instances(),
              after.placement());
      assertThatThrownBy(() -> stage.restart(changed, 1))
          .rootCause()
          .message()
          .isEqualTo(
              String.join(
                  "\n",
                  "inputs.in.sources: was 1 when the state was stored, is 2; keep it, or start"
                      + " without a savepoint",
                  "projections.in->out.delay: was 2 ticks when the state was stored, is 3 ticks;"
                      + " keep it, or give the changed one a new name, so that it starts fresh",
                  "seed: was 1 when the state was stored, is 7; keep it, or start without a"
                      + " savepoint",
                  "tick: was 1.0 ms when the state was stored, is 2.0 ms; keep it, or start"
                      + " without a savepoint"));
    }
  }

  @Test
  void aChangeAtATickNeedsTheDescriptionOfTheSavepoint() throws Exception {
    Network before = SmallNetwork.of(SmallNetwork.PER_KEY);
    Network another = SmallNetwork.of(SmallNetwork.PER_KEY, 1, List.of("count", "more"));
    Network third = SmallNetwork.of(SmallNetwork.PER_KEY, 1, List.of("third"));
    try (StageHarness stage = new StageHarness(before)) {
      stage.send("k", cam.promising(8000, 5000));
      assertThatThrownBy(() -> stage.restart(Editions.of(another).then(20, third), 1))
          .rootCause()
          .hasMessageContaining("another description of 'small'");
    }
  }

  @Test
  void subtasksShareACompiledNetworkWhoeverDescribedIt() {
    Network one = SmallNetwork.of(SmallNetwork.PER_KEY);
    Network same = SmallNetwork.of(SmallNetwork.PER_KEY);
    assertThat(same).isNotSameAs(one);
    assertThat(SharedNetworks.get(same)).isSameAs(SharedNetworks.get(one));
    assertThat(SharedNetworks.get(named(one, "other"))).isNotSameAs(SharedNetworks.get(one));
  }

  private static Network named(Network n, String name) {
    return new Network(
        name,
        n.time(),
        n.seed(),
        n.inputs(),
        n.populations(),
        n.projections(),
        n.readouts(),
        n.recordings(),
        n.instances(),
        n.placement());
  }

  /** With shorter slices and a further published population in front of the known one. */
  private static Network published(Network n, int slice) {
    Population first =
        new Population(
            "another",
            n.populations().get(0).shape(),
            n.populations().get(0).model(),
            Map.of(),
            true);
    return new Network(
        n.name(),
        n.time(),
        n.seed(),
        n.inputs(),
        List.of(first, n.populations().get(0)),
        n.projections(),
        n.readouts(),
        n.recordings(),
        n.instances(),
        new Placement(slice));
  }

  private static String key(OutboundRecord record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
