package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.plan.Planner;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From the sending of a packet to the decision that it completes in the hands of a reader of
 * committed records: with transactions, beside at least once, at 50 decisions a second of one
 * instance. Flink is in this process, the broker in one of its own.
 */
final class DeliveryFigures {
  private static final int EVENTS = 256; // 10 ms of event time, and one decision, a packet
  private static final int TICKS = 10;
  private static final int PER_SECOND = 50;
  private static final int SECONDS = 20;
  private static final int QUICK_SECONDS = 8;
  private static final int WARM_UP_SECONDS = 3;
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration LAST = Duration.ofSeconds(30);
  private static final double MICROS_PER_MILLI = 1000;

  private final EmbeddedFlink flink;
  private final ClientProperties client;
  private final int packets;

  private DeliveryFigures(EmbeddedFlink flink, ClientProperties client, int packets) {
    this.flink = flink;
    this.client = client;
    this.packets = packets;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    int packets = PER_SECOND * (WARM_UP_SECONDS + (quick ? QUICK_SECONDS : SECONDS));
    List<Figure> figures = new ArrayList<>();
    try (BrokerProcess broker = BrokerProcess.start();
        EmbeddedFlink flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(1))) {
      DeliveryFigures run = new DeliveryFigures(flink, broker.client(), packets);
      Histogram once = run.latency("at-least-once", 1000);
      progress.accept("at least once: " + words(once));
      for (int interval : new int[] {1000, 200}) {
        Histogram exactly = run.latency("exactly-once", interval);
        progress.accept("exactly once, checkpoints every " + interval + " ms: " + words(exactly));
        figures.add(
            Figure.beside(
                    "decision exactly once, checkpoints every " + interval + " ms, p50",
                    millis(exactly, 50),
                    "ms",
                    millis(once, 50),
                    "at least once")
                .noted(words(exactly) + "; at least once " + words(once)));
      }
    }
    return figures;
  }

  /** Latencies in µs of one run on topics of its own, the warm-up left out. */
  private Histogram latency(String delivery, int checkpointMillis) throws Exception {
    TopicNames topics = new TopicNames(delivery + "." + checkpointMillis + ".");
    PacketStream.createTopics(client, topics, 1);
    Configuration options =
        Configuration.fromMap(
            Map.of(
                "spiketide.kafka.bootstrap-servers",
                client.bootstrapServers(),
                "spiketide.topics.prefix",
                topics.prefix(),
                "spiketide.decisions.delivery",
                delivery,
                "execution.checkpointing.interval",
                checkpointMillis + " ms"));
    StreamExecutionEnvironment env = flink.environment(options);
    env.setParallelism(1);
    NetworkJob.build(env, Planner.plan(network(), topics), JobSettings.of(options));
    String job = env.executeAsync("delivery").getJobID().toHexString();
    flink.rest().awaitRunning(job, START);
    try {
      return sendAndReceive(topics);
    } finally {
      flink.rest().cancel(job);
      flink.rest().awaitEnd(job, START);
    }
  }

  private Histogram sendAndReceive(TopicNames topics) throws WireException {
    PacketStream stream = new PacketStream(1, EVENTS);
    DecisionCodec codec = new DecisionCodec(WireFormat.DEFAULT);
    long[] sent = new long[packets];
    Histogram latencies = new Histogram(2);
    int received = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer();
        KafkaConsumer<byte[], byte[]> consumer = consumer(topics.decisions())) {
      long begin = System.nanoTime();
      long end = begin + (long) packets * 1_000_000_000 / PER_SECOND + LAST.toNanos();
      int next = 0;
      while (received < packets && System.nanoTime() < end) {
        while (next < packets
            && System.nanoTime() - begin >= (long) next * 1_000_000_000 / PER_SECOND) {
          sent[next] = System.nanoTime();
          producer.send(stream.packet(topics.sensorEvents(), 0, next++));
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(1))) {
          int sequence = (int) codec.decode(record.value()).sequence();
          received++;
          if (sequence >= PER_SECOND * WARM_UP_SECONDS) {
            latencies.recordValue((System.nanoTime() - sent[sequence]) / 1000);
          }
        }
      }
    }
    if (received < packets) {
      throw new IllegalStateException(received + " of " + packets + " decisions have come");
    }
    return latencies;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = client.toProperties();
    properties.put("linger.ms", "0");
    return PacketStream.producer(properties);
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Properties properties = client.toProperties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
    return consumer;
  }

  private static Network network() {
    Network base = PacketStream.network();
    ReadoutSpec count =
        new ReadoutSpec(
            "count",
            "p",
            Settings.of("spike_count"),
            new ReadoutSpec.Window.Ticks(TICKS, TICKS),
            List.of());
    return new Network(
        base.name(),
        base.time(),
        base.seed(),
        base.inputs(),
        base.populations(),
        base.projections(),
        List.of(count),
        base.recordings(),
        base.instances(),
        base.placement());
  }

  private static double millis(Histogram latencies, double percentile) {
    return latencies.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  private static String words(Histogram latencies) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
        millis(latencies, 50),
        millis(latencies, 99),
        latencies.getMaxValue() / MICROS_PER_MILLI);
  }
}
