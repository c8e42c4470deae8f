package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.connector.kafka.TransactionAdmin;
import io.spiketide.connector.kafka.TransactionWatch;
import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exactly-once decisions on an embedded cluster: what goes wrong with transactions is said. */
class TransactionsITCase {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofHours(1);

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Workload workload;
  private static DecisionLog expected;

  @BeforeAll
  static void start() throws Exception {
    broker =
        EmbeddedBroker.start(
            BrokerSettings.TEMPORARY.option(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2));
    workload = PromisesITCase.cameras(3, 4);
    expected = DecisionLog.of(workload.expected());
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void committedDecisionsAreThoseOfTheSimulatorAndCarryTheIdsOfTheOption() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String job = run.start(environment(SHORT), 2, options("plant-7", Duration.ofMinutes(1)));
    run.feedAll(workload.packets(64), 1);
    DecisionLog log = new DecisionLog();
    try (Drain drain = committed(run)) {
      assertThat(drain.until(() -> log.size() >= expected.size(), PipelineRun.PATIENCE, log::add))
          .isTrue();
    }
    assertThat(log.sha256()).isEqualTo(expected.sha256());
    try (TransactionAdmin admin = TransactionAdmin.connect(broker.client())) {
      assertThat(admin.list("plant-7")).isNotEmpty();
      assertThat(admin.list("plant")).as("a prefix is a whole one").isEmpty();
      assertThat(TransactionWatch.of(admin, "plant-7").seesLife(PipelineRun.PATIENCE))
          .as("the job lives, though it has nothing to write")
          .isTrue();
      end(job);
      assertThat(TransactionWatch.of(admin, "plant-7").seesLife(SHORT.multipliedBy(4)))
          .as("the job has ended")
          .isFalse();
    }
  }

  @Test
  void aTransactionThatOutlivesItsTimeoutIsSaidAndItsDecisionsComeAgain() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String prefix = run.topics.prefix() + "slow";
    String job = run.start(environment(NEVER), 2, options(prefix, Duration.ofSeconds(2)));
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(64), 2);
    FlinkRest rest = flink.rest();
    try (Feed feed = run.feed();
        TransactionAdmin admin = TransactionAdmin.connect(broker.client())) {
      feed.sendAll(packets.subList(0, packets.size() / 2));
      awaitOpen(admin, prefix, true);
      awaitOpen(admin, prefix, false); // the broker aborts it, and no checkpoint comes
      feed.sendAll(packets.subList(packets.size() / 2, packets.size()));
      Awaitility.await()
          .atMost(PipelineRun.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(rest.lastFailure(job))
                      .contains("transactional ids " + prefix + "-*: a transaction has been open")
                      .contains("brokers abort those older than 2 s")
                      .contains("transaction-timeout"));
    }
    end(job);
  }

  @Test
  void aCheckpointDoesNotTakeATransactionThatIsTooOld() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String prefix = run.topics.prefix() + "late";
    String job = run.start(environment(NEVER), 2, options(prefix, Duration.ofSeconds(2)));
    run.feedAll(workload.packets(64), 3);
    try (TransactionAdmin admin = TransactionAdmin.connect(broker.client())) {
      awaitOpen(admin, prefix, true);
      awaitOpen(admin, prefix, false);
    }
    FlinkRest rest = flink.rest();
    assertThatThrownBy(() -> rest.savepoint(job, null, PipelineRun.PATIENCE))
        .as("no savepoint without those decisions")
        .isInstanceOf(RuntimeException.class);
    assertThat(rest.lastFailure(job)).contains("nothing is lost");
    rest.awaitRunning(job, PipelineRun.PATIENCE);
    end(job);
    // the same ids, from the start: what was aborted is written again
    String again = run.start(environment(SHORT), 1, options(prefix, Duration.ofMinutes(1)));
    DecisionLog log = new DecisionLog();
    try (Drain drain = committed(run)) {
      assertThat(drain.until(() -> log.size() >= expected.size(), PipelineRun.PATIENCE, log::add))
          .isTrue();
    }
    assertThat(log.sha256()).isEqualTo(expected.sha256());
    end(again);
  }

  /** Transactions of 5 s and checkpoints of 8 s: all are aborted between precommit and commit. */
  @Test
  void aTransactionThatIsAbortedBehindItsCheckpointEndsTheJobOrIsGivenUpAsAsked() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String prefix = run.topics.prefix() + "lost";
    Map<String, String> options = new TreeMap<>(options(prefix, Duration.ofSeconds(5)));
    StreamExecutionEnvironment slow = environment(SHORT);
    SlowSnapshot.add(slow, run, Duration.ofSeconds(8));
    String job = run.start(slow, 1, options);
    run.feedAll(workload.packets(64), 5);
    assertThat(flink.rest().awaitEnd(job, PipelineRun.PATIENCE)).isEqualTo("FAILED");
    assertThat(flink.rest().lastFailure(job))
        .contains("the transaction " + prefix + "-0-")
        .contains("was aborted before it could be committed")
        .contains("Start again from the checkpoint before")
        .contains("spiketide.decisions.on-lost-transaction=continue");

    options.put("spiketide.decisions.on-lost-transaction", "continue");
    options.put("spiketide.decisions.transactional-id-prefix", prefix + "-again");
    StreamExecutionEnvironment slowToo = environment(SHORT);
    SlowSnapshot.add(slowToo, run, Duration.ofSeconds(8));
    String other = run.start(slowToo, 1, options);
    Awaitility.await()
        .atMost(PipelineRun.PATIENCE)
        .until(() -> flink.rest().checkpoints(other).completed() >= 2);
    assertThat(flink.rest().state(other)).isEqualTo("RUNNING");
    assertThat(flink.rest().lastFailure(other)).isNull();
    end(other);
  }

  /** Brokers refuse both in the same words when they are committed again after a failure. */
  @Test
  void aTransactionThatWasCommittedIsToldFromOneThatWasAborted() throws Exception {
    try (TransactionAdmin admin = TransactionAdmin.connect(broker.client());
        Admin topics = Admin.create(broker.client().toProperties())) {
      NewTopic topic = new NewTopic("transactions-that-end", Optional.empty(), Optional.empty());
      topics.createTopics(List.of(topic)).all().get();
      long committed = producerOf("done-0-1", true);
      long aborted = producerOf("done-0-2", false);
      assertThat(admin.wasCommitted("done-0-1", committed)).isTrue();
      assertThat(admin.wasCommitted("done-0-1", committed + 1)).as("of another producer").isFalse();
      assertThat(admin.wasCommitted("done-0-2", aborted)).isFalse();
      assertThat(admin.wasCommitted("done-0-3", committed)).as("an unknown id").isFalse();
    }
  }

  /** Sends a record in a transaction, ends that, and returns the id of its producer. */
  private static long producerOf(String id, boolean commit) throws Exception {
    Properties properties = broker.client().toProperties();
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes);
        Admin admin = Admin.create(broker.client().toProperties())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions-that-end", new byte[] {1})).get();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
      return admin.describeTransactions(List.of(id)).description(id).get().producerId();
    }
  }

  @Test
  void twoJobsWithTheSameIdsAreSaid() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), broker.client());
    String prefix = run.topics.prefix() + "both";
    Map<String, String> options = options(prefix, Duration.ofMinutes(1));
    String one = run.start(environment(NEVER), 1, options);
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(64), 4);
    String two;
    try (Feed feed = run.feed();
        TransactionAdmin admin = TransactionAdmin.connect(broker.client())) {
      feed.sendAll(packets.subList(0, packets.size() / 2));
      awaitOpen(admin, prefix, true);
      two = run.start(environment(NEVER), 1, options); // aborts what it finds open
      flink.rest().awaitRunning(two, PipelineRun.PATIENCE);
      feed.sendAll(packets.subList(packets.size() / 2, packets.size()));
      Awaitility.await()
          .atMost(PipelineRun.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(flink.rest().lastFailure(one) + flink.rest().lastFailure(two))
                      .contains("transactional ids " + prefix + "-*: somebody else has ended")
                      .contains("give each job a spiketide.decisions.transactional-id-prefix"));
    }
    end(one);
    end(two);
  }

  private static void awaitOpen(TransactionAdmin admin, String prefix, boolean open) {
    Awaitility.await()
        .atMost(PipelineRun.PATIENCE)
        .until(
            () -> admin.list(prefix).stream().anyMatch(TransactionAdmin.Transaction::open) == open);
  }

  private static Drain committed(PipelineRun run) {
    return Drain.committed(broker.bootstrapServers(), List.of(run.topics.decisions()));
  }

  private static Map<String, String> options(String prefix, Duration timeout) {
    return Map.of(
        "spiketide.decisions.delivery",
        "exactly-once",
        "spiketide.decisions.transactional-id-prefix",
        prefix,
        "spiketide.decisions.transaction-timeout",
        timeout.toMillis() + " ms");
  }

  private static StreamExecutionEnvironment environment(Duration checkpoints) {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", checkpoints.toMillis() + " ms");
    options.setString("restart-strategy.type", "fixed-delay");
    options.setString("restart-strategy.fixed-delay.attempts", "1000");
    options.setString("restart-strategy.fixed-delay.delay", "200 ms");
    return flink.environment(options);
  }

  private static void end(String job) {
    flink.rest().cancel(job);
    flink.rest().awaitEnd(job, PipelineRun.PATIENCE);
  }
}
