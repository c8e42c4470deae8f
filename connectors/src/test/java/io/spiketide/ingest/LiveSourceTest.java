package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.PacketCut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveSourceTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  private final Map<String, List<SensorPacket>> packets = new HashMap<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private long now = START;

  private LiveSources sources(LiveSettings settings, int most, Map<String, Long> before) {
    return new LiveSources(
        settings,
        PacketCut.of("", 7),
        "udp:here:1",
        most,
        () -> now,
        before,
        instance -> Arrivals.into(packets.computeIfAbsent(instance, i -> new ArrayList<>())),
        letters::add);
  }

  private LiveSources sources(Timing timing) {
    return sources(LiveSettings.of(List.of(2, 10, 10), 64, timing), 4, Map.of());
  }

  private static LiveSource open(LiveSources sources, String instance) {
    return Objects.requireNonNull(sources.of(instance));
  }

  private void event(LiveSource source, long stamp, int x) {
    source.begin(now, now);
    source.event(stamp, x, 0, true);
    source.end();
  }

  private void let(LiveSources sources, long micros) {
    for (long end = now + micros; now < end; ) {
      now = Math.min(end, now + 2_000);
      sources.tick((instance, reason) -> news.add(instance + ": " + reason));
    }
  }

  private List<SensorPacket> of(String instance) {
    return packets.getOrDefault(instance, List.of());
  }

  @Test
  void anAnchoredSensorBeginsWhenItIsHeardAndKeepsItsIntervals() {
    LiveSources sources = sources(Timing.ANCHORED);
    LiveSource source = open(sources, "cam");
    event(source, 500, 1);
    now += 40_123;
    event(source, 40_500, 2);
    sources.flush();
    assertThat(of("cam")).extracting(SensorPacket::time).containsExactly(START, START + 40_000);
    assertThat(of("cam")).extracting(SensorPacket::sequence).containsExactly(0L, 1L);
    assertThat(of("cam")).extracting(SensorPacket::epoch).containsOnly(7L);
    assertThat(of("cam")).extracting(SensorPacket::source).containsOnly("cam");
  }

  @Test
  void anEventWaitsForOthersOnlyAWhile() {
    LiveSources sources = sources(Timing.ANCHORED);
    event(open(sources, "cam"), 0, 1);
    let(sources, 8_000);
    assertThat(of("cam")).isEmpty();
    let(sources, 4_000);
    assertThat(of("cam")).hasSize(1);
  }

  @Test
  void silenceBecomesHeartbeatsThatNoEventFallsBehind() {
    LiveSources sources = sources(Timing.ANCHORED);
    LiveSource source = open(sources, "cam");
    let(sources, SECOND);
    assertThat(of("cam")).hasSizeBetween(9, 10).allMatch(p -> p.addresses().length == 0);
    assertThat(last("cam").frontier()).as("before the first event").isGreaterThan(now - 200_000);
    event(source, 123, 1);
    long first = now;
    let(sources, 10 * SECOND);
    long promised = last("cam").frontier();
    assertThat(promised)
        .isLessThanOrEqualTo(now - 200_000 - 1_000)
        .isGreaterThan(now - 200_000 - 1_000 - 110_000);
    // 200 ms late, and 100 ppm slow
    event(source, 123 + now - first - 200_000 - 1_000, 2);
    sources.flush();
    assertThat(source.counts().late()).isZero();
    assertThat(last("cam").time()).isGreaterThanOrEqualTo(promised);
    assertThat(source.counts().heartbeats()).isGreaterThan(100);
    assertThat(gaps("cam")).isZero();
  }

  @Test
  void aClockThatStepsIsKeptOutAloneAndComesBackBehindWhatItHadPromised() {
    LiveSources sources = sources(Timing.ANCHORED);
    LiveSource bad = open(sources, "bad");
    LiveSource good = open(sources, "good");
    event(bad, 1_000, 1);
    event(good, 1_000, 1);
    let(sources, 100_000);
    long before = good.frontier();

    event(bad, 3_600 * SECOND, 2); // an hour ahead
    let(sources, 20_000);
    assertThat(news).singleElement().asString().startsWith("bad: time stamp 3600000000 is");
    assertThat(letters)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(DeadLetterReason.CLOCK_STEP);
              assertThat(letter.instance()).isEqualTo("bad");
              assertThat(letter.topic()).isEqualTo("udp:here:1");
              assertThat(letter.detail()).contains("kept out until its clock is steady; check");
            });
    assertThat(good.frontier()).as("the other one's frontier").isLessThanOrEqualTo(now);
    event(good, 121_000, 3);
    sources.flush();
    assertThat(last("good").addresses()).hasSize(1);
    assertThat(good.frontier()).isGreaterThan(before);

    int steady = 0;
    for (int i = 0; i < 600; i++) {
      let(sources, 10_000);
      event(bad, 3_600 * SECOND + i * 10_000L, 3);
      steady += bad.counts().inQuarantine() ? 0 : 1;
    }
    sources.flush();
    assertThat(steady).isBetween(95, 105); // 1 of 6 s
    assertThat(last("bad").frontier()).isLessThanOrEqualTo(now + 10_000);
    assertThat(bad.counts().late()).isZero();
    assertThat(bad.counts().events())
        .isEqualTo(bad.counts().sent() + bad.counts().quarantined())
        .isEqualTo(602);
    assertThat(letters.stream().mapToLong(DeadLetter::count).sum())
        .isEqualTo(bad.counts().quarantined());
    assertThat(letters.size()).as("counted together").isLessThan(12);
    assertThat(gaps("bad")).isZero();
  }

  @Test
  void aSensorOfTheTimeOfDayThatIsSetBackStaysOutUntilItHasComeWhereItWas() {
    LiveSources sources = sources(Timing.SENSOR);
    LiveSource source = open(sources, "cam");
    event(source, START, 1);
    let(sources, 1_000);
    long back = 20 * SECOND;
    for (int i = 0; i < 3_000; i++) {
      let(sources, 10_000);
      event(source, now - back, 2);
    }
    sources.flush();
    assertThat(source.counts().late()).isZero();
    assertThat(source.counts().quarantined()).isBetween(1_990L, 2_010L);
    assertThat(source.counts().quarantines()).isEqualTo(1);
    assertThat(last("cam").frontier()).isEqualTo(now - back);
  }

  @Test
  void eventsOutsideTheShapeAreReportedAndTheOthersTaken() {
    LiveSources sources = sources(Timing.ARRIVAL);
    LiveSource source = open(sources, "cam");
    source.begin(now, now);
    for (int x = 8; x < 12; x++) {
      source.untimed(x, 3, true);
    }
    source.end();
    sources.flush();
    assertThat(last("cam").addresses()).containsExactly(138, 139);
    assertThat(source.counts().outside()).isEqualTo(2);
    assertThat(letters.stream().mapToLong(DeadLetter::count).sum()).isEqualTo(2);
    assertThat(letters.get(0).detail())
        .isEqualTo("event at x 10, y 3 is outside x 0..9, y 0..9; correct --shape");
  }

  @Test
  void aLaterRunBeginsBehindWhatTheEarlierOneHadPromised() {
    long promised = START + 3 * SECOND; // the sensor's clock was fast
    LiveSources sources =
        sources(LiveSettings.of(List.of(12), 32, Timing.ANCHORED), 4, Map.of("cam", promised));
    LiveSource source = open(sources, "cam");
    let(sources, 200_000);
    event(source, 5, 1);
    sources.flush();
    assertThat(last("cam").time()).isEqualTo(promised);
  }

  @Test
  void thereAreOnlySoManySources() {
    LiveSources sources = sources(Timing.ARRIVAL);
    for (String name : List.of("a", "b", "c", "d")) {
      assertThat(sources.of(name)).isNotNull();
    }
    assertThat(sources.of("e")).isNull();
    assertThat(sources.of("a")).isNotNull();
    assertThat(sources.unexpected()).isEqualTo(1);
    assertThat(letters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetterReason.UNEXPECTED_SOURCE);
  }

  @Test
  void whatIsLostIsToldWithTheNextPacket() {
    LiveSources sources = sources(Timing.ARRIVAL);
    LiveSource source = open(sources, "cam");
    source.begin(now, now);
    source.lost(30);
    source.end();
    let(sources, 12_000);
    assertThat(last("cam").dropped()).isEqualTo(30);
    assertThat(source.counts().lost()).isEqualTo(30);
  }

  private SensorPacket last(String instance) {
    List<SensorPacket> all = of(instance);
    return all.get(all.size() - 1);
  }

  /** Sequences that do not follow, and promises that are taken back. */
  private long gaps(String instance) {
    long next = 0;
    long frontier = Promise.NONE;
    long wrong = 0;
    for (SensorPacket packet : of(instance)) {
      wrong += packet.sequence() == next++ && packet.frontier() >= frontier ? 0 : 1;
      frontier = packet.frontier();
    }
    return wrong;
  }
}
