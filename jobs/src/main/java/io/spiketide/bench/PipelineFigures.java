package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.TopicNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Packets per second of the whole job, Kafka to Kafka, with a population of 100 neurons per
 * instance, beside {@link IdentityJob}, which reads and writes the packets or copies their bytes:
 * Flink in this process, the broker in one of its own, two subtasks, the same packets, serializers
 * and settings.
 *
 * <p>All jobs read all packets of a topic to its end, in turn; who goes first changes from round to
 * round, so that a machine that becomes slower or faster favours neither. The first rounds are left
 * out: the JVMs of jobs and broker double in speed while they last. What a job takes to read an
 * empty topic is subtracted: its start and its end. What a job has written is deleted before the
 * next one runs; else the disk would decide, to which the others write several times as much.
 */
final class PipelineFigures {
  private static final int INSTANCES = 100;
  private static final int ROUNDS = 7;
  private static final int QUICK_ROUNDS = 3;
  private static final int WARM_UPS = 3;
  private static final String PROFILE = "throughput";

  /** Packets of that many events, enough for some seconds. */
  private record Load(int events, int packets) {}

  private static final List<Load> LOADS =
      List.of(
          new Load(1, 2_000_000),
          new Load(64, 1_000_000),
          new Load(256, 500_000),
          new Load(1024, 125_000));

  private static final List<Load> QUICK_LOADS = LOADS.subList(1, 3);

  private final EmbeddedFlink flink;
  private final ClientProperties client;

  private PipelineFigures(EmbeddedFlink flink, ClientProperties client) {
    this.flink = flink;
    this.client = client;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (EmbeddedFlink flink =
            EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PathJob.PARALLELISM));
        BrokerProcess broker = BrokerProcess.start()) {
      PipelineFigures pipeline = new PipelineFigures(flink, broker.client());
      for (Load load : quick ? QUICK_LOADS : LOADS) {
        figures.add(pipeline.measure(load, quick ? QUICK_ROUNDS : ROUNDS, progress));
      }
    }
    return figures;
  }

  private Figure measure(Load load, int rounds, Consumer<String> progress) throws Exception {
    PacketStream stream = new PacketStream(INSTANCES, load.events());
    TopicNames full = new TopicNames("full-" + load.events() + ".");
    TopicNames empty = new TopicNames("empty-" + load.events() + ".");
    stream.fill(client, full, PathJob.PARALLELISM, load.packets());
    forget(full.spikes());
    PacketStream.createTopics(client, empty, PathJob.PARALLELISM);
    Map<PathJob, double[]> all = new EnumMap<>(PathJob.class);
    for (int round = -WARM_UPS; round < rounds; round++) {
      for (PathJob job : inTurn(round)) {
        double overhead = seconds(empty, job);
        double reached = load.packets() / (seconds(full, job) - overhead);
        forget(full.spikes());
        if (round >= 0) {
          all.computeIfAbsent(job, j -> new double[rounds])[round] = reached;
        }
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s, %s, %s: %,.0f packets/s",
                stream,
                round < 0 ? "warm-up" : "round " + (round + 1),
                job.deed,
                reached));
      }
    }
    return figure(stream.toString(), load.events(), all);
  }

  private static Figure figure(String stream, int events, Map<PathJob, double[]> all) {
    double[] network = all.getOrDefault(PathJob.NETWORK, new double[0]);
    double[] identity = all.getOrDefault(PathJob.IDENTITY, new double[0]);
    double[] copy = all.getOrDefault(PathJob.COPY, new double[0]);
    double packets = new Samples(network).median();
    Samples ratios = ratios(network, identity);
    return Figure.beside(
            "job with 100 neurons, " + stream,
            packets,
            "packets/s",
            new Samples(identity).median(),
            "job that reads and writes the packets")
        .noted(
            String.format(
                Locale.ROOT,
                "%s events/s; medians of %d rounds, whose own ratios are %.2f (%.2f to %.2f);"
                    + " bytes copied: %s packets/s, ratios %.2f (%.2f to %.2f)",
                FigureTable.number(packets * events),
                network.length,
                ratios.median(),
                ratios.smallest(),
                ratios.largest(),
                FigureTable.number(new Samples(copy).median()),
                ratios(network, copy).median(),
                ratios(network, copy).smallest(),
                ratios(network, copy).largest()));
  }

  private static Samples ratios(double[] network, double[] ceiling) {
    return new Samples(
        IntStream.range(0, network.length).mapToDouble(i -> network[i] / ceiling[i]).toArray());
  }

  /** The jobs, each round another one first. */
  private static List<PathJob> inTurn(int round) {
    List<PathJob> jobs = new ArrayList<>(List.of(PathJob.values()));
    Collections.rotate(jobs, round);
    return jobs;
  }

  /** Makes a topic anew, and its files are gone at once. */
  private void forget(String topic) throws Exception {
    NewTopic empty =
        new NewTopic(topic, PathJob.PARALLELISM, (short) 1)
            .configs(Map.of(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "0"));
    try (Admin admin = Admin.create(client.toProperties())) {
      admin.deleteTopics(List.of(topic)).all().get();
      admin.createTopics(List.of(empty)).all().get();
    }
  }

  private double seconds(TopicNames topics, PathJob job) throws Exception {
    StreamExecutionEnvironment env = job.on(flink, client, topics.prefix(), PROFILE, true);
    return env.execute().getNetRuntime() / 1000.0;
  }
}
