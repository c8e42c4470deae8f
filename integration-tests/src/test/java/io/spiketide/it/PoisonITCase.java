package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.demo.MovingBars;
import io.spiketide.intake.Admission.Tally;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
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
import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.LateEventsCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Promise 2: whatever stands on the sensors' topic, the job goes on, every bad record is put aside
 * with its reason and its place, everything is counted, and the rest is as if nothing had been.
 */
class PoisonITCase {
  static final long MAX_JUMP_MICROS = 10_000_000;

  private static final int RECORDS = 100_000;
  private static final int CAMERAS = 10;
  private static final int PRESENTATIONS = 13;
  private static final int EVENTS_PER_PACKET = 4;
  private static final int PARALLELISM = 2;

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void oneBadRecordInAHundredIsPutAsideAndDisturbsNothing() throws Exception {
    long seed = Long.getLong("spiketide.seed", System.nanoTime());
    Workload workload = patches(CAMERAS, PRESENTATIONS);
    Harvest expected = workload.expected();
    assertThat(expected.spikeCount()).isGreaterThan(1_000);
    assertThat(expected.decisions()).hasSize(CAMERAS * PRESENTATIONS);
    List<Map.Entry<String, SensorPacket>> healthy =
        Feed.interleave(workload.packets(EVENTS_PER_PACKET), seed);
    List<PoisonedStream.Item> items = PoisonedStream.of(healthy, seed);
    System.out.printf("%d records, poison of seed %d%n", items.size(), seed);
    assertThat(items).hasSizeGreaterThanOrEqualTo(RECORDS);
    assertThat(items.stream().filter(i -> i.poison() != null).count())
        .isGreaterThanOrEqualTo(RECORDS / 100);

    String clean = withoutPoison(workload, healthy, expected);
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String job = run.start(flink.environment(new Configuration()), PARALLELISM);
    Map<String, PoisonedStream.Item> poison = send(run, items);
    awaitPackets(job, items.size());
    Harvest harvest = run.harvest(expected);

    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(clean);
    assertThat(flink.rest().restarts(job)).isZero();
    assertAllIsCounted(job, items);
    assertAllIsPutAside(run, poison);
    flink.rest().cancel(job);
  }

  @Test
  void aGapInTheSequenceIsReportedOnceAndWhatCameIsRun() throws Exception {
    Workload workload = patches(1, 2);
    Harvest expected = workload.expected();
    List<SensorPacket> packets = workload.packets(64).values().iterator().next();
    int middle = packets.size() / 2;
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String job = run.start(flink.environment(new Configuration()), PARALLELISM);
    RecordMetadata behindTheGap;
    try (Feed feed = run.feed()) {
      for (SensorPacket packet : packets.subList(0, middle)) {
        feed.send("camera-0", packet);
      }
      behindTheGap = feed.send("camera-0", later(packets.get(middle))).get();
      for (SensorPacket packet : packets.subList(middle + 1, packets.size())) {
        feed.send("camera-0", later(packet)).get();
      }
    }
    awaitPackets(job, packets.size());
    Harvest harvest = run.harvest(expected);

    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(flink.rest().sumOfMetrics(job, "numSequenceGaps")).isEqualTo(1);
    List<DeadLetter> letters = putAside(run, 1, 0).letters;
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).reason()).isEqualTo(DeadLetterReason.SEQUENCE_GAP);
    assertThat(letters.get(0).count()).isEqualTo(3);
    assertThat(place(letters.get(0).partition(), letters.get(0).offset()))
        .isEqualTo(place(behindTheGap.partition(), behindTheGap.offset()));
    flink.rest().cancel(job);
  }

  /** Cameras on a small network: every patch of 4x4 pixels has a neuron that counts to four. */
  private static Workload patches(int cameras, int presentations) {
    Input camera =
        new Input(
            "camera", new Shape(MovingBars.SHAPE), Settings.of("events"), 1, null, MAX_JUMP_MICROS);
    Settings counter =
        Settings.of("if", Map.of("V_th", Values.of(4.0))).withOption("reset", "subtract");
    Pair patch = new Pair(4, 4);
    Connectivity pool =
        new Connectivity.Pool2d(Connectivity.Pool2d.Kind.SUM, patch, patch, new Pair(0, 0));
    Network network =
        new Network(
            "patches",
            TimeBase.ofMicros(1_000),
            7,
            List.of(camera),
            List.of(Population.of("patches", Shape.of(2, 8, 8), counter).published()),
            List.of(Projection.of("camera", "patches", pool, Values.of(1.0), 2)),
            List.of(
                new ReadoutSpec(
                    "busiest",
                    "patches",
                    Settings.of("spike_count"),
                    new ReadoutSpec.Window.Episode(),
                    List.of())),
            List.of(),
            Instances.perRecordKey().resettingAtEpisodes(),
            Placement.defaultFor(1_000));
    Workload bars = PromisesITCase.cameras(cameras, presentations);
    return new Workload(network, bars.recordings(), bars.endMicros());
  }

  /** Digest of what the job makes of the healthy stream. */
  private static String withoutPoison(
      Workload workload, List<Map.Entry<String, SensorPacket>> healthy, Harvest expected)
      throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String job = run.start(flink.environment(new Configuration()), PARALLELISM);
    try (Feed feed = run.feed()) {
      feed.sendAll(healthy);
    }
    Harvest harvest = run.harvest(expected);
    flink.rest().cancel(job);
    flink.rest().awaitEnd(job, PipelineRun.PATIENCE);
    return harvest.sha256();
  }

  /** Sends all and returns the poison by its place. */
  private static Map<String, PoisonedStream.Item> send(
      PipelineRun run, List<PoisonedStream.Item> items) throws Exception {
    Map<PoisonedStream.Item, Future<RecordMetadata>> poison = new LinkedHashMap<>();
    try (Feed feed = run.feed()) {
      for (PoisonedStream.Item item : items) {
        Future<RecordMetadata> sent = feed.send(item.key(), item.value());
        if (item.poison() != null) {
          poison.put(item, sent);
        }
      }
    }
    Map<String, PoisonedStream.Item> byPlace = new TreeMap<>();
    for (var entry : poison.entrySet()) {
      RecordMetadata sent = entry.getValue().get();
      byPlace.put(place(sent.partition(), sent.offset()), entry.getKey());
    }
    return byPlace;
  }

  private static void awaitPackets(String job, int packets) {
    Awaitility.await()
        .atMost(PipelineRun.PATIENCE)
        .until(() -> (long) flink.rest().sumOfMetrics(job, "numPacketsIn"), n -> n == packets);
  }

  private static void assertAllIsCounted(String job, List<PoisonedStream.Item> items) {
    long processed = sum(items, Tally::processed);
    long late = sum(items, Tally::late);
    long rejected = sum(items, Tally::rejected);
    long duplicate = sum(items, Tally::duplicate);
    assertThat(metric(job, "numEventsIn")).isEqualTo(processed + late + rejected + duplicate);
    assertThat(metric(job, "numEventsProcessed")).isEqualTo(processed);
    assertThat(metric(job, "numLateEvents")).isEqualTo(late).isPositive();
    assertThat(metric(job, "numRejectedEvents")).isEqualTo(rejected).isPositive();
    assertThat(metric(job, "numDuplicateEvents")).isEqualTo(duplicate).isPositive();
    assertThat(metric(job, "numDuplicatePackets")).isEqualTo(count(items, Poison.DUPLICATE));
    long refused =
        items.stream()
            .filter(i -> i.poison() != null && i.poison().isExtra() && i.poison().hasLetter())
            .count();
    assertThat(metric(job, "numRejectedPackets")).isEqualTo(refused);
  }

  private static long sum(List<PoisonedStream.Item> items, ToLongFunction<Tally> part) {
    return items.stream().mapToLong(item -> part.applyAsLong(item.events())).sum();
  }

  private static long count(List<PoisonedStream.Item> items, Poison poison) {
    return items.stream().filter(item -> item.poison() == poison).count();
  }

  private static long metric(String job, String name) {
    return (long) flink.rest().sumOfMetrics(job, name);
  }

  private static void assertAllIsPutAside(PipelineRun run, Map<String, PoisonedStream.Item> poison)
      throws Exception {
    Map<String, String> expectedLetters = new TreeMap<>();
    Map<String, String> expectedLate = new TreeMap<>();
    poison.forEach(
        (place, item) -> {
          if (item.poison().hasLetter()) {
            expectedLetters.put(place, item.poison().reason + " x" + item.letterCount());
          } else if (item.poison() == Poison.LATE) {
            expectedLate.put(place, item.events().late() + " behind " + item.frontier());
          }
        });
    PutAside aside = putAside(run, expectedLetters.size(), expectedLate.size());
    assertThat(aside.letters).hasSize(expectedLetters.size());
    assertThat(aside.late).hasSize(expectedLate.size());
    Map<String, String> letters = new TreeMap<>();
    for (DeadLetter letter : aside.letters) {
      String place = place(letter.partition(), letter.offset());
      letters.put(place, letter.reason() + " x" + letter.count());
      assertThat(letter.topic()).isEqualTo(run.topics.sensorEvents());
      byte[] value = poison.get(place).value();
      assertThat(letter.value()).isEqualTo(value == null ? new byte[0] : value);
    }
    assertThat(letters).isEqualTo(expectedLetters);
    Map<String, String> late = new TreeMap<>();
    for (LateEvents events : aside.late) {
      late.put(
          place(events.partition(), events.offset()),
          events.timeOffsets().length + " behind " + events.frontier());
      assertThat(events.topic()).isEqualTo(run.topics.sensorEvents());
    }
    assertThat(late).isEqualTo(expectedLate);
    System.out.printf("%d dead letters, %d late packets%n", letters.size(), late.size());
  }

  private static String place(int partition, long offset) {
    return partition + "@" + offset;
  }

  /** What stands on the topics of dead letters and late events. */
  private static final class PutAside {
    final List<DeadLetter> letters = new ArrayList<>();
    final List<LateEvents> late = new ArrayList<>();
  }

  /** Waits for so many, and a second more for any that should not be there. */
  private static PutAside putAside(PipelineRun run, int letters, int late) throws Exception {
    DeadLetterCodec letterCodec = new DeadLetterCodec(WireFormat.DEFAULT);
    LateEventsCodec lateCodec = new LateEventsCodec(WireFormat.DEFAULT);
    PutAside aside = new PutAside();
    Drain.Sink sink =
        record -> {
          if (record.topic().equals(run.topics.deadLetters())) {
            aside.letters.add(letterCodec.decode(record.value()));
          } else {
            aside.late.add(lateCodec.decode(record.value()));
          }
        };
    List<String> topics = List.of(run.topics.deadLetters(), run.topics.lateEvents());
    try (Drain drain = new Drain(run.brokers.bootstrapServers(), topics)) {
      drain.until(
          () -> aside.letters.size() >= letters && aside.late.size() >= late,
          Duration.ofSeconds(30),
          sink);
      drain.rest(Duration.ofSeconds(1), sink);
    }
    return aside;
  }

  private static SensorPacket later(SensorPacket p) {
    return new SensorPacket(
        p.source(),
        p.epoch(),
        p.sequence() + 3,
        p.frontier(),
        p.input(),
        p.time(),
        p.timeOffsets(),
        p.addresses(),
        p.values(),
        p.marks(),
        p.dropped());
  }
}
