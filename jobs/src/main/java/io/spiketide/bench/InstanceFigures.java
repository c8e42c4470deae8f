package io.spiketide.bench;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Layout;
import io.spiketide.network.Network;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * What an instance takes: many live instances of a network of 100 neurons in one task manager with
 * a heap of 4 GiB, fed through Kafka; memory of each beside its bare arrays, and the time and size
 * of checkpoints at rest and under load.
 */
public final class InstanceFigures {
  private static final int INSTANCES = 200_000;
  private static final int QUICK_INSTANCES = 20_000;

  /** Of each instance before the first figure; enough that spikes flow and decisions fall. */
  private static final int PACKETS = 4;

  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final TopicNames TOPICS = TopicNames.DEFAULT;

  private final int instances;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  private InstanceFigures(int instances, Consumer<String> progress) {
    this.instances = instances;
    this.progress = progress;
  }

  /**
   * Measures; takes some minutes and about 6 GB of memory.
   *
   * @param quick with a tenth of the instances
   * @param progress receives a line per step
   * @throws io.spiketide.cluster.ClusterFault if a process does not start or a step takes too long
   */
  public static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    InstanceFigures run = new InstanceFigures(quick ? QUICK_INSTANCES : INSTANCES, progress);
    Path directory = Files.createTempDirectory("spiketide-instances");
    try (LocalCluster cluster = LocalCluster.start(settings(directory), progress)) {
      run.measure(cluster);
    } finally {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
    return run.figures;
  }

  /** Flink keeps 128 MiB of a task manager's heap for itself: 4 GiB in all. */
  private static LocalClusterSettings settings(Path directory) {
    return LocalClusterSettings.in(directory)
        .slots(PARALLELISM)
        .options(Map.of("taskmanager.memory.task.heap.size", (4096 - 128) + " m"));
  }

  private void measure(LocalCluster cluster) throws Exception {
    long taskManager = cluster.pid(Member.taskManager(0)).orElseThrow();
    FlinkRest rest = cluster.rest();
    Network network = InstanceLoad.network();
    try (Topics topics = Topics.connect(cluster.client())) {
      topics.create(TopicPlan.documented(TOPICS, new TopicOptions(PARALLELISM, 1, null)));
    }
    String job = start(network, cluster);
    rest.awaitRunning(job, PATIENCE);
    try (InstanceLoad load = new InstanceLoad(cluster.bootstrapServers(), TOPICS.sensorEvents())) {
      load.warmUp(PACKETS);
      awaitPackets(rest, job, PACKETS);
      long before = HeapAfterCollection.bytes(taskManager);

      progress.accept("%,d instances, %d packets each".formatted(instances, PACKETS));
      long start = System.nanoTime();
      load.send(instances, PACKETS);
      long sent = PACKETS * (1L + instances);
      awaitPackets(rest, job, sent);
      double seconds = (System.nanoTime() - start) / 1e9;
      long after = HeapAfterCollection.bytes(taskManager);
      memory(network, after - before);
      figures.add(
          Figure.alone("filling them, Kafka to state", PACKETS * instances / seconds, "packets/s"));

      progress.accept("a checkpoint at rest, and one while packets flow");
      checkpoint("at rest", rest.checkpoint(job, PATIENCE));
      load.send(instances, 1);
      checkpoint("while every instance is written", rest.checkpoint(job, PATIENCE));
      awaitPackets(rest, job, sent + instances);
      int alive = (int) rest.sumOfMetrics(job, "numInstancesCreated") - 1;
      if (alive != instances) {
        throw new IllegalStateException(alive + " instances live, not " + instances);
      }
      figures.add(Figure.alone("heap in use after all", gib(taskManager), "GiB of 4"));
    }
    rest.cancel(job);
    rest.awaitEnd(job, PATIENCE);
  }

  private void memory(Network network, long heap) {
    double raw = rawBytes(network);
    double each = (double) heap / instances;
    figures.add(
        Figure.beside(
            "%,d instances of %d neurons, heap of each".formatted(instances, InstanceLoad.NEURONS),
            each,
            "B",
            raw,
            "the bare arrays of the neurons"));
    figures.add(
        Figure.beside(
            "heap of each beside its limit",
            each,
            "B",
            2 * raw + 1024,
            "twice the arrays + 1 KiB"));
  }

  /** State variables of the neurons alone: v and what else the model has, 8 bytes each. */
  static long rawBytes(Network network) {
    return CompiledNetwork.compile(network).layout().groups().stream()
        .filter(group -> group.name().startsWith(Layout.POPULATION))
        .flatMap(group -> group.arrays().stream())
        .mapToLong(array -> (long) array.length() * Double.BYTES)
        .sum();
  }

  private void checkpoint(String when, FlinkRest.Checkpoint checkpoint) {
    String what = "checkpoint of %,d instances %s".formatted(instances, when);
    figures.add(Figure.alone(what, checkpoint.millis() / 1000.0, "s"));
    figures.add(Figure.alone(what + ", size", checkpoint.bytes() / 1e6, "MB"));
  }

  private static String start(Network network, LocalCluster cluster) throws Exception {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", "1 h"); // those that are asked for
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, cluster.bootstrapServers());
    options.set(SpiketideOptions.PROFILE, "throughput");
    URI rest = cluster.restUri();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(rest.getHost(), rest.getPort(), options);
    env.setParallelism(PARALLELISM);
    NetworkJob.build(env, Planner.plan(network, TOPICS), JobSettings.of(options));
    return env.executeAsync("instances").getJobID().toHexString();
  }

  private void awaitPackets(FlinkRest rest, String job, long packets) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long seen = 0;
    while (seen < packets) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(seen + " of " + packets + " packets were processed");
      }
      Thread.sleep(POLL.toMillis());
      seen = (long) rest.sumOfMetrics(job, "numPacketsIn");
    }
  }

  private static double gib(long taskManager) throws IOException, InterruptedException {
    return HeapAfterCollection.bytes(taskManager) / (double) (1L << 30);
  }

  /** Prints the figures; argument {@code quick} for a tenth of the instances. */
  public static void main(String[] args) throws Exception {
    boolean quick = args.length > 0 && args[0].equals("quick");
    for (Figure figure : measure(quick, System.err::println)) {
      Double ceiling = figure.ceiling();
      System.out.printf(
          Locale.ROOT,
          "%-64s %,12.2f %s%s%n",
          figure.what(),
          figure.value(),
          figure.unit(),
          ceiling == null
              ? ""
              : String.format(Locale.ROOT, "  (%s: %,.0f)", figure.ceilingWhat(), ceiling));
    }
  }
}
