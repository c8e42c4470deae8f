package io.spiketide.bench;

import io.spiketide.cluster.BrokerProcess;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.demo.BrunelNetwork;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Values;
import io.spiketide.plan.Planner;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.simulation.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The balanced network in a job, with checkpoints every second: not cut, beside the kernel alone;
 * and cut into two shards on two slots that hear each other by the shortcut or through Kafka alone,
 * beside the same network not cut. Wall time for a second of the network's time; Flink is in this
 * process, the broker in one of its own.
 */
final class ShardFigures {
  private static final String UNIT = "s per s";
  private static final String INSTANCE = "a";
  private static final int WARM_UP_TICKS = 20_000;
  private static final int STEP_TICKS = 100;

  /** Longer than any delay, in ticks. */
  private static final int LONG_SLICE = 10_000;

  /** After so many runs, broker and job become no faster by themselves. */
  private static final int COMPILING_RUNS = 6;

  private static final int ROUNDS = 3;

  /** In ticks. */
  private static final int[] DELAYS = {15, 100};

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PARTITIONS = 2;

  private final EmbeddedFlink flink;
  private final ClientProperties client;
  private final long ticks;
  private final Consumer<String> progress;
  private int runs;

  private ShardFigures(
      EmbeddedFlink flink, ClientProperties client, long ticks, Consumer<String> progress) {
    this.flink = flink;
    this.client = client;
    this.ticks = ticks;
    this.progress = progress;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    long ticks = 1_000_000 / BrunelNetwork.TICK_MICROS * (quick ? 2 : 8);
    try (BrokerProcess broker = BrokerProcess.start();
        EmbeddedFlink flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(2))) {
      return new ShardFigures(flink, broker.client(), ticks, progress).figures(quick);
    }
  }

  private List<Figure> figures(boolean quick) throws Exception {
    progress.accept("first runs of both kinds, until broker and job are compiled");
    Network first = BrunelNetwork.build(1, 1);
    for (int run = 0; run < (quick ? 1 : COMPILING_RUNS); run++) {
      job(first, DELAYS[0], run % 2 == 0 ? Way.SHORTCUT : Way.TOPIC);
    }
    job(first, DELAYS[0], Way.WHOLE);
    List<Measured> all = new ArrayList<>();
    for (int delay : DELAYS) {
      Measured measured = new Measured(delayed(first, delay), delay, new EnumMap<>(Way.class));
      all.add(measured);
      for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
        for (Way way : Way.values()) {
          double seconds = job(measured.network(), delay, way);
          measured.seconds().computeIfAbsent(way, w -> new ArrayList<>()).add(seconds);
        }
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (Measured measured : all) {
      // After the jobs, since other callers of the same kernel cost the compiled ones their types.
      figures.add(
          Figure.beside(
              "balanced network in a job, not cut, " + measured.delayed(),
              measured.all(Way.WHOLE).getAverage(),
              UNIT,
              kernel(measured.network()),
              "the kernel alone"));
      figures.add(measured.beside(Way.SHORTCUT));
      figures.add(measured.beside(Way.TOPIC));
    }
    return figures;
  }

  /** How a network is placed, and by which way shards hear each other. */
  private enum Way {
    WHOLE("not cut"),
    SHORTCUT("by the shortcut"),
    TOPIC("by the topic alone");

    final String what;

    Way(String what) {
      this.what = what;
    }

    int shards() {
      return this == WHOLE ? 1 : 2;
    }

    Network of(Network network, int delay) {
      return network.placed(
          this == WHOLE ? new Placement(delay) : new Placement(LONG_SLICE).cutInto(shards()));
    }
  }

  /** Wall times of a network with one delay. */
  private record Measured(Network network, int delay, Map<Way, List<Double>> seconds) {
    String delayed() {
      return "delay of " + delay * BrunelNetwork.TICK_MICROS / 1000.0 + " ms";
    }

    DoubleSummaryStatistics all(Way way) {
      return seconds.getOrDefault(way, List.of()).stream()
          .mapToDouble(Double::doubleValue)
          .summaryStatistics();
    }

    Figure beside(Way way) {
      int slice = sliceTicks(way.of(network, delay));
      double slices = 1e6 / BrunelNetwork.TICK_MICROS / slice;
      DoubleSummaryStatistics cut = all(way);
      DoubleSummaryStatistics whole = all(Way.WHOLE);
      return Figure.beside(
              "2 shards, " + way.what + ", slices of " + slice + " ticks, " + delayed(),
              cut.getAverage(),
              UNIT,
              whole.getAverage(),
              "not cut")
          .noted(
              String.format(
                  Locale.ROOT,
                  "means of %d runs in turn, %.2f to %.2f beside %.2f to %.2f; %.2f ms a slice more"
                      + " than half of what it takes not cut",
                  cut.getCount(),
                  cut.getMin(),
                  cut.getMax(),
                  whole.getMin(),
                  whole.getMax(),
                  (cut.getAverage() - whole.getAverage() / 2) / slices * 1000));
    }
  }

  private static int sliceTicks(Network network) {
    return Planner.plan(network, TopicNames.DEFAULT).cut().sliceTicks(network);
  }

  /** The same network with another delay of its recurrent synapses. */
  private static Network delayed(Network network, int delay) {
    return network.connected(
        network.projections().stream()
            .map(p -> p.delays().equals(Values.of(0.0)) ? p : p.withDelays(Values.of(delay)))
            .toList());
  }

  private double kernel(Network network) {
    progress.accept("building the network");
    Simulation simulation = new Simulation(network, INSTANCE, (population, tick, spikes) -> {});
    simulation.runUntil(WARM_UP_TICKS);
    long begin = System.nanoTime();
    simulation.runUntil(WARM_UP_TICKS + ticks);
    double seconds = perSecond(System.nanoTime() - begin);
    progress.accept(String.format(Locale.ROOT, "kernel alone: %.2f %s", seconds, UNIT));
    return seconds;
  }

  private double perSecond(long nanos) {
    return nanos / 1e9 / (ticks * BrunelNetwork.TICK_MICROS / 1e6);
  }

  private double job(Network of, int delay, Way way) throws Exception {
    Network network = way.of(of, delay);
    TopicNames topics = new TopicNames("shards" + runs++ + ".");
    PacketStream.createTopics(client, topics, PARTITIONS);
    Configuration options =
        Configuration.fromMap(
            Map.of(
                "spiketide.kafka.bootstrap-servers", client.bootstrapServers(),
                "spiketide.topics.prefix", topics.prefix(),
                "spiketide.shards.shortcut", Boolean.toString(way != Way.TOPIC),
                "execution.checkpointing.interval", "1 s"));
    StreamExecutionEnvironment env = flink.environment(options);
    env.setParallelism(way.shards());
    NetworkJob.build(env, Planner.plan(network, topics), JobSettings.of(options));
    String job = env.executeAsync("shards").getJobID().toHexString();
    flink.rest().awaitRunning(job, PATIENCE);
    try {
      double seconds = run(topics, network);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s, slices of %d ticks: %.2f %s",
              way.what,
              sliceTicks(network),
              seconds,
              UNIT));
      return seconds;
    } finally {
      flink.rest().cancel(job);
      flink.rest().awaitEnd(job, PATIENCE);
    }
  }

  /** Sends the clock, and takes the time from one frontier of all shards to another. */
  private double run(TopicNames topics, Network network) throws Exception {
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    long end = WARM_UP_TICKS + ticks;
    send(topics, end + 2L * sliceTicks(network));
    Integer cut = network.placement().shards();
    int channels = 2 * (cut == null ? 1 : cut);
    Map<String, Long> frontiers = new HashMap<>();
    long begin = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        PacketStream.consumer(seldom(client), topics.spikes(), PARTITIONS)) {
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          SpikePacket packet = codec.decode(record.value());
          frontiers.put(packet.population() + packet.shard(), packet.frontier());
        }
        long reached =
            frontiers.size() < channels
                ? 0
                : frontiers.values().stream().mapToLong(Long::longValue).min().orElse(0);
        if (reached >= WARM_UP_TICKS && begin == 0) {
          begin = System.nanoTime();
        }
        if (reached >= end) {
          return perSecond(System.nanoTime() - begin);
        }
      }
    }
    throw new IllegalStateException("the network has come to " + frontiers + " only");
  }

  /**
   * Looks ten times a second: at every packet, it would take a quarter of a core from the shards.
   * So begin and end are seen up to 100 ms late.
   */
  private static ClientProperties seldom(ClientProperties client) {
    return client
        .with(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Integer.toString(Integer.MAX_VALUE))
        .with(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
  }

  private void send(TopicNames topics, long end) throws Exception {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    byte[] key = INSTANCE.getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer = PacketStream.producer(client.toProperties())) {
      long sequence = 0;
      for (long from = 0; from < end; from += STEP_TICKS) {
        int[] one = from == 0 ? new int[1] : new int[0];
        long frontier = (from + STEP_TICKS) * BrunelNetwork.TICK_MICROS;
        SensorPacket packet =
            new SensorPacket(
                "clock", 0, sequence++, frontier, "clock", 0, one, one, new float[0], List.of(), 0);
        producer.send(new ProducerRecord<>(topics.sensorEvents(), key, codec.encode(packet)));
      }
    }
  }
}
