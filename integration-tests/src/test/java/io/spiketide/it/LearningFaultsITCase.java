package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.Member;
import io.spiketide.schema.ControlAck;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.ControlAckCodec;
import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 for networks that learn, on a real cluster of processes: kills, savepoints and
 * rescaling change no spike, no decision and no weight.
 */
class LearningFaultsITCase {
  private static final Duration CHECKPOINTS = Duration.ofMillis(300);
  private static final long TICKS = 4_000;
  private static final int STEP = 20;

  private static LocalCluster cluster;
  private static Learners learners;
  private static Harvest expected;
  private static final Map<String, String> DIGESTS = new TreeMap<>();

  @BeforeAll
  static void start() throws Exception {
    cluster = RealCluster.get();
    learners = new Learners(List.of("a", "b", "c", "d", "e"), TICKS);
    expected = learners.expected(DIGESTS);
    assertThat(expected.spikeCount()).isGreaterThan(1_000);
    assertThat(DIGESTS.values()).doesNotHaveDuplicates();
  }

  @Test
  void twoKilledTaskManagersChangeNothing() throws Exception {
    assertKillsAreHarmless(2);
  }

  @Test
  @Tag("chaos")
  void fiveKilledTaskManagersChangeNothing() throws Exception {
    assertKillsAreHarmless(5);
  }

  private void assertKillsAreHarmless(int kills) throws Exception {
    Harvest harvest = new Harvest();
    long seed = System.nanoTime();
    System.out.println("kills while networks learn: seed " + seed);
    Random random = new Random(seed);
    PipelineRun run = new PipelineRun(learners.network, cluster.client());
    String job = run.start(RealCluster.environment(CHECKPOINTS, null), 2);
    RealCluster.awaitRunning(job);
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(learners.packets(STEP), seed);
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      for (int part = 0; part <= kills; part++) {
        feed.sendAll(Rescaling.part(packets, part, kills + 1));
        if (part == 0) {
          askForWeights(feed);
        }
        if (part < kills) {
          long some = harvest.spikeCount() + 1 + random.nextInt(200);
          drain.until(
              () -> harvest.spikeCount() >= some,
              Duration.ofSeconds(5),
              record -> run.add(record, harvest));
          strike(Member.taskManager(random.nextInt(RealCluster.TASK_MANAGERS)), harvest);
          RealCluster.awaitRunning(job);
        }
      }
      assertThat(
              drain.until(
                  () -> harvest.isAsLargeAs(expected),
                  PipelineRun.PATIENCE,
                  record -> run.add(record, harvest)))
          .as("%d of %d spikes", harvest.spikeCount(), expected.spikeCount())
          .isTrue();
    }
    assertSame(run, harvest);
    RealCluster.rest().cancel(job);
    RealCluster.rest().awaitEnd(job, PipelineRun.PATIENCE);
  }

  /** A command to all instances, with an answer of each when it has run all ticks. */
  private static void askForWeights(Feed feed) throws Exception {
    ControlCommand command =
        new ControlCommand(
            "end",
            learners.network.name(),
            "",
            learners.asked(),
            ControlAction.SNAPSHOT,
            "",
            0,
            0,
            new double[0],
            "");
    feed.sendToEachPartition(new ControlCommandCodec(WireFormat.DEFAULT).encode(command));
  }

  private static void strike(Member victim, Harvest harvest) {
    System.out.println(victim + " is killed after " + harvest.spikeCount() + " spikes");
    cluster.kill(victim);
    for (int tries = 4; cluster.pid(victim).isEmpty(); tries--) {
      try {
        cluster.start(victim);
      } catch (ClusterFault e) {
        if (tries == 1) {
          throw e;
        }
      }
    }
  }

  @Test
  void savepointsAndRescalingChangeNothing() throws Exception {
    PipelineRun run = new PipelineRun(learners.network, cluster.client());
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(learners.packets(STEP), 1);
    try (Feed feed = run.feed()) {
      askForWeights(feed);
    }
    assertSame(run, Rescaling.run(run, packets, new int[] {1, 2, 1}, CHECKPOINTS, 50, expected));
  }

  private static void assertSame(PipelineRun run, Harvest harvest) throws Exception {
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
    assertThat(harvest.altered()).isZero();
    Map<String, String> digests = new TreeMap<>();
    ControlAckCodec codec = new ControlAckCodec(WireFormat.DEFAULT);
    try (Drain acks =
        new Drain(run.brokers.bootstrapServers(), List.of(run.topics.controlAcks()))) {
      acks.until(
          () -> digests.size() == DIGESTS.size(),
          PipelineRun.PATIENCE,
          record -> {
            ControlAck ack = codec.decode(record.value());
            assertThat(ack.error()).isEmpty();
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("learners");
            String before = digests.put(ack.instance(), ack.digest());
            assertThat(before).isIn(null, ack.digest());
          });
    }
    assertThat(digests).isEqualTo(DIGESTS);
  }
}
