package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.LocalCluster;
import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Promise 1 on a real cluster of processes: savepoints and rescaling change no byte of the spikes
 * and decisions that a consumer holds. Kills: {@link FaultsITCase}.
 */
class RealClusterITCase {
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  private static LocalCluster cluster;
  private static Workload workload;
  private static Harvest expected;

  @BeforeAll
  static void start() throws Exception {
    cluster = RealCluster.get();
    workload = PromisesITCase.cameras(4, 3);
    expected = workload.expected();
  }

  @Test
  void savepointsAndRescalingChangeNothing() throws Exception {
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(64), 5);
    int[] parallelisms = {1, 2, 4, 3};
    Harvest harvest = new Harvest();
    String savepoint = null;
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      for (int part = 0; part < parallelisms.length; part++) {
        String job = run.start(RealCluster.environment(CHECKPOINTS, savepoint), parallelisms[part]);
        RealCluster.rest().awaitRunning(job, PipelineRun.PATIENCE);
        feed.sendAll(part(packets, part, parallelisms.length));
        boolean last = part == parallelisms.length - 1;
        long some = harvest.spikeCount() + 20;
        boolean came =
            drain.until(
                () -> last ? harvest.isAsLargeAs(expected) : harvest.spikeCount() >= some,
                PipelineRun.PATIENCE,
                record -> run.add(record, harvest));
        assertThat(came).as("output at parallelism %d", parallelisms[part]).isTrue();
        savepoint = RealCluster.rest().stopWithSavepoint(job, null, PipelineRun.PATIENCE);
      }
    }
    assertSame(harvest);
  }

  private static <T> List<T> part(List<T> all, int part, int parts) {
    return all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
  }

  private static void assertSame(Harvest harvest) {
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
  }
}
