package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.FlinkRest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The real cluster for {@code -Dsoak.minutes} at 70 % of what it can do, which is measured first:
 * the live heap stays flat, the lag bounded, checkpoints complete. In the Maven profile {@code
 * soak}; let nothing else run meanwhile.
 */
@Tag("soak")
class SoakITCase {
  private static final long MINUTES = Long.getLong("soak.minutes", 30);
  private static final double LOAD = 0.7;
  private static final int WARM_UP_SECONDS = 40;
  private static final int MEASURED_SECONDS = 30;

  /** Packets that may wait while the capacity is measured: enough that the job never does. */
  private static final long BACKLOG = 200_000;

  private static final long BATCH = 500;
  private static final int HISTOGRAMS = 3;

  /** Over that, in seconds of the load, the lag counts as growing. */
  private static final double MOST_LAG_SECONDS = 30;

  private static final double MOST_PERCENT_PER_HOUR = 1;

  /** A slope is judged from here on: less is all warming up. */
  private static final int JUDGED_MINUTES = 20;

  private static final double MIB = 1 << 20;

  /** A row of the table. */
  private record Sample(
      double minute, double heap, double lag, FlinkRest.Checkpoints checkpoints) {}

  @Test
  void theHeapStaysFlatAndTheLagBounded() throws Exception {
    try (LoadRun run = new LoadRun()) {
      keepLittle(run);
      run.start(Map.of());
      burst(run, WARM_UP_SECONDS);
      double capacity = burst(run, MEASURED_SECONDS);
      double rate = LOAD * capacity;
      System.out.printf(
          "capacity %.0f packets/s of %d events, load %.0f packets/s%n",
          capacity, LoadRun.EVENTS_PER_PACKET, rate);
      run.awaitAll();
      int failedBefore = run.rest().checkpoints(run.job()).failed();
      int completedBefore = run.rest().checkpoints(run.job()).completed();
      List<Sample> samples = soak(run, rate);
      run.awaitAll();
      SimpleRegression heap = regression(samples);
      double mean = samples.stream().mapToDouble(Sample::heap).average().orElseThrow();
      double percent = heap.getSlope() * 60 / mean * 100;
      double interval = heap.getSlopeConfidenceInterval() * 60 / mean * 100;
      System.out.printf(
          "live heap %.1f MiB, slope %+.2f %% per hour, 95 %% confidence ± %.2f, over %d samples"
              + " after the first fifth%n",
          mean, percent, interval, heap.getN());
      assertThat(run.ledger.gaps()).as("gaps").isZero();
      assertThat(run.rest().restarts(run.job())).as("restarts").isZero();
      FlinkRest.Checkpoints last = run.rest().checkpoints(run.job());
      assertThat(last.failed()).as("failed checkpoints").isEqualTo(failedBefore);
      assertThat(last.completed()).as("completed checkpoints").isGreaterThan(completedBefore);
      assertThat(samples)
          .as("seconds of lag")
          .allSatisfy(sample -> assertThat(sample.lag() / rate).isLessThan(MOST_LAG_SECONDS));
      if (MINUTES >= JUDGED_MINUTES) {
        assertThat(percent).as("percent per hour").isLessThan(MOST_PERCENT_PER_HOUR);
      }
    }
  }

  /** Feeds as fast as the job can follow and returns how many packets a second that was. */
  private static double burst(LoadRun run, int seconds) throws Exception {
    long start = System.nanoTime();
    long done = run.done();
    while (secondsSince(start) < seconds) {
      if (run.sent() - run.done() < BACKLOG) {
        run.send(BATCH);
      } else {
        Thread.sleep(5);
      }
    }
    return (run.done() - done) / secondsSince(start);
  }

  /** Feeds by the clock and looks once a minute. */
  private static List<Sample> soak(LoadRun run, double rate) throws Exception {
    List<Sample> samples = new ArrayList<>();
    System.out.println("minute   live heap MiB   lag packets   lag s   checkpoints   failed");
    long start = System.nanoTime();
    long before = run.sent();
    Thread feeder =
        new Thread(
            () -> {
              while (secondsSince(start) < MINUTES * 60.0) {
                long due = before + (long) (secondsSince(start) * rate) - run.sent();
                run.send(Math.min(due, BATCH));
                if (due <= BATCH) {
                  pause();
                }
              }
            },
            "soak-feed");
    feeder.start();
    for (int minute = 1; minute <= MINUTES; minute++) {
      while (secondsSince(start) < minute * 60.0 - 10) {
        Thread.sleep(100);
      }
      double lag = run.sent() - run.done();
      double heap = LiveHeap.leastBytes(run.cluster, HISTOGRAMS) / MIB;
      FlinkRest.Checkpoints checkpoints = run.rest().checkpoints(run.job());
      Sample sample = new Sample(secondsSince(start) / 60, heap, lag, checkpoints);
      samples.add(sample);
      System.out.printf(
          "%6.1f   %13.1f   %11.0f   %5.2f   %11d   %6d%n",
          sample.minute(), heap, lag, lag / rate, checkpoints.completed(), checkpoints.failed());
    }
    feeder.join();
    return samples;
  }

  private static SimpleRegression regression(List<Sample> samples) {
    SimpleRegression line = new SimpleRegression();
    samples
        .subList(samples.size() / 5, samples.size())
        .forEach(sample -> line.addData(sample.minute(), sample.heap()));
    return line;
  }

  /** Half an hour of everything would fill the disk. */
  private static void keepLittle(LoadRun run) throws Exception {
    Collection<AlterConfigOp> little =
        List.of(
            set(TopicConfig.RETENTION_BYTES_CONFIG, 512 << 20),
            set(TopicConfig.SEGMENT_BYTES_CONFIG, 64 << 20));
    try (Admin admin = Admin.create(run.cluster.client().toProperties())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  topic(run.pipeline.topics.sensorEvents()), little,
                  topic(run.pipeline.topics.spikes()), little))
          .all()
          .get();
    }
  }

  private static AlterConfigOp set(String key, int value) {
    return new AlterConfigOp(
        new ConfigEntry(key, Integer.toString(value)), AlterConfigOp.OpType.SET);
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) / 1000.0;
  }
}
