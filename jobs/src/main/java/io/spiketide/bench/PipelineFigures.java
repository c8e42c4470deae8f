package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.schema.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Packets per second of the whole job, Kafka to Kafka, with a population of 100 neurons per
 * instance, beside {@link IdentityJob}: Flink in this process, the broker in one of its own, two
 * subtasks, the same packets, serializers and settings.
 *
 * <p>Both jobs read all packets of a topic to its end, in turn; the first round, while the JVM
 * warms up, is left out. What a job takes to read an empty topic is subtracted: its start and its
 * end.
 */
final class PipelineFigures {
  private static final int INSTANCES = 100;
  private static final int ROUNDS = 5;
  private static final int QUICK_ROUNDS = 3;
  private static final String PROFILE = "throughput";
  private static final TopicNames FULL = TopicNames.DEFAULT;
  private static final TopicNames EMPTY = new TopicNames("empty.");

  /** Packets of that many events, enough for some seconds. */
  private record Load(int events, int packets) {}

  private static final List<Load> LOADS =
      List.of(
          new Load(1, 1_500_000),
          new Load(64, 500_000),
          new Load(256, 250_000),
          new Load(1024, 75_000));

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
        EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(PathJob.PARALLELISM))) {
      for (Load load : quick ? QUICK_LOADS : LOADS) {
        try (BrokerProcess broker = BrokerProcess.start(PathJob.BROKER_JVM)) {
          figures.add(
              new PipelineFigures(flink, broker.client())
                  .measure(load, quick ? QUICK_ROUNDS : ROUNDS, progress));
        }
      }
    }
    return figures;
  }

  private Figure measure(Load load, int rounds, Consumer<String> progress) throws Exception {
    PacketStream stream = new PacketStream(INSTANCES, load.events());
    stream.fill(client, FULL, PathJob.PARALLELISM, load.packets());
    PacketStream.createTopics(client, EMPTY, PathJob.PARALLELISM);
    double[] identity = new double[rounds];
    double[] network = new double[rounds];
    double[] ratio = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      double ceiling = packetsPerSecond(load, PathJob.IDENTITY);
      double figure = packetsPerSecond(load, PathJob.NETWORK);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s, %s: %,.0f packets/s, copied %,.0f packets/s, ratio %.2f",
              stream,
              round < 0 ? "warm-up" : "round " + (round + 1),
              figure,
              ceiling,
              figure / ceiling));
      if (round >= 0) {
        identity[round] = ceiling;
        network[round] = figure;
        ratio[round] = figure / ceiling;
      }
    }
    Samples ratios = new Samples(ratio);
    double packets = new Samples(network).median();
    return Figure.beside(
            "job with 100 neurons, " + stream,
            packets,
            "packets/s",
            new Samples(identity).median(),
            "job that copies the packets")
        .noted(
            String.format(
                Locale.ROOT,
                "%s events/s; median of %d rounds, ratio %.2f to %.2f, warm-up left out",
                FigureTable.number(packets * load.events()),
                rounds,
                ratios.smallest(),
                ratios.largest()));
  }

  private double packetsPerSecond(Load load, PathJob job) throws Exception {
    double overhead = seconds(EMPTY, job);
    return load.packets() / (seconds(FULL, job) - overhead);
  }

  private double seconds(TopicNames topics, PathJob job) throws Exception {
    StreamExecutionEnvironment env = job.on(flink, client, topics.prefix(), PROFILE, true);
    return env.execute().getNetRuntime() / 1000.0;
  }
}
