package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.schema.SensorPacket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is away, at the start or in between, is waited for; afterwards the output is the
 * same, bit for bit.
 */
class BrokerOutageITCase {
  private static final int EVENTS_PER_PACKET = 64;

  private static EmbeddedFlink flink;
  private static Workload workload;
  private static Harvest expected;

  @BeforeAll
  static void start() throws Exception {
    flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT);
    workload = PromisesITCase.cameras(3, 2);
    expected = workload.expected();
  }

  @AfterAll
  static void stop() {
    flink.close();
  }

  @Test
  void aJobThatStartsBeforeItsBrokerWaitsForIt(@TempDir Path directory) throws Exception {
    BrokerSettings settings = BrokerSettings.TEMPORARY.directory(directory);
    PipelineRun run;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      port = broker.port();
      run = new PipelineRun(workload.network(), broker.client());
      run.feedAll(workload.packets(EVENTS_PER_PACKET), 1);
    }
    String job = run.start(frequentCheckpoints(), 2);
    flink.rest().awaitRunning(job, PipelineRun.PATIENCE);
    List<String> messages = new ArrayList<>();
    List<EmbeddedBroker> started = new ArrayList<>();
    try {
      BrokerCheck.await(
          run.brokers,
          PipelineRun.PATIENCE,
          message -> {
            messages.add(message);
            if (started.isEmpty()) {
              started.add(EmbeddedBroker.start(settings.port(port)));
            }
          });
      assertThat(messages.get(0))
          .startsWith("127.0.0.1:" + port + ": no broker answers yet")
          .contains("start the broker");
      assertSame(run.harvest(expected));
      cancel(job);
    } finally {
      started.forEach(EmbeddedBroker::close);
    }
  }

  @Test
  void aBrokerThatGoesAndComesBackChangesNothing(@TempDir Path directory) throws Exception {
    BrokerSettings settings = BrokerSettings.TEMPORARY.directory(directory);
    List<Map.Entry<String, SensorPacket>> packets =
        Feed.interleave(workload.packets(EVENTS_PER_PACKET), 2);
    int half = packets.size() / 2;
    PipelineRun run;
    String job;
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      port = broker.port();
      run = new PipelineRun(workload.network(), broker.client());
      job = run.start(frequentCheckpoints(), 2);
      Harvest some = new Harvest();
      try (Feed feed = run.feed();
          Drain drain = run.drain()) {
        feed.sendAll(packets.subList(0, half));
        assertThat(
                drain.until(
                    () -> some.spikeCount() >= expected.spikeCount() / 4,
                    PipelineRun.PATIENCE,
                    record -> run.add(record, some)))
            .as("%d of %d spikes before the outage", some.spikeCount(), expected.spikeCount())
            .isTrue();
      }
    }
    assertThat(BrokerCheck.answers(run.brokers)).isFalse();
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings.port(port));
        Feed feed = run.feed()) {
      assertThat(broker.port()).isEqualTo(port);
      feed.sendAll(packets.subList(half, packets.size()));
      assertSame(run.harvest(expected));
      cancel(job);
    }
  }

  private static StreamExecutionEnvironment frequentCheckpoints() {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    return flink.environment(options);
  }

  private static void cancel(String job) {
    System.out.printf("%d restarts%n", flink.rest().restarts(job));
    flink.rest().cancel(job);
    flink.rest().awaitEnd(job, PipelineRun.PATIENCE);
  }

  private static void assertSame(Harvest harvest) {
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
  }
}
