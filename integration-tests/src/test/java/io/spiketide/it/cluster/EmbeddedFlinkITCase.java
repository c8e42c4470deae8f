package io.spiketide.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.FlinkRestException;
import io.spiketide.connector.kafka.StartingOffsets;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records go from topic to topic through Flink in this process. */
class EmbeddedFlinkITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RECORDS = 1_000;

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT);
    try (Topics topics = Topics.connect(broker.client())) {
      topics.create(
          IntStream.range(0, 4)
              .mapToObj(i -> new TopicSpec("t" + i, false, TopicOptions.DEFAULT))
              .toList());
    }
    Kafka.send(
        broker.bootstrapServers(),
        "t0",
        IntStream.range(0, RECORDS).mapToObj(i -> "value-" + i).toList());
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void aBoundedJobCopiesEveryRecordWithKeyAndTimeAndEnds() throws Exception {
    JobClient job =
        CopyJob.from("t0")
            .to("t1")
            .bounded(true)
            .submit(flink.environment(new Configuration()), broker.client());
    String id = job.getJobID().toHexString();
    assertThat(flink.rest().awaitEnd(id, PATIENCE)).isEqualTo("FINISHED");

    List<ConsumerRecord<String, String>> copies = Kafka.read(broker.bootstrapServers(), "t1");
    assertThat(copies).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(copies.get(i).key()).isEqualTo("key-" + i);
      assertThat(copies.get(i).value()).isEqualTo("value-" + i);
      assertThat(copies.get(i).timestamp()).isEqualTo(i);
    }
  }

  @Test
  void aJobBeginsAtTheGivenEventTime() throws Exception {
    JobClient job =
        CopyJob.from("t0")
            .to("t2")
            .bounded(true)
            .startingAt(new StartingOffsets.Timestamp(Instant.ofEpochMilli(RECORDS - 2)))
            .submit(flink.environment(new Configuration()), broker.client());
    flink.rest().awaitEnd(job.getJobID().toHexString(), PATIENCE);
    assertThat(Kafka.readValues(broker.bootstrapServers(), "t2"))
        .containsExactly("value-" + (RECORDS - 2), "value-" + (RECORDS - 1));
  }

  @Test
  void anEndlessJobIsWatchedAndSteeredThroughRest() throws Exception {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", "200 ms");
    FlinkRest rest = flink.rest();
    JobClient client =
        CopyJob.from("t0").to("t3").submit(flink.environment(options), broker.client());
    String job = client.getJobID().toHexString();

    rest.awaitRunning(job, PATIENCE);
    assertThat(rest.jobs()).contains(new FlinkRest.Job(job, "copy", "RUNNING"));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> rest.sumOfMetrics(job, "numRecordsSend"), sent -> sent >= RECORDS);
    Awaitility.await().atMost(PATIENCE).until(() -> rest.checkpoints(job).completed() > 0);
    assertThat(rest.checkpoints(job).latestPath()).startsWith("file:");
    assertThat(rest.savepoint(job, null, PATIENCE)).contains("savepoint-");
    assertThat(rest.state(job)).isEqualTo("RUNNING");
    assertThat(rest.restarts(job)).isZero();
    assertThat(rest.lastFailure(job)).isNull();
    assertThat(rest.stopWithSavepoint(job, null, PATIENCE)).contains("savepoint-");
    assertThat(rest.state(job)).isEqualTo("FINISHED");
  }

  @Test
  void theWebUiIsThereAndTakesNoJars() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest page = HttpRequest.newBuilder(flink.restUri()).build();
    assertThat(http.send(page, BodyHandlers.ofString()).body()).contains("Apache Flink");
    HttpRequest jars = HttpRequest.newBuilder(flink.restUri().resolve("/jars")).build();
    assertThat(http.send(jars, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  @Test
  void anUnknownJobIsRefusedWithItsName() {
    String unknown = "0".repeat(32);
    assertThatThrownBy(() -> flink.rest().state(unknown))
        .isInstanceOf(FlinkRestException.class)
        .hasMessageContaining("Could not find Flink job (" + unknown + ")");
  }

  @Test
  void aClusterThatIsNotThereIsNamed() {
    FlinkRest nobody = new FlinkRest(URI.create("http://127.0.0.1:1"));
    assertThat(nobody.answers()).isFalse();
    assertThatThrownBy(nobody::overview)
        .isInstanceOf(FlinkRestException.class)
        .hasMessageContaining("http://127.0.0.1:1: Flink does not answer");
  }

  @Test
  void aWebPortInUseIsNamed() {
    int taken = flink.restUri().getPort();
    assertThatThrownBy(() -> EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.restPort(taken)))
        .isInstanceOf(ClusterFault.class)
        .hasMessageContaining("port " + taken + " on 127.0.0.1: in use");
  }
}
