package io.spiketide.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.ClusterStatus;
import io.spiketide.cluster.ClusterStatus.MemberStatus;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cluster of a broker, a job manager and a task manager for all tests, the last one ends it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalClusterITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path directory;

  private static LocalCluster cluster;
  private static final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void start() {
    LocalClusterSettings settings =
        LocalClusterSettings.in(directory)
            .slots(3)
            .options(
                Map.of(
                    "heartbeat.timeout",
                    "15 s",
                    "restart-strategy.type",
                    "fixed-delay",
                    "restart-strategy.fixed-delay.attempts",
                    "1000",
                    "restart-strategy.fixed-delay.delay",
                    "500 ms"));
    cluster = LocalCluster.start(settings, progress::add);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Order(1)
  void aStartedClusterAnswersAndHasItsSlots() {
    ClusterStatus status = cluster.status();
    assertThat(status.processes())
        .extracting(MemberStatus::name)
        .containsExactly("broker", "jobmanager", "taskmanager-0");
    assertThat(status.processes()).allMatch(MemberStatus::alive);
    assertThat(status.brokerAnswers()).isTrue();
    assertThat(status.flink()).isEqualTo(new FlinkRest.Overview(1, 3, 3, 0));
    assertThat(cluster.rest().configuration())
        .containsEntry("heartbeat.timeout", "15 s")
        .containsEntry("taskmanager.numberOfTaskSlots", "3");
    assertThat(progress)
        .anySatisfy(line -> assertThat(line).contains(cluster.bootstrapServers()))
        .anySatisfy(line -> assertThat(line).contains(cluster.restUri().toString()));
  }

  @Test
  @Order(2)
  void itIsFoundAgainByItsDirectory() {
    LocalCluster found = LocalCluster.find(directory).orElseThrow();
    assertThat(found.restUri()).isEqualTo(cluster.restUri());
    assertThat(found.pid(Member.BROKER)).isEqualTo(cluster.pid(Member.BROKER)).isPresent();
  }

  @Test
  @Order(2)
  void aSecondClusterInTheDirectoryIsRefused() {
    assertThatThrownBy(() -> LocalCluster.start(LocalClusterSettings.in(directory), line -> {}))
        .isInstanceOf(ClusterFault.class)
        .hasMessageContaining(directory + ": a cluster runs here already; stop it");
  }

  @Test
  @Order(2)
  void optionsOfTheUserThatContradictEachOtherAreExplained(@TempDir Path other) {
    LocalClusterSettings settings =
        LocalClusterSettings.in(other).options(Map.of("taskmanager.memory.process.size", "100m"));
    assertThatThrownBy(() -> LocalCluster.start(settings, line -> {}))
        .isInstanceOf(ClusterFault.class)
        .hasMessageContaining("memory of the task manager")
        .hasMessageContaining("correct the options");
    assertThat(LocalCluster.find(other)).isEmpty();
  }

  @Test
  @Order(3)
  void aJobLosesNothingWhenTaskManagerAndBrokerAreKilled() throws Exception {
    int each = 200;
    createTopics();
    String job = submitCopy();
    send(0, each);
    awaitCopies(each);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> cluster.rest().checkpoints(job).completed() > 0);

    long before = cluster.pid(Member.taskManager(0)).orElseThrow();
    cluster.killTaskManager(0);
    assertThat(cluster.pid(Member.taskManager(0))).isEmpty();
    send(each, 2 * each);
    cluster.startTaskManager(0);
    assertThat(cluster.pid(Member.taskManager(0)).orElseThrow()).isNotEqualTo(before);
    awaitCopies(2 * each);
    Awaitility.await().atMost(PATIENCE).until(() -> cluster.rest().restarts(job) > 0);
    assertThat(cluster.rest().lastFailure(job)).isNotNull();

    cluster.killBroker();
    assertThat(BrokerCheck.answers(cluster.client())).isFalse();
    cluster.startBroker();
    send(2 * each, 3 * each);
    awaitCopies(3 * each);
    cluster.rest().cancel(job);
    assertThat(cluster.rest().awaitEnd(job, PATIENCE)).isEqualTo("CANCELED");
  }

  @Test
  @Order(4)
  void aPausedTaskManagerStandsStillUntilItIsResumed() throws Exception {
    Member member = Member.taskManager(0);
    cluster.pause(member);
    Awaitility.await().atMost(PATIENCE).until(() -> state(member).startsWith("T"));
    cluster.resume(member);
    Awaitility.await().atMost(PATIENCE).until(() -> !state(member).startsWith("T"));
    assertThat(cluster.status().processes()).allMatch(MemberStatus::alive);
  }

  @Test
  @Order(5)
  void aStoppedClusterLeavesNoProcess() {
    List<Long> pids = cluster.status().processes().stream().map(MemberStatus::pid).toList();
    cluster.pause(Member.taskManager(0));
    cluster.close();
    assertThat(pids).hasSize(3).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
    assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
        .doesNotContainAnyElementsOf(pids);
    assertThat(LocalCluster.find(directory)).isEmpty();
    assertThat(directory.resolve("cluster.json")).doesNotExist();
  }

  /** The letter that the operating system has for what a process does; T is stopped. */
  private static String state(Member member) throws Exception {
    long pid = cluster.pid(member).orElseThrow();
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
  }

  private static void createTopics() {
    try (Topics topics = Topics.connect(cluster.client())) {
      topics.create(
          List.of(
              new TopicSpec("in", false, TopicOptions.DEFAULT),
              new TopicSpec("out", false, TopicOptions.DEFAULT)));
    }
  }

  private static String submitCopy() throws Exception {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", "500 ms");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            cluster.restUri().getHost(), cluster.restUri().getPort(), options);
    String job =
        CopyJob.from("in").to("out").submit(env, cluster.client()).getJobID().toHexString();
    cluster.rest().awaitRunning(job, PATIENCE);
    return job;
  }

  private static void send(int from, int to) throws Exception {
    Kafka.send(cluster.bootstrapServers(), "in", values(from, to));
  }

  /** At least once: each value is there, some perhaps twice. */
  private static void awaitCopies(int count) {
    Set<String> expected = new HashSet<>(values(0, count));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(new HashSet<>(Kafka.readValues(cluster.bootstrapServers(), "out")))
                    .isEqualTo(expected));
  }

  private static List<String> values(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "value-" + i).toList();
  }
}
