package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.Member;
import io.spiketide.demo.DirectionNetwork;
import io.spiketide.job.Resumption;
import io.spiketide.job.SpiketideOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;

/**
 * A job on the real cluster that watches cameras in real time, reaches its broker through a proxy
 * and keeps its checkpoints in a directory of its own, while things go wrong around it.
 */
final class FaultRun implements AutoCloseable {
  static final Duration FOREVER = Duration.ofDays(1);

  private static final int CAMERAS = 4;

  /** Half of the cluster's slots: one task manager can do without the other. */
  private static final int PARALLELISM = 2;

  private static final int START_TRIES = 4;

  /** A little longer than metrics may be old. */
  static final long METRICS_MILLIS = 1_200;

  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  /** How long a decision that is committed twice could take to come again. */
  private static final Duration REPETITIONS = CHECKPOINTS.multipliedBy(4);

  final LocalCluster cluster;
  final BrokerProxy proxy;
  final Random random;
  private final Path checkpoints;
  private final Delivery delivery;
  private final PipelineRun pipeline;
  private final LiveFeed feed;
  private final LiveHarvest harvest;
  private final List<FaultRecord> records = new ArrayList<>();
  private String job;
  private long restarts;

  /** How decisions are delivered. */
  enum Delivery {
    AT_LEAST_ONCE("at-least-once"),

    /** A reader of committed records drops nothing. */
    EXACTLY_ONCE("exactly-once");

    private final String option;

    Delivery(String option) {
      this.option = option;
    }
  }

  /** Starts everything and returns when output comes. */
  FaultRun(Path checkpoints, Random random, Delivery delivery) throws Exception {
    this.cluster = RealCluster.get();
    this.proxy = RealCluster.proxy();
    this.random = random;
    this.checkpoints = checkpoints;
    this.delivery = delivery;
    pipeline =
        new PipelineRun(
            DirectionNetwork.build(PromisesITCase.SEED),
            cluster.client(),
            RealCluster.proxiedClient());
    job = submit();
    feed = new LiveFeed(pipeline.feed(), CAMERAS);
    harvest = new LiveHarvest(pipeline, CAMERAS, feed::fedMicros);
    harvest.whenReached(1).get(PipelineRun.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await("a first checkpoint", () -> rest().checkpoints(job).completed() > 0);
  }

  /** In a directory of the cluster. */
  static FaultRun start(Random random, Delivery delivery) throws Exception {
    return new FaultRun(
        Files.createTempDirectory(RealCluster.get().directory(), "fault-run"), random, delivery);
  }

  FlinkRest rest() {
    return cluster.rest();
  }

  String job() {
    return job;
  }

  /** A task manager that runs a part of the job. */
  int victim() {
    List<String> running = List.copyOf(rest().taskManagers(job));
    String label = running.get(random.nextInt(running.size()));
    return Integer.parseInt(label.split("-")[1]);
  }

  /** Starts a process that was killed, again and again as a supervisor does if it dies at once. */
  void startAgain(Member member) {
    for (int tries = 1; cluster.pid(member).isEmpty(); tries++) {
      try {
        cluster.start(member);
      } catch (ClusterFault e) {
        if (tries == START_TRIES || cluster.pid(member).isPresent()) {
          throw e;
        }
        System.out.println(e.getMessage());
      }
    }
  }

  /** Submits the job anew from its newest checkpoint, as after the loss of a job manager. */
  void resume() throws Exception {
    await("enough free slots", () -> rest().overview().freeSlots() >= PARALLELISM);
    job = submit();
    assertThat(rest().checkpoints(job).restored()).as("restored checkpoints").isEqualTo(1);
  }

  /** Does a fault to the job, mends it, and returns when the job is as well as before. */
  FaultRecord suffer(Fault fault) throws Exception {
    long start = System.nanoTime();
    harvest.forgetWorstLag();
    long repeated = harvest.repeated();
    String before = job;
    fault.action().strike(this);
    double mended = secondsSince(start);
    harvest.whenReached(feed.fedMicros()).get(PipelineRun.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    double caughtUp = secondsSince(start);
    double late = harvest.worstLagMicros() / 1e6;
    long last = rest().checkpoints(job).latestId();
    await("a checkpoint after " + fault.name(), () -> rest().checkpoints(job).latestId() > last);
    double checkpointed = secondsSince(start);
    long restartsBefore = job.equals(before) ? restarts : 0;
    restarts = restarts();
    FaultRecord record =
        new FaultRecord(
            fault.name(),
            mended,
            late,
            caughtUp,
            checkpointed,
            restarts - restartsBefore,
            harvest.repeated() - repeated);
    System.out.println(record);
    records.add(record);
    return record;
  }

  /**
   * Ends the stream, waits for the rest of the output and compares it with what the reference
   * simulator makes of everything that was sent.
   */
  void assertNothingChanged(String what) throws Exception {
    Workload workload = feed.stop(PipelineRun.PATIENCE);
    Harvest expected = workload.expected();
    await("the rest of the output", () -> harvest.isAsLargeAs(expected));
    Harvest got = harvest.stop();
    long lost = got.missing(expected);
    long doubled = expected.missing(got);
    FaultTable.add(what, records, expected, got, lost, doubled);
    assertThat(got.firstDifference(expected)).isEqualTo("none");
    assertThat(got.sha256()).isEqualTo(expected.sha256());
    assertThat(lost).as("lost").isZero();
    assertThat(doubled).as("doubled").isZero();
    assertThat(got.gaps()).as("gaps").isZero();
    assertThat(got.altered()).as("repeated packets that differ from the first").isZero();
    if (delivery == Delivery.EXACTLY_ONCE) {
      assertEachDecisionOnce(what, DecisionLog.of(expected));
    }
  }

  /** What a reader of committed records holds who drops nothing. */
  private void assertEachDecisionOnce(String what, DecisionLog expected) throws Exception {
    DecisionLog committed = new DecisionLog();
    try (Drain drain =
        Drain.committed(
            pipeline.brokers.bootstrapServers(), List.of(pipeline.topics.decisions()))) {
      assertThat(
              drain.until(
                  () -> committed.size() >= expected.size(), PipelineRun.PATIENCE, committed::add))
          .as("%d of %d decisions were committed", committed.size(), expected.size())
          .isTrue();
      drain.rest(REPETITIONS, committed::add);
    }
    FaultTable.addCommitted(what, expected, committed);
    assertThat(committed.repetitions()).as("decisions committed twice").isZero();
    assertThat(committed.missing()).as("decisions that were never committed").isZero();
    assertThat(committed.sha256()).as("committed decisions").isEqualTo(expected.sha256());
  }

  /** Flink tells of the last time that it was asked, so it is asked twice. */
  private long restarts() throws InterruptedException {
    rest().restarts(job);
    Thread.sleep(METRICS_MILLIS);
    return rest().restarts(job);
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PipelineRun.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(condition);
  }

  @Override
  public void close() throws Exception {
    proxy.heal();
    feed.close();
    harvest.close();
    rest().cancel(job);
    rest().awaitEnd(job, PipelineRun.PATIENCE);
  }

  private String submit() throws Exception {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    options.set(SpiketideOptions.RESUME, true);
    options.addAll(Resumption.settings(options));
    String submitted =
        pipeline.start(
            RealCluster.environment(options),
            PARALLELISM,
            Map.of(SpiketideOptions.DELIVERY.key(), delivery.option));
    rest().awaitRunning(submitted, PipelineRun.PATIENCE);
    return submitted;
  }

  private static double secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) / 1000.0;
  }
}
