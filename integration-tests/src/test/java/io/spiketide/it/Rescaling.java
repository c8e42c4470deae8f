package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.SensorPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A job on the real cluster that is stopped with a savepoint and goes on at another parallelism.
 */
final class Rescaling {
  private Rescaling() {}

  /** What is done to the installation while no job runs. */
  interface Meanwhile {
    void happens() throws Exception;
  }

  /**
   * Feeds a part of the packets at each parallelism. All but the last job are stopped when some of
   * the output of their part has come, while the rest is still on its way.
   *
   * @param some spikes after which a job is stopped
   * @return what a consumer holds in the end
   */
  static Harvest run(
      PipelineRun run,
      List<Map.Entry<String, SensorPacket>> packets,
      int[] parallelisms,
      Duration checkpoints,
      int some,
      Harvest expected)
      throws Exception {
    return run(run, packets, parallelisms, checkpoints, some, expected, part -> Map.of(), () -> {});
  }

  /**
   * The same.
   *
   * @param options of each job
   * @param meanwhile after each stop
   */
  static Harvest run(
      PipelineRun run,
      List<Map.Entry<String, SensorPacket>> packets,
      int[] parallelisms,
      Duration checkpoints,
      int some,
      Harvest expected,
      IntFunction<Map<String, String>> options,
      Meanwhile meanwhile)
      throws Exception {
    Harvest harvest = new Harvest();
    String savepoint = null;
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      for (int part = 0; part < parallelisms.length; part++) {
        String job =
            run.start(
                RealCluster.environment(checkpoints, savepoint),
                parallelisms[part],
                options.apply(part));
        RealCluster.rest().awaitRunning(job, PipelineRun.PATIENCE);
        feed.sendAll(part(packets, part, parallelisms.length));
        boolean last = part == parallelisms.length - 1;
        long enough = harvest.spikeCount() + some;
        boolean came =
            drain.until(
                () -> last ? harvest.isAsLargeAs(expected) : harvest.spikeCount() >= enough,
                PipelineRun.PATIENCE,
                record -> run.add(record, harvest));
        assertThat(came).as("output at parallelism %d", parallelisms[part]).isTrue();
        savepoint = RealCluster.rest().stopWithSavepoint(job, null, PipelineRun.PATIENCE);
        meanwhile.happens();
      }
    }
    return harvest;
  }

  /** One of so many parts of equal size. */
  static <T> List<T> part(List<T> all, int part, int parts) {
    return all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
  }
}
