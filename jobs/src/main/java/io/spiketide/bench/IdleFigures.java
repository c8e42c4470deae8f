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
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.time.TimeBase;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a network of {@value #SHARDS} shards costs while nothing comes: processor time of the
 * process in which Flink, its job manager and the client run, beside the same process with a job
 * that copies what it reads, and with none.
 */
final class IdleFigures {
  private static final int SHARDS = 1_000;
  private static final int NEURONS = 64;
  private static final int DELAY = 10;
  private static final int SUBTASKS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SECONDS = 60;
  private static final int QUICK_SECONDS = 20;

  /** The compiler is at rest when it takes less than so much of a core. */
  private static final double COMPILER_PERCENT = 0.2;

  private static final int LONGEST_SETTLING = 3;

  private final EmbeddedFlink flink;
  private final ClientProperties client;
  private final int seconds;
  private final Consumer<String> progress;

  private IdleFigures(
      EmbeddedFlink flink, ClientProperties client, int seconds, Consumer<String> progress) {
    this.flink = flink;
    this.client = client;
    this.seconds = seconds;
    this.progress = progress;
  }

  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start();
        EmbeddedFlink flink = EmbeddedFlink.start(EmbeddedFlinkSettings.DEFAULT.slots(SUBTASKS))) {
      return new IdleFigures(flink, broker.client(), quick ? QUICK_SECONDS : SECONDS, progress)
          .figures();
    }
  }

  private List<Figure> figures() throws Exception {
    Idle nothing = percent("no job");
    TopicNames looping = topics("loop.");
    Idle loop = running(looping, LoopJob::build, () -> {});
    TopicNames names = topics("idle.");
    Network network = network();
    List<Figure> figures = new ArrayList<>();
    for (boolean begun : new boolean[] {false, true}) {
      Idle idle =
          running(
              names,
              (env, settings) -> NetworkJob.build(env, Planner.plan(network, names), settings),
              () -> {
                if (begun) {
                  begin(names);
                }
              });
      figures.add(
          Figure.beside(
                  "%,d shards %s"
                      .formatted(
                          SHARDS, begun ? "at rest after one event" : "that nothing came to"),
                  idle.working(),
                  "% of a core",
                  loop.working(),
                  "an idle job that copies")
              .noted(
                  String.format(
                      Locale.ROOT,
                      "less is better; process with job manager and client, with no job %.2f;"
                          + " the compiler of the young JVM takes %.2f more, %.2f and %.2f",
                      nothing.working(),
                      idle.compiling(),
                      loop.compiling(),
                      nothing.compiling())));
    }
    return figures;
  }

  private interface Build {
    void in(StreamExecutionEnvironment env, JobSettings settings);
  }

  private interface Step {
    void go() throws Exception;
  }

  private Idle running(TopicNames topics, Build build, Step before) throws Exception {
    Configuration options =
        Configuration.fromMap(
            Map.of(
                "spiketide.kafka.bootstrap-servers", client.bootstrapServers(),
                "spiketide.topics.prefix", topics.prefix()));
    StreamExecutionEnvironment env = flink.environment(options);
    env.setParallelism(SUBTASKS);
    build.in(env, JobSettings.of(options));
    String job = env.executeAsync(topics.prefix() + "job").getJobID().toHexString();
    flink.rest().awaitRunning(job, PATIENCE);
    try {
      before.go();
      return percent(topics.prefix());
    } finally {
      flink.rest().cancel(job);
      flink.rest().awaitEnd(job, PATIENCE);
    }
  }

  /**
   * Processor time in percent of a core.
   *
   * @param working of all but the compiler
   * @param compiling of the compiler, which meets code that idles for an hour and longer
   */
  private record Idle(double working, double compiling) {}

  /**
   * Lets the process come to rest, which the compiler of the JVM does last, then takes its
   * processor time.
   */
  private Idle percent(String what) throws InterruptedException {
    TimeUnit.SECONDS.sleep(QUICK_SECONDS);
    for (int i = 0; i < LONGEST_SETTLING && compilerPercent() > COMPILER_PERCENT; i++) {
      progress.accept(what + ": the compiler is still at work");
    }
    long before = cpuNanos();
    long compiled = compilerMillis();
    TimeUnit.SECONDS.sleep(seconds);
    double all = (cpuNanos() - before) / 1e7 / seconds;
    double compiling = (compilerMillis() - compiled) / 10.0 / seconds;
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %.2f %% of a core, the compiler's %.2f among them",
            what,
            all,
            compiling));
    return new Idle(all - compiling, compiling);
  }

  private double compilerPercent() throws InterruptedException {
    long before = compilerMillis();
    TimeUnit.SECONDS.sleep(QUICK_SECONDS);
    return (compilerMillis() - before) / 10.0 / QUICK_SECONDS;
  }

  private static long compilerMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private TopicNames topics(String prefix) {
    TopicNames topics = new TopicNames(prefix);
    PacketStream.createTopics(client, topics, SUBTASKS);
    return topics;
  }

  private static Network network() {
    Settings lif = Settings.of("lif", Map.of("tau_m", Values.of(20), "V_th", Values.of(1)));
    Shape shape = Shape.of(NEURONS * SHARDS);
    return new Network(
        "idle",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", shape)),
        List.of(Population.of("p", shape, lif)),
        List.of(
            Projection.of("in", "p", new Connectivity.OneToOne(), Values.of(0.1), 0),
            Projection.of(
                "p", "p", new Connectivity.FixedIndegree(10, true, true), Values.of(0.001), DELAY)),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(DELAY).cutInto(SHARDS));
  }

  /** Sends one event and waits until all shards have said that they have done its ticks. */
  private void begin(TopicNames topics) throws Exception {
    long ticks = 2 * DELAY;
    SensorPacket packet =
        new SensorPacket(
            "s", 0, 0, ticks * 1000, "in", 0, new int[1], new int[1], new float[0], List.of(), 0);
    byte[] key = "a".getBytes(StandardCharsets.UTF_8);
    byte[] value = new SensorPacketCodec(WireFormat.DEFAULT).encode(packet);
    try (KafkaProducer<byte[], byte[]> producer = PacketStream.producer(client.toProperties())) {
      producer.send(new ProducerRecord<>(topics.sensorEvents(), key, value)).get();
    }
    SpikePacketCodec codec = new SpikePacketCodec(WireFormat.DEFAULT);
    Set<Integer> done = new HashSet<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        PacketStream.consumer(client, topics.spikes(), SUBTASKS)) {
      while (done.size() < SHARDS) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          SpikePacket sent = codec.decode(record.value());
          if (sent.frontier() >= ticks) {
            done.add(sent.shard());
          }
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(done.size() + " shards have come to tick " + ticks);
        }
      }
    }
  }
}
