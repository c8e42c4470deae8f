package io.spiketide.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.ClusterFacts;
import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.job.JobSettings;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Stage;
import io.spiketide.network.Stages;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.StagePlan;
import io.spiketide.preflight.Finding.Verdict;
import io.spiketide.yaml.NetworkYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check says what is well, and what is wrong with the mend. */
class PreflightTest {
  private static final long HOUR = 3_600_000;
  private static final String PREFIX = "spiketide.decisions.transactional-id-prefix";

  private static final String NETWORK =
      """
      network: echo
      tick: 1 ms
      inputs:
        taxels: {shape: [2], encoder: events}
      populations:
        out:
          shape: [2]
          neuron: {model: lif_delta, tau_m: 10, E_L: 0, V_th: 0.5, V_reset: 0}
      projections:
        - {from: taxels, to: out, connect: one_to_one, weights: 1}
      """;

  @TempDir Path folder;
  private Path description = Path.of("");

  @BeforeEach
  void describe() throws IOException {
    description = Files.writeString(folder.resolve("echo.yaml"), NETWORK);
  }

  /** Two shards that hear each other. */
  private void describeShards() throws IOException {
    String heard = "  - {from: out, to: out, connect: all_to_all, weights: 1, delay: 2 ms}\n";
    description = Files.writeString(folder.resolve("shards.yaml"), NETWORK + heard);
    shards = 2;
  }

  private final Map<String, String> options = new TreeMap<>();
  private final Map<String, String> config = new TreeMap<>();
  private BrokerFacts broker = new BrokerFacts("kafka:9092", 29, 900_000L, 20L);
  private Surroundings.TopicFacts topics = topics(List.of(), null, false);
  private ClusterFacts.Workers workers =
      new ClusterFacts.Workers(2, 4, 4, Set.of("10.0.0.7"), 500_000_000);
  private List<ClusterFacts.LiveJob> jobs = List.of();
  private String flink = FlinkVersionCheck.BUILT_WITH;
  private int java = 17;
  private @Nullable Long clusterClock = -30L;
  private long sharedBytes = 1_000_000;
  private int shards = 1;
  private boolean localCluster;

  @Test
  void everyCheckOfThePackageIsInTheListAndHasANameOfItsOwn() throws IOException {
    Path sources =
        Path.of(System.getProperty("spiketide.root"), "jobs/src/main/java/io/spiketide/preflight");
    try (Stream<Path> files = Files.list(sources)) {
      List<String> classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.endsWith("Check") && !name.equals("Check"))
              .toList();
      assertThat(Preflight.ALL)
          .extracting(check -> check.getClass().getSimpleName())
          .containsExactlyInAnyOrderElementsOf(classes);
    }
    assertThat(Preflight.names()).doesNotHaveDuplicates();
  }

  @Test
  void theVersionOfFlinkIsThatOfTheBuild() {
    assertThat(FlinkVersionCheck.BUILT_WITH).isEqualTo(EnvironmentInformation.getVersion());
  }

  @Test
  void whereAllIsWellEveryCheckSaysSo() {
    options.put("spiketide.decisions.delivery", "exactly-once");
    config.put("execution.checkpointing.dir", "s3://bucket/checkpoints");
    resume(Map.of("sensor-events", 3L), 3, 9);
    List<Finding> findings = Preflight.look(around());
    assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.GOOD);
    assertThat(findings).extracting(Finding::check).containsAll(Preflight.names());
    Preflight.requireReady(around(), note -> assertThat(note).isEmpty());
  }

  @Test
  void aBrokerSaysItsVersion() {
    broker = new BrokerFacts("kafka:9092", 29, null, null);
    assertGood("broker", "kafka:9092 answers, metadata version 29");
    broker = new BrokerFacts("kafka:9092", null, null, null);
    assertGood("broker", "kafka:9092 answers, its version is not told");
  }

  @Test
  void wrongTopicsStopAJob() {
    topics = topics(List.of("topic spikes: is missing; create it"), null, null);
    assertFault("topics", "topic spikes: is missing; create it");
  }

  @Test
  void aSensorThatIsAheadIsNoted() {
    topics = topics(List.of(), topics.nowMillis() + HOUR, null);
    assertNote("event-times", "1 h 0 min ahead of this host; set the sensor's clock");
    topics = topics(List.of(), topics.nowMillis() - HOUR, null);
    assertGood("event-times", "its newest event is of");
  }

  @Test
  void anotherFlinkStopsAJob() {
    flink = "1.20.3";
    assertFault("flink", "http://jm:8081: runs Flink 1.20.3, and this job is built for 2.2.1; use");
    flink = "2.2.9";
    assertNote("flink", "runs Flink 2.2.9; tested is 2.2.1");
  }

  @Test
  void anOldJavaStopsAJob() {
    java = 11;
    assertFault("java", "runs on Java 11, and the job needs 17; use an image with Java 17");
  }

  @Test
  void tooFewSlotsStopAJob() {
    options.put("parallelism.default", "5");
    assertFault("slots", "4 of 4 slots are free, and the job wants 5; start more task managers");
    options.put("jobmanager.scheduler", "adaptive");
    assertNote("slots", "the adaptive scheduler starts it with what there is");
    options.remove("jobmanager.scheduler");
    config.put("kubernetes.cluster-id", "spiketide");
    assertNote("slots", "the cluster must be able to start more task managers");
  }

  @Test
  void theClustersParallelismIsThatOfAJobWithoutOne() {
    config.put("parallelism.default", "8");
    assertFault("slots", "the job wants 8");
    options.put("parallelism.default", "4");
    assertGood("slots", "the job wants 4");
  }

  @Test
  void tooLittleMemoryStopsAJob() {
    assertGood("memory", "room for about");
    sharedBytes = 400_000_000;
    assertFault(
        "memory", "500 MB of heap for tasks; the plan takes 400 MB once and 2024 B for each");
  }

  @Test
  void shardsMustFitAllTaskManagersTogether() {
    shards = 4;
    sharedBytes = 50_000_000;
    assertGood(
        "memory", "the plan's 4 shards take 200 MB for one instance, the largest, of stage-echo");
    sharedBytes = 300_000_000;
    assertFault("memory", "the plan's 4 shards take 1200 MB for one instance");
  }

  @Test
  void checkpointsWithoutADirectoryStopAJob() {
    assertFault(
        "checkpoints", "execution.checkpointing.dir: is not set, so checkpoints would stay");
    config.put("state.checkpoints.dir", "hdfs:///checkpoints");
    assertGood("checkpoints", "hdfs:///checkpoints (not looked into from here)");
    config.clear();
    config.put("execution.checkpointing.storage", "jobmanager");
    assertNote("checkpoints", "as asked");
  }

  @Test
  void aLocalCheckpointDirectoryIsLookedInto() throws IOException {
    localCluster = true;
    config.put("execution.checkpointing.dir", folder.resolve("new").toUri().toString());
    assertGood("checkpoints", "can be written");
    Path file = Files.createFile(folder.resolve("file"));
    config.put("execution.checkpointing.dir", file.toUri().toString());
    assertFault("checkpoints", "is no directory; give one");
  }

  @Test
  void aPathOfEachOfSeveralHostsIsNoted() {
    workers = new ClusterFacts.Workers(2, 4, 4, Set.of("10.0.0.7", "10.0.0.8"), 500_000_000);
    config.put("execution.checkpointing.dir", "file:///var/checkpoints");
    assertNote("checkpoints", "is a path of each of the 2 hosts");
  }

  @Test
  void aTransactionTimeoutOverTheBrokersStopsAJob() {
    assertThat(find("transactions")).as("at least once has none").isEmpty();
    options.put("spiketide.decisions.delivery", "exactly-once");
    options.put("spiketide.decisions.transaction-timeout", "16 min");
    assertFault(
        "transactions",
        "spiketide.decisions.transaction-timeout: 16 min is more than the 15 min that the brokers at"
            + " kafka:9092 allow; lower it, or raise");
    broker = new BrokerFacts("kafka:9092", 29, null, null);
    assertNote("transactions", "the brokers do not tell their transaction.max.timeout.ms");
  }

  @Test
  void transactionsThatAreShorterThanTwoCheckpointsStopAJob() {
    options.put("spiketide.decisions.delivery", "exactly-once");
    options.put("spiketide.decisions.transaction-timeout", "19 s");
    assertFault("transactions", "19 s are too short for checkpoints every 10 s");
    options.put("execution.checkpointing.interval", "9 s");
    assertGood("transactions", "may be open for 19 s");
  }

  @Test
  void aJobWithTheSameTransactionalIdsStopsAJob() {
    options.put("spiketide.decisions.delivery", "exactly-once");
    assertGood("transactional-ids", "no other job takes transactional ids spiketide-echo-*");
    jobs = List.of(new ClusterFacts.LiveJob("17", "other", Map.of(PREFIX, "spiketide-echo")));
    assertFault(
        "transactional-ids", "spiketide-echo-*: are in use by job 17 (other) at http://jm:8081");
    jobs = List.of(new ClusterFacts.LiveJob("17", "other", Map.of(PREFIX, "spiketide-echo-2")));
    assertGood("transactional-ids", "no other job");
    topics = topics(List.of(), null, true);
    assertFault("transactional-ids", "are in use by a job that runs elsewhere");
    options.put(PREFIX, "mine");
    topics = topics(List.of(), null, false);
    assertGood("transactional-ids", "mine-*");
  }

  @Test
  void aClockThatIsAnHourOffStopsAJob() {
    broker = new BrokerFacts("kafka:9092", 29, null, -HOUR);
    assertFault("clocks", "brokers at kafka:9092: its clock is 1 h 0 min behind that of this host");
    broker = new BrokerFacts("kafka:9092", 29, null, 0L);
    clusterClock = HOUR + 60_000;
    assertFault("clocks", "JobManager at http://jm:8081: its clock is 1 h 1 min ahead of that");
    clusterClock = null;
    assertThat(find("clocks")).as("one tells the time").hasSize(1);
  }

  @Test
  void anUnknownOptionNamesTheNearestOne() {
    options.put("spiketide.decision.delivery", "exactly-once");
    assertFault(
        "options",
        "-D spiketide.decision.delivery: there is no such option; did you mean"
            + " spiketide.decisions.delivery?");
  }

  @Test
  void allThatIsWrongIsSaidAtOnceUnlessItIsSkipped() {
    flink = "1.20.3";
    java = 11;
    options.put("spiketide.start.skip-checks", "checkpoints");
    assertThatThrownBy(() -> Preflight.requireReady(around(), note -> {}))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("Flink 1.20.3")
        .hasMessageContaining("Java 11");
    options.put("spiketide.start.skip-checks", "checkpoints;flink;java");
    Preflight.requireReady(around(), note -> {});
    options.put("spiketide.start.skip-checks", "flunk");
    assertThatThrownBy(() -> Preflight.requireReady(around(), note -> {}))
        .hasMessageContaining("flunk: there is no such check; use some of [broker, topics,");
  }

  @Test
  void aSavepointGoesOnWhereTheTopicsHaveAllThatItReads() throws IOException {
    assertThat(find("savepoint")).isEmpty();
    describeShards();
    resume(Map.of("sensor-events", 3L, "spikes", 5L), 3, 9);
    assertGood("savepoint", "savepoint /sp: the topics have all that it reads on");
    resume(Map.of("sensor-events", -2L, "spikes", 9L), 9, 9);
    assertGood("savepoint", "have all");
  }

  @Test
  void aSavepointDoesNotGoOnWithoutTheSpikesThatWereOnTheirWay() throws IOException {
    describeShards();
    resume(Map.of("sensor-events", 3L, "spikes", 1_500L), 2_000, 2_600);
    assertFault(
        "savepoint",
        "topic spikes at localhost:9092: 500 records that savepoint /sp would read on are gone"
            + " (partition 0 begins at offset 2,000, it reads on at 1,500), and shards would wait for"
            + " ever");
    assertFault("savepoint", "start without a savepoint or from a newer one");
    assertNote("savepoint", "topic sensor-events at localhost:9092: 1,997 records that");
    assertNote("savepoint", "counts the gap in numSequenceGaps");
    resume(Map.of("sensor-events", 3L, "spikes", 5L), 0, 4);
    assertFault("savepoint", "partition 0 ends at offset 4, and savepoint /sp reads on at 5");
    assertThat(find("savepoint")).hasSize(1);
    resume(Map.of("sensor-events", 3L), 0, 4);
    assertFault("savepoint", "hear each other in topic spikes (it reads sensor-events); give the");
    describe();
    shards = 1;
    resume(Map.of("sensor-events", 5L), 0, 4);
    assertNote("savepoint", "created again; the job reads it from its beginning");
  }

  @Test
  void aSavepointKnowsThePartitionsThatItReads() throws IOException {
    describeShards();
    TopicPartition other = new TopicPartition("sensor-events", 1);
    resume(Map.of("sensor-events", 3L, "spikes", 5L), 0, 9, other);
    assertNote("savepoint", "has 2 partitions, and 1 when savepoint /sp was taken");
    resume(Map.of("sensor-events", 3L, "spikes", 5L), 0, 9, new TopicPartition("spikes", 1));
    assertGood("savepoint", "have all");
    resume(Map.of("sensor-events", 3L, "spikes", 5L, "old.spikes", 7L), 0, 9);
    Surroundings.Resumed all = topics.resumed();
    assertThat(all).isNotNull();
    Map<TopicPartition, Long> ends = new HashMap<>(all.ends());
    ends.remove(new TopicPartition("old.spikes", 0));
    topics = resumed(new Surroundings.Resumed("/sp", all.positions(), all.oldest(), ends));
    assertFault("savepoint", "topic old.spikes at localhost:9092: has 0 of the 1 partitions that");
  }

  /** Each topic has one partition with the same oldest record and end, and maybe one more. */
  private void resume(Map<String, Long> positions, long oldest, long end, TopicPartition... more) {
    Map<TopicPartition, Long> at = new HashMap<>();
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    positions.forEach((topic, next) -> at.put(new TopicPartition(topic, 0), next));
    Stream.concat(at.keySet().stream(), Stream.of(more))
        .forEach(
            partition -> {
              begins.put(partition, oldest);
              ends.put(partition, end);
            });
    topics = resumed(new Surroundings.Resumed("/sp", at, begins, ends));
  }

  private static Surroundings.TopicFacts resumed(Surroundings.Resumed resumed) {
    return new Surroundings.TopicFacts(List.of(), 5L, 5L, false, resumed);
  }

  @Test
  void whatDoesNotAnswerIsForTheDoctorAndAJobMayWait() {
    Surroundings all = around();
    Surroundings silent =
        new Surroundings(
            all.options(),
            all.settings(),
            all.plan(),
            null,
            null,
            null,
            false,
            List.of(new Finding("broker", Verdict.SILENT, "kafka:9092: no broker answers")));
    assertThat(Preflight.look(silent).get(0).verdict().isBad()).isTrue();
    List<String> notes = new ArrayList<>();
    Preflight.requireReady(silent, notes::add);
    assertThat(notes).containsExactly("kafka:9092: no broker answers");
  }

  private void assertGood(String check, String text) {
    assertFound(check, Verdict.GOOD, text);
  }

  private void assertNote(String check, String text) {
    assertFound(check, Verdict.NOTE, text);
  }

  private void assertFault(String check, String text) {
    assertFound(check, Verdict.FAULT, text);
  }

  private void assertFound(String check, Verdict verdict, String text) {
    assertThat(find(check))
        .anySatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(verdict);
              assertThat(finding.text()).contains(text);
            });
  }

  private List<Finding> find(String check) {
    return Preflight.look(around()).stream().filter(f -> f.check().equals(check)).toList();
  }

  private Surroundings around() {
    Configuration given = Configuration.fromMap(options);
    return new Surroundings(
        given,
        JobSettings.of(given),
        plan(),
        broker,
        topics,
        new ClusterFacts("http://jm:8081", flink, java, config, workers, jobs, clusterClock),
        localCluster,
        List.of());
  }

  private JobPlan plan() {
    Network network = NetworkYaml.read(description);
    Stage whole = Stages.whole(network).stage(0);
    Stages cut =
        new Stages(List.of(new Stage(whole.name(), whole.populations(), whole.readouts(), shards)));
    StagePlan stage = new StagePlan("stage-echo", cut.stage(0), List.of(), 2, 2, sharedBytes, 1000);
    return new JobPlan(Editions.of(network), cut, "source", List.of(stage), List.of(), 128);
  }

  private static Surroundings.TopicFacts topics(
      List<String> problems, @Nullable Long newestEvent, @Nullable Boolean idsInUse) {
    long now = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    return new Surroundings.TopicFacts(problems, newestEvent, now, idsInUse, null);
  }
}
