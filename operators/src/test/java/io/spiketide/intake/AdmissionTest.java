package io.spiketide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.intake.Admission.Tally;
import io.spiketide.kernel.Mark;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.testing.TestSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, in words; ticks are 1 ms, times in µs. */
class AdmissionTest {
  private final TestSource cam = new TestSource("cam", "in");

  // ---- sequences

  @Test
  void packetsThatPromiseNothingAndHoldNothingChangeNothing() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(cam.heartbeat(Promise.NONE))).isEqualTo(new Tally(0, 0, 0, 0));
    assertThat(gate.admit(cam.heartbeat(Promise.NONE))).isEqualTo(new Tally(0, 0, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);

    assertThat(gate.admit(cam.promising(3000, 1000, 2000))).isEqualTo(new Tally(2, 0, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(3);
    cam.restart(1);
    assertThat(gate.admit(cam.heartbeat(Promise.NONE))).isEqualTo(new Tally(0, 0, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(3);

    assertThat(gate.waitingTicks()).containsExactly(1L, 2L);
    assertThat(gate.verdicts.taken()).isEmpty();
  }

  @Test
  void takesEveryPacketOnceAndCountsWhatIsSentAgain() {
    Gate gate = Gate.of(1, null);
    SensorPacket first = cam.promising(3000, 1000, 2000);
    SensorPacket second = cam.promising(6000, 4000);

    assertThat(gate.admit(first)).isEqualTo(new Tally(2, 0, 0, 0));
    assertThat(gate.admit(second)).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(gate.admit(first)).isEqualTo(new Tally(0, 0, 0, 2));
    assertThat(gate.admit(second)).isEqualTo(new Tally(0, 0, 0, 1));

    assertThat(gate.verdicts.taken()).containsExactly("duplicate", "duplicate");
    assertThat(gate.waitingTicks()).containsExactly(1L, 2L, 4L);
    assertThat(gate.safeTick()).isEqualTo(6);
  }

  @Test
  void takesThePacketBehindAGapAndReportsTheGapOnce() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.promising(2000, 1000));
    cam.skip(3);

    assertThat(gate.admit(cam.promising(4000, 3000))).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(gate.admit(cam.promising(6000, 5000))).isEqualTo(new Tally(1, 0, 0, 0));

    assertThat(gate.verdicts.taken()).containsExactly("gap from 1 to 4");
  }

  @Test
  void joinsARunningSourceAtAnySequenceWithoutAGap() {
    Gate gate = Gate.of(1, null);
    cam.skip(17);
    gate.admit(cam.promising(2000, 1000));
    assertThat(gate.verdicts.taken()).isEmpty();
  }

  @Test
  void aRestartedSourceCountsFromZeroAndItsFormerRunIsOver() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.promising(2000, 1000));
    SensorPacket ofTheFormerRun = cam.promising(4000, 3000);
    cam.restart(1);

    assertThat(gate.admit(cam.promising(3000, 2000))).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(gate.admit(ofTheFormerRun)).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(gate.verdicts.taken()).containsExactly("packet stale-epoch");

    cam.restart(2);
    cam.skip(2);
    gate.admit(cam.promising(5000, 4000));
    assertThat(gate.verdicts.taken()).containsExactly("gap from 0 to 2");
  }

  @Test
  void refusesASequenceThatHasNoSuccessor() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.promising(2000, 1000));
    TestSource broken = new TestSource("cam", "in");
    broken.skip(Long.MAX_VALUE);

    assertThat(gate.admit(broken.promising(4000, 3000))).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(gate.admit(cam.promising(6000, 5000))).isEqualTo(new Tally(1, 0, 0, 0));

    assertThat(gate.verdicts.taken()).containsExactly("packet malformed");
  }

  // ---- lateness

  @Test
  void anEventBehindThePromiseIsLateAndOneOnItIsNot() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.promising(5000, 1000));

    assertThat(gate.admit(cam.promising(9000, 4999, 5000, 6000, 100)))
        .isEqualTo(new Tally(2, 2, 0, 0));

    assertThat(gate.verdicts.taken()).containsExactly("late:0 behind 5000", "late:3 behind 5000");
  }

  @Test
  void thePromiseOfAPacketRulesThePacketsAfterItAlone() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(cam.promising(9000, 8000, 1000))).isEqualTo(new Tally(2, 0, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(9);
  }

  @Test
  void aPromiseNeverMovesTheFrontierBack() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.heartbeat(9000));
    gate.admit(cam.heartbeat(4000));
    assertThat(gate.safeTick()).isEqualTo(9);
  }

  @Test
  void aHeartbeatMovesTheFrontierAndNothingElse() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(cam.heartbeat(7500))).isEqualTo(new Tally(0, 0, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(7);
    assertThat(gate.waitingTicks()).isEmpty();
    assertThat(gate.verdicts.taken()).isEmpty();
  }

  @Test
  void aDeclaredBoundOnDisorderLetsEventsBeThatMuchOlder() {
    Gate gate = Gate.of(1, 2000L);
    assertThat(gate.admit(cam.events(10_000, 8000, 7999, 9000))).isEqualTo(new Tally(3, 1, 0, 0));
    assertThat(gate.verdicts.taken()).containsExactly("late:2 behind 8000");
    assertThat(gate.safeTick()).isEqualTo(8);
  }

  @Test
  void withoutPromiseOrBoundTimeFollowsTheLatestEvent() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(cam.events(3000, 2000, 3000))).isEqualTo(new Tally(2, 1, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void latenessUnderABoundDoesNotDependOnWherePacketsAreCut(long seed) {
    Random random = new Random(seed);
    long[] micros = new long[500];
    Arrays.setAll(micros, e -> 100_000 + e * 100L - random.nextInt(4000));
    int[] addresses = random.ints(500, 0, 10).toArray();

    List<Object> whole = null;
    for (int cut : new int[] {500, 1, 7, 64}) {
      Gate gate = Gate.of(1, 2000L);
      TestSource source = new TestSource("cam", "in");
      Tally sum = new Tally(0, 0, 0, 0);
      for (int from = 0; from < 500; from += cut) {
        int to = Math.min(500, from + cut);
        int[] some = Arrays.copyOfRange(addresses, from, to);
        long[] times = Arrays.copyOfRange(micros, from, to);
        sum = sum(sum, gate.admit(source.addressed(Promise.NONE, some, times)));
      }
      assertThat(sum.late()).isPositive();
      assertThat(sum.processed()).isPositive();
      List<Object> taken = List.of(sum, gate.waitingTicks(), gate.channel().frontier);
      whole = whole == null ? taken : whole;
      assertThat(taken).as("packets of %d", cut).isEqualTo(whole);
    }
  }

  // ---- times that cannot be

  @Test
  void anEventFarInTheFutureIsRefusedAndMovesNothing() {
    for (Long bound : new Long[] {null, 0L, 5000L}) {
      Gate gate = Gate.of(1, bound);
      TestSource source = new TestSource("cam", "in");
      gate.admit(source.events(10_000));
      long safe = gate.safeTick();
      long future = 10_000 + Gate.MAX_JUMP + 1;

      assertThat(gate.admit(source.events(future))).isEqualTo(new Tally(0, 0, 1, 0));

      assertThat(gate.verdicts.taken()).containsExactly("event:0 time-too-far-ahead");
      assertThat(gate.safeTick()).isEqualTo(safe);
      assertThat(gate.admit(source.events(11_000))).isEqualTo(new Tally(1, 0, 0, 0));
    }
  }

  @Test
  void anEventJustWithinMaxJumpIsTaken() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.events(10_000));
    assertThat(gate.admit(cam.events(10_000 + Gate.MAX_JUMP))).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void eightTimesInARowThatAgreeConfirmAJump() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.events(10_000));
    long future = 90_000_000_000L;
    long[] agreeing = LongStream.range(0, 10).map(i -> future + 1000 * i).toArray();

    assertThat(gate.admit(cam.events(agreeing))).isEqualTo(new Tally(3, 0, 7, 0));

    assertThat(gate.waitingTicks())
        .containsExactly(10L, future / 1000 + 7, future / 1000 + 8, future / 1000 + 9);
    assertThat(gate.safeTick()).isEqualTo(future / 1000 + 9);
  }

  @Test
  void scatteredTimesOrAGoodOneInBetweenConfirmNoJump() {
    Gate gate = Gate.of(1, 0L);
    gate.admit(cam.events(10_000));
    for (int i = 1; i <= 20; i++) {
      gate.admit(cam.events(i * 10_000_000_000L));
    }
    for (int i = 0; i < 7; i++) {
      gate.admit(cam.events(90_000_000_000L));
    }
    gate.admit(cam.events(11_000));
    for (int i = 0; i < 7; i++) {
      gate.admit(cam.events(90_000_000_000L));
    }
    assertThat(gate.safeTick()).isEqualTo(11);
    assertThat(gate.waitingTicks()).containsExactly(10L, 11L);
  }

  @Test
  void aPromiseFarInTheFutureIsRefusedWhileItsEventsAreTaken() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.promising(2000, 1000));

    assertThat(gate.admit(cam.promising(Long.MAX_VALUE, 3000))).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(gate.verdicts.taken()).containsExactly("frontier time-too-far-ahead");
    assertThat(gate.safeTick()).isEqualTo(2);
    assertThat(gate.admit(cam.promising(5000, 4000))).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void eightHeartbeatsThatAgreeEndALongSilence() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.heartbeat(2000));
    long later = 2000 + 5 * Gate.MAX_JUMP;
    for (int i = 0; i < 7; i++) {
      gate.admit(cam.heartbeat(later + i));
      assertThat(gate.safeTick()).isEqualTo(2);
    }
    gate.admit(cam.heartbeat(later + 7));
    assertThat(gate.safeTick()).isEqualTo(later / 1000);
  }

  @Test
  void timesBeforeTheEpochAndPromisesOfThemSayNothing() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(cam.promising(-5, -1, 0))).isEqualTo(new Tally(1, 0, 1, 0));
    assertThat(gate.verdicts.taken()).containsExactly("event:0 time-before-epoch");
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);
    // after 1970's promise the clock is right: the first time that is known is no jump
    gate.admit(cam.heartbeat(500_000));
    assertThat(gate.safeTick()).isEqualTo(500);
  }

  @Test
  void aTimeNeverWrapsAround() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.heartbeat(2000));
    int[] addresses = {0, 0};
    int[] offsets = {Integer.MAX_VALUE, 0};
    SensorPacket late = raw(Long.MAX_VALUE, offsets, addresses);
    SensorPacket early = raw(Long.MIN_VALUE, new int[] {-1, 0}, addresses);

    assertThat(gate.admit(late)).isEqualTo(new Tally(0, 0, 2, 0));
    assertThat(gate.admit(early)).isEqualTo(new Tally(0, 0, 2, 0));

    assertThat(gate.verdicts.taken())
        .containsExactly(
            "event:0 time-too-far-ahead",
            "event:1 time-too-far-ahead",
            "event:0 time-before-epoch",
            "event:1 time-before-epoch");
  }

  private long rawSequence = 1;

  private SensorPacket raw(long time, int[] offsets, int[] addresses) {
    return new SensorPacket(
        "cam",
        0,
        rawSequence++,
        Promise.NONE,
        "in",
        time,
        offsets,
        addresses,
        new float[0],
        List.of(),
        0);
  }

  // ---- addresses, inputs and sources

  @Test
  void refusesAddressesOutsideTheInputAndTakesTheOthers() {
    Gate gate = Gate.of(1, null);
    int[] addresses = {9, 10, -1, Integer.MIN_VALUE, 0};

    assertThat(gate.admit(cam.addressed(9000, addresses, 1000, 1000, 1000, 1000, 1000)))
        .isEqualTo(new Tally(2, 0, 3, 0));

    assertThat(gate.take(0, 1)).containsExactly(9, 0);
    assertThat(gate.verdicts.details.get(0)).contains("address 10", "'in'", "10", "geometry");
  }

  @Test
  void refusesAnInputThatIsNotDescribedAndListsThoseThatAre() {
    Gate gate = Gate.ofTwoInputs();
    SensorPacket wrong = new TestSource("cam", "c").promising(2000, 1000);
    SensorPacket none = new TestSource("cam", "").promising(2000, 1000, 1001);

    assertThat(gate.admit(wrong)).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(gate.admit(none)).isEqualTo(new Tally(0, 0, 2, 0));

    assertThat(gate.verdicts.taken())
        .containsExactly("packet unknown-input", "packet unknown-input");
    assertThat(gate.verdicts.details).allMatch(d -> d.endsWith("use one of [a, b]"));
    assertThat(gate.intake.channels).isEmpty();
  }

  @Test
  void anEmptyNameMeansTheOnlyInput() {
    Gate gate = Gate.of(1, null);
    assertThat(gate.admit(new TestSource("cam", "").promising(2000, 1000)).processed()).isOne();
  }

  @Test
  void refusesMoreSourcesThanAreDescribed() {
    Gate gate = Gate.of(2, null);
    gate.admit(cam.heartbeat(1000));
    gate.admit(new TestSource("left", "in").heartbeat(3000));

    Tally third = gate.admit(new TestSource("third", "in").promising(9000, 2000, 2500));

    assertThat(third).isEqualTo(new Tally(0, 0, 2, 0));
    assertThat(gate.verdicts.taken()).containsExactly("packet unexpected-source");
    assertThat(gate.safeTick()).isEqualTo(1);
  }

  @Test
  void theSafeTickIsTheLeastOverTheSourcesAndWaitsForAllOfThem() {
    Gate gate = Gate.of(2, null);
    TestSource left = new TestSource("left", "in");
    gate.admit(cam.heartbeat(50_000));
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);
    gate.admit(left.promising(Promise.NONE));
    assertThat(gate.safeTick()).as("heard, but no promise yet").isEqualTo(Long.MIN_VALUE);
    gate.admit(left.heartbeat(20_999));
    assertThat(gate.safeTick()).isEqualTo(20);
    gate.admit(left.heartbeat(80_000));
    assertThat(gate.safeTick()).isEqualTo(50);
  }

  @Test
  void inputsAreWaitedForLikeSources() {
    Gate gate = Gate.ofTwoInputs();
    gate.admit(new TestSource("cam", "b").heartbeat(5000));
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);
    gate.admit(new TestSource("cam", "a").heartbeat(3000));
    assertThat(gate.safeTick()).isEqualTo(3);
  }

  @Test
  void aFlushMovesEveryFrontierBehindAllThatWaits() {
    Gate gate = Gate.of(2, null);
    TestSource left = new TestSource("left", "in");
    gate.admit(cam.promising(1000, 9500));
    gate.admit(left.promising(2000, 4000));

    gate.admission.flush(gate.intake);

    assertThat(gate.safeTick()).isEqualTo(10);
    assertThat(gate.admit(left.promising(3000, 9999))).isEqualTo(new Tally(0, 1, 0, 0));
  }

  @Test
  void aFlushOfWhatWasNeverHeardDoesNothing() {
    Gate gate = Gate.of(1, null);
    gate.admission.flush(gate.intake);
    gate.admit(cam.promising(Promise.NONE));
    gate.admission.flush(gate.intake);
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);
  }

  // ---- marks

  @Test
  void marksWaitForTheirTickTheStartRoundedDownTheEndRoundedUp() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.marked(9000, EpisodeMark.start(2500, "a", "up"), EpisodeMark.end(4500, "a")));

    assertThat(gate.intake.nextTick()).isEqualTo(2);
    assertThat(gate.intake.takeMark(2, true)).isEqualTo(new Mark(2, true, "a", "up"));
    assertThat(gate.intake.takeMark(4, false)).isNull();
    assertThat(gate.intake.takeMark(5, false)).isEqualTo(new Mark(5, false, "a", ""));
    assertThat(gate.intake.nextTick()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aMarkBehindTheFrontierOrFarAheadOrBeforeTheEpochIsRefused() {
    Gate gate = Gate.of(1, null);
    gate.admit(cam.heartbeat(5000));
    gate.admit(
        cam.marked(
            6000,
            EpisodeMark.start(4999, "late", ""),
            EpisodeMark.end(-1, "early"),
            EpisodeMark.start(5000 + 2 * Gate.MAX_JUMP, "far", ""),
            new EpisodeMark(EpisodeMark.Kind.UNKNOWN, 5500, "new", ""),
            EpisodeMark.start(5000, "good", "")));

    assertThat(gate.verdicts.taken())
        .containsExactly(
            "mark:0 late-mark",
            "mark:1 time-before-epoch",
            "mark:2 time-too-far-ahead",
            "mark:3 malformed");
    assertThat(gate.intake.marks).extracting(m -> m.mark().id()).containsExactly("good");
    assertThat(gate.safeTick()).isEqualTo(6);
  }

  @Test
  void aMarkIsATimeThatTheSourceHasReached() {
    Gate gate = Gate.of(1, 1000L);
    gate.admit(cam.marked(Promise.NONE, EpisodeMark.end(8000, "a")));
    assertThat(gate.safeTick()).isEqualTo(7);
  }

  // ---- the balance

  /** Every number that a long or int can hold may come over the wire. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyEventOfAStormIsProcessedLateRejectedOrDuplicate(long seed) {
    Random random = new Random(seed);
    Gate gate = Gate.of(3, random.nextBoolean() ? Long.valueOf(random.nextInt(5000)) : null);
    Tally sum = new Tally(0, 0, 0, 0);
    int in = 0;
    List<Long> safe = new ArrayList<>();
    for (int p = 0; p < 3000; p++) {
      SensorPacket packet = stormPacket(random);
      Tally tally = gate.admit(packet);
      in += packet.timeOffsets().length;
      sum = sum(sum, tally);
      assertThat(tally.processed() + tally.late() + tally.rejected() + tally.duplicate())
          .isEqualTo(packet.timeOffsets().length);
      safe.add(gate.safeTick());
    }
    assertThat(sum.processed() + sum.late() + sum.rejected() + sum.duplicate()).isEqualTo(in);
    assertThat(sum)
        .isEqualTo(
            new Tally(
                gate.waitingTicks().size(),
                gate.verdicts.lateEvents,
                gate.verdicts.rejectedEvents,
                gate.verdicts.duplicateEvents));
    assertThat(List.of(sum.processed(), sum.late(), sum.rejected(), sum.duplicate()))
        .allMatch(count -> count > 0);
    assertThat(safe).isSorted();
    assertThat(safe.get(safe.size() - 1)).isBetween(0L, Admission.MAX_MICROS / 1000);
    assertThat(gate.waitingTicks()).allMatch(t -> t >= 0 && t <= Admission.MAX_MICROS / 1000);
  }

  private static SensorPacket stormPacket(Random random) {
    int n = random.nextInt(6);
    boolean wild = random.nextInt(10) == 0;
    long now = 1_000_000 + random.nextInt(20_000);
    List<EpisodeMark> marks =
        random.nextInt(8) == 0
            ? List.of(EpisodeMark.start(wild ? extreme(random) : now, "m", ""))
            : List.of();
    return new SensorPacket(
        "s" + random.nextInt(5),
        wild ? 0 : random.nextInt(300) / 299,
        wild && random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(100),
        random.nextBoolean() ? Promise.NONE : wild ? extreme(random) : now - 15_000,
        random.nextInt(20) == 0 ? "nowhere" : "in",
        wild ? extreme(random) : now,
        random.ints(n, wild ? Integer.MIN_VALUE : -3000, wild ? Integer.MAX_VALUE : 3000).toArray(),
        random.ints(n, -1, 11).toArray(),
        new float[0],
        marks,
        0);
  }

  private static long extreme(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Long.MAX_VALUE - random.nextInt(3);
      case 1 -> Long.MIN_VALUE + random.nextInt(3);
      case 2 -> Admission.MAX_MICROS + random.nextInt(3);
      case 3 -> -1 - random.nextInt(3);
      default -> random.nextLong();
    };
  }

  private static Tally sum(Tally a, Tally b) {
    return new Tally(
        a.processed() + b.processed(),
        a.late() + b.late(),
        a.rejected() + b.rejected(),
        a.duplicate() + b.duplicate());
  }

  // ---- whole packets and single events

  /** Packets that are good, partly bad or all bad are judged as if each event came by itself. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void howEventsAreCutIntoPacketsDoesNotShow(long seed) {
    Random random = new Random(seed);
    Gate together = Gate.of(1, null);
    Gate alone = Gate.of(1, null);
    TestSource single = new TestSource("cam", "in");
    together.admit(cam.heartbeat(0));
    alone.admit(single.heartbeat(0));
    long now = 0;
    int whole = 0;
    for (int p = 0; p < 300; p++) {
      now += random.nextInt(3000);
      int n = 1 + random.nextInt(12);
      boolean good = random.nextInt(3) > 0;
      long[] micros = new long[n];
      int[] addresses = new int[n];
      for (int e = 0; e < n; e++) {
        boolean bad = !good && random.nextInt(3) == 0;
        micros[e] = now + random.nextInt(2500) + (bad ? trouble(random) : 0);
        addresses[e] = random.nextInt(!good && random.nextInt(9) == 0 ? 12 : 10);
      }
      long promise = random.nextInt(4) == 0 ? now + 2500 : 0;

      Tally tally = together.admit(cam.addressed(promise, addresses, micros));
      whole += tally.processed() == n ? 1 : 0;
      int processed = 0;
      int late = 0;
      int rejected = 0;
      for (int e = 0; e < n; e++) {
        long last = e == n - 1 ? promise : 0;
        Tally one = alone.admit(single.addressed(last, new int[] {addresses[e]}, micros[e]));
        processed += one.processed();
        late += one.late();
        rejected += one.rejected();
      }

      assertThat(tally).as("packet %d", p).isEqualTo(new Tally(processed, late, rejected, 0));
      assertThat(together.waitingTicks()).isEqualTo(alone.waitingTicks());
      Channel a = together.channel();
      Channel b = alone.channel();
      assertThat(List.of(a.latest, a.frontier, a.jumpTo, (long) a.jumpWitnesses))
          .as("channel after packet %d", p)
          .isEqualTo(List.of(b.latest, b.frontier, b.jumpTo, (long) b.jumpWitnesses));
    }
    assertThat(whole).isBetween(100, 299);
  }

  /** An error of time in µs: late, before 1970, or far ahead. */
  private static long trouble(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> -3000;
      case 1 -> -10_000_000;
      case 2 -> 2 * Gate.MAX_JUMP;
      default -> 1_900_000_000;
    };
  }

  // ---- learning signals

  @Test
  void aNetworkWaitsForTheTeachersPromiseAsForThatOfASensor() {
    Gate gate = Gate.withRewards(null);
    gate.admit(new TestSource("cam", "a").promising(9000, 1000));
    assertThat(gate.safeTick()).isEqualTo(Long.MIN_VALUE);

    TestSource teacher = new TestSource("teacher", "b");
    gate.admit(teacher.promising(4000));
    assertThat(gate.safeTick()).isEqualTo(4);
    gate.admit(teacher.promising(20_000, 5000));
    assertThat(gate.safeTick()).isEqualTo(9);
  }

  @Test
  void aTeacherThatIsTooFarBehindIsNotWaitedForAndItsSignalsAreLate() {
    Gate gate = Gate.withRewards(3000L);
    TestSource camera = new TestSource("cam", "a");
    gate.admit(camera.promising(9000, 1000));
    assertThat(gate.safeTick()).isEqualTo(6);

    TestSource teacher = new TestSource("teacher", "b");
    assertThat(gate.admit(teacher.promising(8000, 5000, 7000))).isEqualTo(new Tally(1, 1, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(8);
    gate.admit(camera.promising(30_000, 20_000));
    assertThat(gate.safeTick()).isEqualTo(27);
    assertThat(gate.admit(teacher.promising(29_000, 26_999))).isEqualTo(new Tally(0, 1, 0, 0));
    assertThat(gate.safeTick()).isEqualTo(29);
  }
}
