package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.plan.Planner;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A network's topics on a broker, under a prefix of their own, and what flows through them. */
final class PipelineRun {
  /** Long enough for a loaded machine; a run that needs it has failed. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final int PARTITIONS = 4;

  final Network network;
  final ClientProperties brokers;
  private final ClientProperties brokersOfJob;
  final TopicNames topics;
  private final SpikePacketCodec spikes = new SpikePacketCodec(WireFormat.DEFAULT);
  private final DecisionCodec decisions = new DecisionCodec(WireFormat.DEFAULT);

  PipelineRun(Network network, ClientProperties brokers) {
    this(network, brokers, brokers);
  }

  /**
   * @param brokersOfJob how the job reaches the brokers, where that is another way
   */
  PipelineRun(Network network, ClientProperties brokers, ClientProperties brokersOfJob) {
    this.network = network;
    this.brokers = brokers;
    this.brokersOfJob = brokersOfJob;
    topics = new TopicNames("run" + RUNS.incrementAndGet() + ".");
    try (Topics admin = Topics.connect(brokers)) {
      Set<String> used =
          Set.of(
              topics.sensorEvents(),
              topics.spikes(),
              topics.decisions(),
              topics.learningSignals(),
              topics.controlAcks(),
              topics.weights(),
              topics.lateEvents(),
              topics.deadLetters());
      admin.create(
          TopicPlan.documented(topics, new TopicOptions(PARTITIONS, 1, null)).stream()
              .filter(topic -> used.contains(topic.name()))
              .toList());
    }
  }

  Feed feed() {
    return new Feed(brokers.bootstrapServers(), topics.sensorEvents());
  }

  void feedAll(Map<String, List<SensorPacket>> packets, long seed) throws Exception {
    try (Feed feed = feed()) {
      feed.sendAll(Feed.interleave(packets, seed));
    }
  }

  /** Adds a partition to the topic of spikes, as somebody may who sees it grow. */
  void addPartitionForSpikes() throws Exception {
    try (Topics admin = Topics.connect(brokers);
        Admin kafka = Admin.create(brokers.toProperties())) {
      int more = admin.ends(topics.spikes()).size() + 1;
      kafka.createPartitions(Map.of(topics.spikes(), NewPartitions.increaseTo(more))).all().get();
    }
  }

  /** Starts the job and returns its id. */
  String start(StreamExecutionEnvironment env, int parallelism) throws Exception {
    return start(env, parallelism, Editions.of(network), Map.of());
  }

  /** Starts the job of a network that changes at a tick and returns its id. */
  String start(StreamExecutionEnvironment env, int parallelism, Editions editions)
      throws Exception {
    return start(env, parallelism, editions, Map.of());
  }

  /** Starts the job with more options of ours and returns its id. */
  String start(StreamExecutionEnvironment env, int parallelism, Map<String, String> options)
      throws Exception {
    return start(env, parallelism, Editions.of(network), options);
  }

  private String start(
      StreamExecutionEnvironment env,
      int parallelism,
      Editions editions,
      Map<String, String> options)
      throws Exception {
    env.setParallelism(parallelism);
    NetworkJob.build(env, Planner.plan(editions, topics), settings(options));
    return env.executeAsync("spiketide " + network.name()).getJobID().toHexString();
  }

  private JobSettings settings(Map<String, String> more) {
    Configuration options = Configuration.fromMap(more);
    options.set(SpiketideOptions.BOOTSTRAP_SERVERS, brokersOfJob.bootstrapServers());
    options.set(SpiketideOptions.TOPIC_PREFIX, topics.prefix());
    return JobSettings.of(options);
  }

  /** Waits until as much has come out as is expected. */
  Harvest harvest(Harvest expected) throws Exception {
    Harvest harvest = new Harvest();
    try (Drain drain = drain()) {
      boolean complete =
          drain.until(
              () -> harvest.isAsLargeAs(expected), PATIENCE, record -> add(record, harvest));
      assertThat(complete)
          .as(
              "all has come: %d of %d spikes, %d of %d decisions",
              harvest.spikeCount(),
              expected.spikeCount(),
              harvest.decisions().size(),
              expected.decisions().size())
          .isTrue();
    }
    return harvest;
  }

  Drain drain() {
    return new Drain(brokers.bootstrapServers(), List.of(topics.spikes(), topics.decisions()));
  }

  /**
   * How far a record says that the output of its instance has come.
   *
   * @param micros event time before which nothing follows
   */
  record Progress(String instance, long micros) {}

  Progress add(ConsumerRecord<byte[], byte[]> record, Harvest harvest) throws Exception {
    if (record.topic().equals(topics.spikes())) {
      SpikePacket packet = spikes.decode(record.value());
      harvest.add(packet);
      return new Progress(packet.instance(), packet.frontier() * packet.tickMicros());
    }
    Decision decision = decisions.decode(record.value());
    harvest.add(decision);
    return new Progress(decision.instance(), decision.frontier() * decision.tickMicros());
  }
}
