package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.Member;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Placement;
import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 for a recurrent network that is cut, on a real cluster of processes: kills, savepoints
 * and rescaling while spikes are on their way through the topic change no byte of what it fires,
 * nor do partitions that are added to the topic.
 */
class ShardFaultsITCase {
  private static final Duration CHECKPOINTS = Duration.ofMillis(300);
  private static final long TICKS = 6_000;
  private static final int STEP = 40;

  /** Short slices, so that a run takes some seconds in which it can be hit. */
  private static final Placement CUT = new Placement(5).cutInto(4);

  private static LocalCluster cluster;
  private static Recurrent recurrent;
  private static Harvest expected;

  @BeforeAll
  static void start() throws Exception {
    cluster = RealCluster.get();
    recurrent = new Recurrent(List.of("a"), TICKS);
    expected = recurrent.expected();
    assertThat(expected.spikeCount()).isGreaterThan(1_000);
  }

  @Test
  void aKilledTaskManagerAndAKilledBrokerChangeNothing() throws Exception {
    assertKillsAreHarmless(1, 1);
  }

  @Test
  @Tag("chaos")
  void manyKillsChangeNothing() throws Exception {
    assertKillsAreHarmless(5, 2);
  }

  private void assertKillsAreHarmless(int taskManagers, int brokers) throws Exception {
    Harvest harvest = new Harvest();
    long seed = System.nanoTime();
    System.out.println("kills in a network that is cut: seed " + seed);
    Random random = new Random(seed);
    List<Member> victims = new ArrayList<>();
    for (int k = 0; k < taskManagers; k++) {
      victims.add(Member.taskManager(random.nextInt(RealCluster.TASK_MANAGERS)));
    }
    victims.addAll(Collections.nCopies(brokers, Member.BROKER));
    Collections.shuffle(victims, random);

    PipelineRun run = new PipelineRun(recurrent.placed(CUT), cluster.client());
    String job = run.start(RealCluster.environment(CHECKPOINTS, null), CUT.shards());
    RealCluster.awaitRunning(job);
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(recurrent.packets(STEP), 1);
    int parts = victims.size() + 1;
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      for (int part = 0; part < parts; part++) {
        List<Map.Entry<String, SensorPacket>> sent = Rescaling.part(packets, part, parts);
        feed.sendAll(sent);
        if (part < victims.size()) {
          run.addPartitionForSpikes();
          drain.rest(Duration.ofMillis(random.nextInt(600)), record -> run.add(record, harvest));
          strike(victims.get(part), harvest);
          RealCluster.awaitRunning(job);
        }
        long until = sent.get(sent.size() - 1).getValue().frontier();
        long spikes = expected.spikesBefore(until / recurrent.network.time().tickMicros());
        assertThat(
                drain.until(
                    () -> harvest.spikeCount() >= spikes,
                    PipelineRun.PATIENCE,
                    record -> run.add(record, harvest)))
            .as("part %d: %d of %d spikes", part, harvest.spikeCount(), spikes)
            .isTrue();
      }
    }
    RealCluster.rest().cancel(job);
    RealCluster.rest().awaitEnd(job, PipelineRun.PATIENCE);
    assertSame(harvest);
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
  void shardsInOtherProcessesAreHeardByTheShortcut() throws Exception {
    PipelineRun run = new PipelineRun(recurrent.placed(CUT), cluster.client());
    run.feedAll(recurrent.packets(STEP), 1);
    String job = run.start(RealCluster.environment(CHECKPOINTS, null), CUT.shards());
    assertSame(run.harvest(expected));
    await()
        .atMost(PipelineRun.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(RealCluster.rest().sumOfMetrics(job, "numShortcutSpikePackets"))
                    .as("a third of the packets stays within a process")
                    .isGreaterThan(
                        0.6 * RealCluster.rest().sumOfMetrics(job, "numSpikePacketsIn")));
    RealCluster.rest().cancel(job);
    RealCluster.rest().awaitEnd(job, PipelineRun.PATIENCE);
  }

  /** Savepoints also go from jobs with the shortcut to those without, and back. */
  @Test
  void savepointsAndRescalingChangeNothing() throws Exception {
    PipelineRun run = new PipelineRun(recurrent.placed(CUT), cluster.client());
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(recurrent.packets(STEP), 1);
    Harvest harvest =
        Rescaling.run(
            run,
            packets,
            new int[] {1, 2, 4, 1},
            CHECKPOINTS,
            50,
            expected,
            part -> Map.of(SpiketideOptions.SHORTCUT.key(), Boolean.toString(part != 1)),
            run::addPartitionForSpikes);
    assertSame(harvest);
    assertThat(harvest.duplicates()).as("fired after a savepoint, and again").isZero();
  }

  private static void assertSame(Harvest harvest) {
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
    assertThat(harvest.altered()).isZero();
  }
}
