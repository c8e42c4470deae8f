package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.plan.Planner;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.HdrHistogram.Histogram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long a spike takes over an edge that is cut, beside a hop of {@link LoopJob} and beside
 * Kafka's bare round trip, one at a time.
 *
 * <p>Two shards of a network with delays of one tick are in step: each waits for what the other one
 * has fired in the tick before. From one packet of a shard to its next one is one hop. Likewise
 * from one record of the loop to the next; as many go round in it as there are shards. Both are
 * timed by a consumer of the topic.
 */
final class HopFigures {
  private static final int SHARDS = 2;
  private static final int NEURONS = 128;
  private static final int TICK_MICROS = 1000;
  private static final int STEP_TICKS = 100;
  private static final int WARM_UP = 4_000;
  private static final int HOPS = 8_000;
  private static final int ROUNDS = 5;
  private static final int QUICK_ROUNDS = 2;

  /** About as long as a packet of a shard in which every second neuron fires. */
  private static final int VALUE_BYTES = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private enum Way {
    KAFKA("a record from a producer to a consumer"),
    LOOP("a hop of a job that copies what it reads"),
    TOPIC("a spike from shard to shard through the topic alone"),
    SHORTCUT("a spike from shard to shard by the shortcut");

    final String what;

    Way(String what) {
      this.what = what;
    }
  }

  private final EmbeddedFlink flink;
  private final ClientProperties client;
  private int runs;

  private HopFigures(EmbeddedFlink flink, ClientProperties client) {
    this.flink = flink;
    this.client = client;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start();
        EmbeddedFlink flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(SHARDS))) {
      return new HopFigures(flink, broker.client())
          .measure(quick ? QUICK_ROUNDS : ROUNDS, progress);
    }
  }

  private List<Figure> measure(int rounds, Consumer<String> progress) throws Exception {
    Map<Way, List<Histogram>> measured = new EnumMap<>(Way.class);
    for (int round = 0; round <= rounds; round++) {
      for (Way way : Way.values()) {
        Histogram histogram = run(way);
        if (round > 0) {
          measured.computeIfAbsent(way, w -> new ArrayList<>()).add(histogram);
        }
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s, %s: %s",
                round == 0 ? "warm-up" : "round " + round,
                way.what,
                words(way, histogram)));
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (int percentile : new int[] {50, 99}) {
      figures.add(figure(percentile, Way.LOOP, Way.KAFKA, measured));
      figures.add(figure(percentile, Way.TOPIC, Way.LOOP, measured));
    }
    figures.add(shortcut(measured));
    return figures;
  }

  private static String words(Way way, Histogram histogram) {
    return way == Way.SHORTCUT
        ? String.format(Locale.ROOT, "mean %.3f ms", histogram.getMean() / 1e6)
        : String.format(
            Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", millis(histogram, 50), millis(histogram, 99));
  }

  /** A shard that is far behind sends several packets to the topic at once: only means tell. */
  private static Figure shortcut(Map<Way, List<Histogram>> measured) {
    double shortcut = means(measured.getOrDefault(Way.SHORTCUT, List.of())).median();
    double topic = means(measured.getOrDefault(Way.TOPIC, List.of())).median();
    return Figure.beside("mean of " + Way.SHORTCUT.what, shortcut, "ms", topic, Way.TOPIC.what);
  }

  private static Samples means(List<Histogram> histograms) {
    return new Samples(histograms.stream().mapToDouble(h -> h.getMean() / 1e6).toArray());
  }

  private static Figure figure(
      int percentile, Way way, Way ceiling, Map<Way, List<Histogram>> measured) {
    Samples figure = samples(measured.getOrDefault(way, List.of()), percentile);
    Samples beside = samples(measured.getOrDefault(ceiling, List.of()), percentile);
    return Figure.beside(
            "p%d of %s".formatted(percentile, way.what),
            figure.median(),
            "ms",
            beside.median(),
            ceiling.what)
        .noted(
            String.format(
                Locale.ROOT,
                "less is better; medians of %d rounds, %.2f to %.2f ms beside %.2f to %.2f ms",
                figure.values().length,
                figure.smallest(),
                figure.largest(),
                beside.smallest(),
                beside.largest()));
  }

  private static Samples samples(List<Histogram> histograms, int percentile) {
    return new Samples(histograms.stream().mapToDouble(h -> millis(h, percentile)).toArray());
  }

  private static double millis(Histogram nanos, int percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }

  // ---- one run on topics of its own

  private Histogram run(Way way) throws Exception {
    TopicNames topics = new TopicNames("hops-" + runs++ + ".");
    PacketStream.createTopics(client, topics, SHARDS);
    try (KafkaConsumer<byte[], byte[]> consumer =
            PacketStream.consumer(client, topics.spikes(), SHARDS);
        KafkaProducer<byte[], byte[]> producer = producer()) {
      if (way == Way.KAFKA) {
        return roundTrips(topics, producer, consumer);
      }
      String job = start(way, topics);
      try {
        if (way == Way.LOOP) {
          for (int token = 0; token < SHARDS; token++) {
            byte[] value = new byte[VALUE_BYTES];
            value[0] = (byte) token;
            byte[] key = LoopJob.KEYS.get(token).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topics.spikes(), null, 0L, key, value));
          }
          return steps(consumer, record -> record.value()[0]);
        }
        sendClock(topics, producer);
        return steps(consumer, record -> record.key()[record.key().length - 1]);
      } finally {
        flink.rest().cancel(job);
        flink.rest().awaitEnd(job, PATIENCE);
      }
    }
  }

  private static Histogram roundTrips(
      TopicNames topics,
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> consumer) {
    Histogram histogram = new Histogram(3);
    byte[] value = new byte[VALUE_BYTES];
    long begin = System.nanoTime();
    for (int hop = 0; hop < WARM_UP + HOPS; ) {
      producer.send(new ProducerRecord<>(topics.spikes(), null, 0L, value, value));
      while (consumer.poll(POLL).isEmpty()) {
        // not there yet
      }
      long end = System.nanoTime();
      if (hop++ >= WARM_UP) {
        histogram.recordValue(end - begin);
      }
      begin = end;
    }
    return histogram;
  }

  private String start(Way way, TopicNames topics) throws Exception {
    Configuration options =
        Configuration.fromMap(
            Map.of(
                "spiketide.kafka.bootstrap-servers", client.bootstrapServers(),
                "spiketide.topics.prefix", topics.prefix(),
                "spiketide.shards.shortcut", Boolean.toString(way == Way.SHORTCUT),
                "execution.checkpointing.interval", "1 s"));
    StreamExecutionEnvironment env = flink.environment(options);
    env.setParallelism(SHARDS);
    if (way == Way.LOOP) {
      LoopJob.build(env, JobSettings.of(options));
    } else {
      NetworkJob.build(env, Planner.plan(network(), topics), JobSettings.of(options));
    }
    String job = env.executeAsync("hops").getJobID().toHexString();
    flink.rest().awaitRunning(job, PATIENCE);
    return job;
  }

  /** Times from one record to the next of the same one that goes round. */
  private static Histogram steps(
      KafkaConsumer<byte[], byte[]> consumer,
      ToIntFunction<ConsumerRecord<byte[], byte[]>> ofWhich) {
    Histogram histogram = new Histogram(3);
    int[] hops = new int[1 << Byte.SIZE];
    long[] last = new long[hops.length];
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long now = System.nanoTime();
        int which = ofWhich.applyAsInt(record);
        if (hops[which]++ > WARM_UP) {
          histogram.recordValue(now - last[which]);
        }
        last[which] = now;
        if (hops[which] > WARM_UP + HOPS) {
          return histogram;
        }
      }
    }
    throw new IllegalStateException(histogram.getTotalCount() + " hops in " + PATIENCE);
  }

  /** Every neuron fires in every tick, and is heard by all others in the next one. */
  private static Network network() {
    Settings restless =
        Settings.of(
            "lif", Map.of("tau_m", Values.of(1), "V_th", Values.of(1), "I_e", Values.of(9)));
    return new Network(
        "hops",
        TimeBase.ofMicros(TICK_MICROS),
        1,
        List.of(Input.events("clock", Shape.of(1))),
        List.of(Population.of("p", Shape.of(NEURONS), restless).published()),
        List.of(Projection.of("p", "p", new Connectivity.AllToAll(true), Values.of(0.001), 1)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(1).cutInto(SHARDS));
  }

  private static void sendClock(TopicNames topics, KafkaProducer<byte[], byte[]> producer) {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    byte[] key = "a".getBytes(StandardCharsets.UTF_8);
    long sequence = 0;
    for (long from = 0; from < 2 * (WARM_UP + HOPS); from += STEP_TICKS) {
      int[] one = from == 0 ? new int[1] : new int[0];
      long frontier = (from + STEP_TICKS) * TICK_MICROS;
      SensorPacket packet =
          new SensorPacket(
              "clock", 0, sequence++, frontier, "clock", 0, one, one, new float[0], List.of(), 0);
      producer.send(new ProducerRecord<>(topics.sensorEvents(), key, codec.encode(packet)));
    }
    producer.flush();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties properties = client.toProperties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    return PacketStream.producer(properties);
  }
}
