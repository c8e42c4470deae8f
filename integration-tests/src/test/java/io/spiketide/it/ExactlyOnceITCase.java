package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.Member;
import io.spiketide.schema.SensorPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A consumer that reads committed records holds every decision once, without dropping anything,
 * through kills of a real cluster: the bytes and their order are those of an undisturbed run.
 */
class ExactlyOnceITCase {
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);
  private static final Map<String, String> OPTIONS =
      Map.of("spiketide.decisions.delivery", "exactly-once");

  private static LocalCluster cluster;
  private static Workload workload;
  private static DecisionLog expected;

  @BeforeAll
  static void start() throws Exception {
    cluster = RealCluster.get();
    workload = PromisesITCase.cameras(8, 10);
    expected = DecisionLog.of(workload.expected());
    assertThat(expected.size()).isEqualTo(80);
  }

  /** Long; {@link FaultsITCase} has each of these kills in a run of its own. */
  @Tag("chaos")
  @Test
  void killsOfTaskManagersAndOfTheBrokerDoubleAndLoseNothing() throws Exception {
    DecisionLog undisturbed = new DecisionLog();
    run(List.of(), undisturbed);
    assertThat(undisturbed.sha256()).isEqualTo(expected.sha256());

    DecisionLog disturbed = new DecisionLog();
    long all =
        run(
            List.of(
                Kill.TASK_MANAGER,
                Kill.TASK_MANAGER,
                Kill.BROKER,
                Kill.TASK_MANAGER,
                Kill.TASK_MANAGER,
                Kill.BROKER,
                Kill.TASK_MANAGER),
            disturbed);
    System.out.printf(
        "7 kills: %d decisions, %d repeated, %d missing, sha256 %s, undisturbed %s; %d records with"
            + " the aborted ones%n",
        disturbed.size(),
        disturbed.repetitions(),
        disturbed.missing(),
        disturbed.sha256(),
        undisturbed.sha256(),
        all);
    assertThat(disturbed.repetitions()).isZero();
    assertThat(disturbed.missing()).isZero();
    assertThat(disturbed.sha256()).isEqualTo(undisturbed.sha256());
  }

  /**
   * Checkpoints come when the test says, so that the kill lies between a commit and the next one.
   */
  @Test
  void aCommitThatARestartRepeatsIsNeitherALossNorARepetition() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    List<String> decisions = List.of(run.topics.decisions());
    FlinkRest rest = RealCluster.rest();
    String job = run.start(RealCluster.environment(Duration.ofHours(1), null), 4, OPTIONS);
    RealCluster.awaitRunning(job);
    run.feedAll(workload.packets(64), 1);
    DecisionLog written = new DecisionLog();
    try (Drain drain = new Drain(cluster.bootstrapServers(), decisions)) {
      assertThat(
              drain.until(
                  () -> written.size() >= expected.size(), PipelineRun.PATIENCE, written::add))
          .isTrue();
    }
    DecisionLog committed = new DecisionLog();
    try (Drain drain = Drain.committed(cluster.bootstrapServers(), decisions)) {
      checkpoint(job);
      assertThat(
              drain.until(
                  () -> committed.size() >= expected.size(), PipelineRun.PATIENCE, committed::add))
          .isTrue();
      for (int i = 0; i < RealCluster.TASK_MANAGERS; i++) {
        cluster.killTaskManager(i);
        cluster.startTaskManager(i);
      }
      Awaitility.await("the restart")
          .atMost(PipelineRun.PATIENCE)
          .until(() -> rest.checkpoints(job).restored() > 0);
      RealCluster.awaitRunning(job);
      checkpoint(job);
      drain.rest(Duration.ofSeconds(2), committed::add);
    } finally {
      rest.cancel(job);
      rest.awaitEnd(job, PipelineRun.PATIENCE);
    }
    assertThat(committed.sha256()).isEqualTo(expected.sha256());
  }

  /** Takes a checkpoint and returns when it is complete. */
  private static void checkpoint(String job) throws Exception {
    FlinkRest rest = RealCluster.rest();
    int before = rest.checkpoints(job).completed();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(cluster.restUri().resolve("/jobs/" + job + "/checkpoints"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"checkpointType\": \"FULL\"}"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    Awaitility.await("a checkpoint")
        .atMost(PipelineRun.PATIENCE)
        .until(() -> rest.checkpoints(job).completed() > before);
  }

  @Test
  void openTransactionsOfAKilledJobHoldReadersUntilTheCommandEndsThem() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    String prefix = run.topics.prefix() + "gone";
    List<String> decisions = List.of(run.topics.decisions());
    FlinkRest rest = RealCluster.rest();
    StreamExecutionEnvironment never = RealCluster.environment(Duration.ofHours(1), null);
    String job =
        run.start(
            never,
            4,
            Map.of(
                "spiketide.decisions.delivery",
                "exactly-once",
                "spiketide.decisions.transactional-id-prefix",
                prefix));
    RealCluster.awaitRunning(job);
    run.feedAll(workload.packets(64), 1);
    DecisionLog all = new DecisionLog();
    try (Drain drain = new Drain(cluster.bootstrapServers(), decisions)) {
      assertThat(drain.until(() -> all.size() >= expected.size(), PipelineRun.PATIENCE, all::add))
          .isTrue();
    }
    // All at one moment: a task that outlives the others is cancelled and ends its transaction.
    for (int i = 0; i < RealCluster.TASK_MANAGERS; i++) {
      cluster.pause(Member.taskManager(i));
    }
    for (int i = 0; i < RealCluster.TASK_MANAGERS; i++) {
      cluster.killTaskManager(i);
    }
    rest.cancel(job);
    rest.awaitEnd(job, PipelineRun.PATIENCE);
    for (int i = 0; i < RealCluster.TASK_MANAGERS; i++) {
      cluster.startTaskManager(i);
    }
    AtomicInteger behind = new AtomicInteger();
    try (Feed others = new Feed(cluster.bootstrapServers(), run.topics.decisions());
        Drain drain = Drain.committed(cluster.bootstrapServers(), decisions)) {
      byte[] key = "camera-0".getBytes(StandardCharsets.UTF_8); // a partition with decisions
      others.send(key, new byte[] {1}).get();
      drain.rest(Duration.ofSeconds(3), record -> behind.incrementAndGet());
      assertThat(behind.get()).as("records behind an open transaction").isZero();

      String[] brokers = {"-b", cluster.bootstrapServers(), "--id-prefix", prefix};
      CommandLineRun open = transactions("list", brokers);
      assertThat(open.out()).contains(prefix + "-").contains("Ongoing");
      CommandLineRun aborted = transactions("abort", brokers, "--watch", "1s");
      assertThat(aborted.code()).as(aborted.err()).isZero();
      assertThat(aborted.out()).isEqualTo(open.out());
      assertThat(transactions("list", brokers).out()).isEmpty();

      assertThat(
              drain.until(
                  () -> behind.get() > 0,
                  PipelineRun.PATIENCE,
                  record -> {
                    assertThat(record.value()).containsExactly(1);
                    behind.incrementAndGet();
                  }))
          .as("readers go on")
          .isTrue();
    }
  }

  private static CommandLineRun transactions(String verb, String[] brokers, String... more)
      throws Exception {
    return CommandLineRun.of(
        Stream.of(new String[] {"transactions", verb}, brokers, more)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }

  private enum Kill {
    TASK_MANAGER,
    BROKER;

    void strike(int victim) {
      if (this == BROKER) {
        cluster.killBroker();
        cluster.startBroker();
      } else {
        cluster.killTaskManager(victim);
        cluster.startTaskManager(victim);
      }
    }
  }

  /**
   * Runs the workload with a kill between its parts.
   *
   * @param log receives what a reader of committed records gets
   * @return how many records a reader of all gets
   */
  private static long run(List<Kill> kills, DecisionLog log) throws Exception {
    long seed = System.nanoTime();
    System.out.println("kills at moments of seed " + seed);
    Random random = new Random(seed);
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    List<Map.Entry<String, SensorPacket>> packets =
        Feed.interleave(workload.packets(16), random.nextLong());
    String job = run.start(environment(), 4, OPTIONS);
    FlinkRest rest = RealCluster.rest();
    RealCluster.awaitRunning(job);
    List<String> decisions = List.of(run.topics.decisions());
    int parts = kills.size() + 1;
    try (Feed feed = run.feed();
        Drain drain = Drain.committed(cluster.bootstrapServers(), decisions)) {
      for (int part = 0; part < parts; part++) {
        feed.sendAll(
            packets.subList(packets.size() * part / parts, packets.size() * (part + 1) / parts));
        if (part < kills.size()) {
          // a random moment within one or two checkpoints
          drain.rest(Duration.ofMillis(random.nextInt(1000)), log::add);
          kills.get(part).strike(random.nextInt(RealCluster.TASK_MANAGERS));
          RealCluster.awaitRunning(job);
        }
      }
      assertThat(drain.until(() -> isComplete(log), PipelineRun.PATIENCE, log::add))
          .as("%d of %d decisions have come", log.size(), expected.size())
          .isTrue();
      drain.rest(CHECKPOINTS.multipliedBy(4), log::add); // a repetition would come now
    }
    System.out.printf("%d kills, %d restarts%n", kills.size(), rest.restarts(job));
    rest.cancel(job);
    rest.awaitEnd(job, PipelineRun.PATIENCE);
    DecisionLog all = new DecisionLog();
    try (Drain drain = new Drain(cluster.bootstrapServers(), decisions)) {
      drain.rest(Duration.ofSeconds(3), all::add);
    }
    return all.size();
  }

  private static boolean isComplete(DecisionLog log) {
    try {
      RealCluster.supervise();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log.size() >= expected.size();
  }

  private static StreamExecutionEnvironment environment() throws IOException {
    return RealCluster.environment(CHECKPOINTS, null);
  }
}
