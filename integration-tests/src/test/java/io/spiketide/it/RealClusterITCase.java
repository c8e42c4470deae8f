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
    assertSame(Rescaling.run(run, packets, new int[] {1, 2, 4, 3}, CHECKPOINTS, 20, expected));
  }

  private static void assertSame(Harvest harvest) {
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
    assertThat(harvest.gaps()).isZero();
  }
}
