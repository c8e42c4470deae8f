package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.execution.JobClient;

/**
 * Time from the moment at which a producer sends a packet until a consumer has the job's output of
 * it, at 1,000 packets of 256 events a second (ten instances in real time), beside {@link
 * IdentityJob}. The jobs run in turn; the first seconds of each run are left out.
 *
 * <p>A packet is sent on schedule, and its time counts from the schedule: a producer that was held
 * up does not hide what the packets behind it waited.
 */
final class LatencyFigures {
  private static final List<String> PROFILES = List.of("latency", "throughput");
  private static final int ROUNDS = 3;
  private static final int QUICK_ROUNDS = 2;
  private static final int WARM_UP_SECONDS = 5;
  private static final int SECONDS = 10;
  private static final Duration START = Duration.ofMinutes(1);
  private static final double MICROS_PER_MILLI = 1000;

  private final EmbeddedFlink flink;
  private final ClientProperties client;
  private final Consumer<String> progress;
  private int runs;

  private LatencyFigures(EmbeddedFlink flink, ClientProperties client, Consumer<String> progress) {
    this.flink = flink;
    this.client = client;
    this.progress = progress;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (BrokerProcess broker = BrokerProcess.start();
        EmbeddedFlink flink =
            EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PathJob.PARALLELISM))) {
      LatencyFigures latency = new LatencyFigures(flink, broker.client(), progress);
      latency.run(PathJob.NETWORK, PROFILES.get(0)); // warms the JVM up
      for (String profile : quick ? PROFILES.subList(0, 1) : PROFILES) {
        figures.addAll(latency.measure(profile, quick ? QUICK_ROUNDS : ROUNDS));
      }
    }
    return figures;
  }

  private List<Figure> measure(String profile, int rounds) throws Exception {
    Map<PathJob, List<Histogram>> measured = new EnumMap<>(PathJob.class);
    for (int round = 1; round <= rounds; round++) {
      for (PathJob job : List.of(PathJob.COPY, PathJob.NETWORK)) {
        Histogram histogram = run(job, profile);
        measured.computeIfAbsent(job, j -> new ArrayList<>()).add(histogram);
        progress.accept(
            String.format(
                Locale.ROOT,
                "profile %s, round %d, %s: p50 %.2f ms, p99 %.2f ms, largest %.1f ms",
                profile,
                round,
                job.deed,
                millis(histogram, 50),
                millis(histogram, 99),
                millis(histogram, 100)));
      }
    }
    return List.of(figure(profile, 50, measured), figure(profile, 99, measured));
  }

  private static Figure figure(
      String profile, int percentile, Map<PathJob, List<Histogram>> measured) {
    Samples network = samples(measured.getOrDefault(PathJob.NETWORK, List.of()), percentile);
    Samples identity = samples(measured.getOrDefault(PathJob.COPY, List.of()), percentile);
    return Figure.beside(
            "p%d at 1,000 packets/s, profile %s".formatted(percentile, profile),
            network.median(),
            "ms",
            identity.median(),
            "job that copies the packets")
        .noted(
            String.format(
                Locale.ROOT,
                "less is better; median of %d rounds, %.2f to %.2f ms beside %.2f to %.2f ms",
                network.values().length,
                network.smallest(),
                network.largest(),
                identity.smallest(),
                identity.largest()));
  }

  private static Samples samples(List<Histogram> histograms, int percentile) {
    return new Samples(histograms.stream().mapToDouble(h -> millis(h, percentile)).toArray());
  }

  private static double millis(Histogram micros, int percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** Latencies in µs of one run of a job on topics of its own. */
  private Histogram run(PathJob job, String profile) throws Exception {
    TopicNames topics = new TopicNames("run-" + runs++ + ".");
    PacketStream.createTopics(client, topics, PathJob.PARALLELISM);
    JobClient running =
        job.on(flink, client, topics.prefix(), profile, false).executeAsync("bench");
    try {
      flink.rest().awaitRunning(running.getJobID().toHexString(), START);
      return new PacedStream(client, topics, job).measure(WARM_UP_SECONDS, SECONDS);
    } finally {
      running.cancel().get();
    }
  }
}
