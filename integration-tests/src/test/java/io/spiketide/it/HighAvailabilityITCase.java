package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import io.spiketide.schema.SensorPacket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The settings of jobs/docs/deploy.md for high availability: a job manager that is killed comes
 * back and its job goes on by itself, without a client, a savepoint or a changed byte.
 */
class HighAvailabilityITCase {
  private static final int KILLS = 2;

  @TempDir static Path directory;
  private static ZooKeeper zooKeeper;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    zooKeeper = ZooKeeper.start(directory.resolve("zookeeper"));
    cluster =
        LocalCluster.start(
            LocalClusterSettings.in(directory.resolve("cluster"))
                .classPath(RealCluster.withoutConnectors())
                .options(
                    Map.of(
                        "high-availability.type",
                        "zookeeper",
                        "high-availability.zookeeper.quorum",
                        zooKeeper.quorum(),
                        "high-availability.zookeeper.client.session-timeout",
                        "6 s",
                        "high-availability.storageDir",
                        directory.resolve("ha").toUri().toString(),
                        "classloader.resolve-order",
                        "child-first")),
            System.out::println);
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
    if (zooKeeper != null) {
      zooKeeper.close();
    }
  }

  @Test
  void aKilledJobManagerTakesItsJobUpAgainAndNoByteChanges() throws Exception {
    Workload workload = PromisesITCase.cameras(3, 2);
    Harvest expected = workload.expected();
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(16), 3);
    String job = run.start(environment(), 2);
    FlinkRest rest = cluster.rest();
    rest.awaitRunning(job, PipelineRun.PATIENCE);
    int parts = KILLS + 1;
    Harvest harvest = new Harvest();
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      for (int part = 0; part < parts; part++) {
        feed.sendAll(
            packets.subList(packets.size() * part / parts, packets.size() * (part + 1) / parts));
        boolean last = part == KILLS;
        long some = harvest.spikeCount() + expected.spikeCount() / 10;
        assertThat(
                drain.until(
                    () -> last ? harvest.isAsLargeAs(expected) : harvest.spikeCount() >= some,
                    PipelineRun.PATIENCE,
                    record -> run.add(record, harvest)))
            .as("output of part %d", part)
            .isTrue();
        if (!last) {
          awaitCheckpointAfterNow(rest, job);
          cluster.kill(Member.JOB_MANAGER);
          cluster.start(Member.JOB_MANAGER);
          Awaitility.await()
              .ignoreExceptions()
              .atMost(PipelineRun.PATIENCE)
              .until(() -> rest.checkpoints(job).restored() > 0);
          rest.awaitRunning(job, PipelineRun.PATIENCE);
        }
      }
    }
    rest.cancel(job);
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
    System.out.printf(
        "%d kills of the job manager, %d repeated packets dropped, sha256 %s%n",
        KILLS, harvest.duplicates(), harvest.sha256());
  }

  private static void awaitCheckpointAfterNow(FlinkRest rest, String job) {
    long before = rest.checkpoints(job).latestId();
    Awaitility.await()
        .atMost(PipelineRun.PATIENCE)
        .until(() -> rest.checkpoints(job).latestId() > before);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", "500 ms");
    return StreamExecutionEnvironment.createRemoteEnvironment(
        cluster.restUri().getHost(),
        cluster.restUri().getPort(),
        options,
        RealCluster.JAR.toString());
  }
}
