package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.schema.Decision;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docker-compose up}, {@code down} and {@code up} again, as the README says. */
class ComposeITCase {
  private static final int CAMERAS = 4;
  private static final int DECISIONS_PER_CAMERA = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static Compose compose;
  private final DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);

  /** Decisions in the order of their partition, and how far each partition has been read. */
  private final List<Decision> decisions = new ArrayList<>();

  private final Map<Integer, Long> read = new HashMap<>();

  @BeforeAll
  static void find() throws Exception {
    compose = Compose.find().orElse(null);
    assumeTrue(
        compose != null,
        "no Docker engine with compose answers; start one to try docker-compose.yml");
  }

  @AfterAll
  static void end() throws Exception {
    if (compose != null) {
      compose.close();
    }
  }

  @Test
  void whatWasTakenDownGoesOnWhereItWas() throws Exception {
    compose.run("up", "-d");
    awaitHealthy();
    readDecisions(0);
    Map<String, Long> before = latest();
    FlinkRest rest = new FlinkRest(URI.create("http://127.0.0.1:" + compose.flinkPort));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> rest.checkpoints(rest.jobs().get(0).id()).completed() > 0);

    compose.run("down");
    assertThat(compose.states()).isEmpty();
    compose.run("up", "-d");
    awaitHealthy();
    int old = decisions.size();
    readDecisions(old);

    assertThat(rest.checkpoints(rest.jobs().get(0).id()).restored()).isPositive();
    assertThat(decisions.subList(old, decisions.size()))
        .as("a job that begins anew begins at 0 again")
        .noneMatch(decision -> decision.sequence() == 0);
    assertThat(latest())
        .allSatisfy((camera, last) -> assertThat(last).isGreaterThan(before.get(camera)));
    assertThat(withoutRepeats()).allSatisfy(ComposeITCase::assertGapFree);
    assertThat(accuracy()).as("episodes cut short by 'down' included").isGreaterThan(0.8);
  }

  private void awaitHealthy() {
    Set<String> services = Set.of("kafka", "jobmanager", "taskmanager", "cameras");
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              Map<String, String> states = compose.states();
              assertThat(states).containsEntry("prepare", "exited 0");
              states.remove("prepare");
              assertThat(states.keySet()).isEqualTo(services);
              assertThat(states.values()).containsOnly("healthy");
            });
  }

  /** Reads on until each camera has several decisions more than there were. */
  private void readDecisions(int old) throws Exception {
    try (Drain drain =
        new Drain("localhost:" + compose.kafkaPort, List.of(TopicNames.DEFAULT.decisions()))) {
      assertThat(drain.until(() -> areEnough(old), PATIENCE, this::take))
          .as("%d decisions after %d", decisions.size() - old, old)
          .isTrue();
    }
  }

  private boolean areEnough(int old) {
    Map<String, Long> counts =
        decisions.subList(old, decisions.size()).stream()
            .collect(Collectors.groupingBy(Decision::instance, Collectors.counting()));
    return counts.size() == CAMERAS
        && counts.values().stream().allMatch(count -> count >= DECISIONS_PER_CAMERA);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    if (record.offset() >= read.getOrDefault(record.partition(), 0L)) {
      read.put(record.partition(), record.offset() + 1);
      decisions.add(codec.decode(record.value()));
    }
  }

  /** The largest sequence number of each camera. */
  private Map<String, Long> latest() {
    Map<String, Long> latest = new TreeMap<>();
    decisions.forEach(d -> latest.merge(d.instance(), d.sequence(), Math::max));
    return latest;
  }

  /** The sequence numbers of each camera as a consumer holds them. */
  private Map<String, List<Long>> withoutRepeats() {
    Map<String, List<Long>> kept = new TreeMap<>();
    for (Decision decision : decisions) {
      List<Long> held = kept.computeIfAbsent(decision.instance(), camera -> new ArrayList<>());
      if (held.isEmpty() || decision.sequence() > held.get(held.size() - 1)) {
        held.add(decision.sequence());
      }
    }
    return kept;
  }

  private static void assertGapFree(String camera, List<Long> sequences) {
    assertThat(sequences.get(0)).isZero();
    assertThat(sequences.get(sequences.size() - 1)).isEqualTo(sequences.size() - 1);
  }

  private double accuracy() {
    long right = decisions.stream().filter(d -> d.label().equals(d.trueLabel())).count();
    return (double) right / decisions.size();
  }
}
