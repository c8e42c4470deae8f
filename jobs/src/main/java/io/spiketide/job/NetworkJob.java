package io.spiketide.job;

import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.KafkaSinks;
import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.connector.kafka.StartingOffsets;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.network.Instances;
import io.spiketide.operator.CommandRouter;
import io.spiketide.operator.InstanceKey;
import io.spiketide.operator.ShardRouter;
import io.spiketide.operator.Shortcut;
import io.spiketide.operator.ShortcutSource;
import io.spiketide.operator.StageOperator;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.StagePlan;
import io.spiketide.savepoint.Savepoint;
import io.spiketide.savepoint.SavepointFault;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plan as a Flink job. */
public final class NetworkJob {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkJob.class);

  private final StreamExecutionEnvironment env;
  private final JobPlan plan;
  private final JobSettings settings;

  private NetworkJob(StreamExecutionEnvironment env, JobPlan plan, JobSettings settings) {
    this.env = env;
    this.plan = plan;
    this.settings = settings;
  }

  /**
   * Adds the operators of a plan to an environment and sets our defaults where it has none.
   *
   * @throws UpgradeFault if the job is to go on from a savepoint that is not of this network, or of
   *     one that has changed in what must stay
   */
  public static void build(StreamExecutionEnvironment env, JobPlan plan, JobSettings settings) {
    build(env, plan, settings, Map.of());
  }

  /**
   * The same for an environment that does not know what its cluster is set to.
   *
   * @param cluster options of the cluster; they win over our defaults, too
   * @throws UpgradeFault as above
   */
  public static void build(
      StreamExecutionEnvironment env,
      JobPlan plan,
      JobSettings settings,
      Map<String, String> cluster) {
    UpgradeCheck.check(plan, env.getConfiguration());
    Configuration given = Configuration.fromMap(env.getConfiguration().toMap());
    env.configure(
        JobDefaults.missingFrom(given, cluster, settings.profile(), plan.maxParallelism()));
    if (settings.delivery().exactlyOnce()) {
      show(
          env,
          SpiketideOptions.TRANSACTIONAL_ID_PREFIX,
          settings.transactions(plan.network()).idPrefix());
    }
    new NetworkJob(env, plan, settings).translate();
  }

  /** Sets our defaults where an environment has none. */
  public static void configure(
      StreamExecutionEnvironment env, JobSettings settings, int maxParallelism) {
    env.configure(
        JobDefaults.missingFrom(env.getConfiguration(), settings.profile(), maxParallelism));
  }

  /** Lets the web UI and whoever starts another job see a value. */
  private static void show(
      StreamExecutionEnvironment env, ConfigOption<String> option, String value) {
    Map<String, String> shown = new TreeMap<>();
    shown.putAll(env.getConfig().getGlobalJobParameters().toMap());
    shown.put(option.key(), value);
    env.getConfig().setGlobalJobParameters(Configuration.fromMap(shown));
  }

  private void translate() {
    DataStream<RawRecord> packets = sensorEvents();
    if (plan.cut().areWhole()) {
      StagePlan stage = plan.stages().get(0);
      SingleOutputStreamOperator<OutboundRecord> spikes =
          simulate(
              stage,
              withCommands(packets)
                  .keyBy(new InstanceKey(plan.network().instances().key()), Types.STRING),
              new StageOperator(plan.networks(), settings.topics(), settings.format()));
      decisions(spikes, "");
      records(spikes, "", Map.of());
    } else {
      translateShards(packets);
    }
  }

  /** Lets commands to all instances come to every task, where a network learns. */
  private DataStream<RawRecord> withCommands(DataStream<RawRecord> packets) {
    boolean learns = plan.network().projections().stream().anyMatch(p -> p.learning() != null);
    return learns && plan.network().instances().key() == Instances.Key.RECORD
        ? packets
            .flatMap(new CommandRouter(settings.format(), plan.maxParallelism()))
            .returns(RawRecordTypeInfo.INSTANCE)
            .name("commands")
            .uid("commands")
        : packets;
  }

  /** Stages one after the other; spikes go forward directly, and back through the topic. */
  private void translateShards(DataStream<RawRecord> packets) {
    if (settings.bounded() && plan.edges().stream().anyMatch(JobPlan.Edge::byTopic)) {
      throw new KafkaFault(
          SpiketideOptions.BOUNDED.key()
              + ": shards that hear each other through topic "
              + settings.topics().spikes()
              + " do not end by themselves; leave it out, and stop the job when the frontier of its"
              + " spikes has reached the end");
    }
    long epoch = System.currentTimeMillis();
    boolean loops = plan.edges().stream().anyMatch(JobPlan.Edge::byTopic);
    Set<TopicPartition> partitions = loops ? spikePartitions() : Set.of();
    Shortcut shortcut =
        loops && settings.shortcut() ? new Shortcut(UUID.randomUUID().toString()) : null;
    Optional<DataStream<RawRecord>> fedBack =
        loops ? Optional.of(spikes(partitions, shortcut)) : Optional.empty();
    Map<String, Integer> fixed =
        loops ? Map.of(settings.topics().spikes(), partitions.size()) : Map.of();
    List<SingleOutputStreamOperator<OutboundRecord>> earlier = new ArrayList<>();
    for (int s = 0; s < plan.stages().size(); s++) {
      StagePlan stage = plan.stages().get(s);
      ShardRouter router =
          new ShardRouter(
              plan.network(),
              plan.cut(),
              s,
              settings.topics(),
              settings.format(),
              plan.maxParallelism());
      DataStream<RawRecord> in = routed(packets, router, stage, "sensor-events");
      if (fedBack.isPresent() && plan.cut().readsTopic(plan.network(), s)) {
        in = in.union(routed(fedBack.get(), router, stage, "spikes"));
      }
      boolean hearsEarlier = plan.cut().hearsDirectly(plan.network(), s);
      for (int e = 0; hearsEarlier && e < earlier.size(); e++) {
        in =
            in.union(
                routed(
                    earlier.get(e).getSideOutput(StageOperator.FORWARD),
                    router,
                    stage,
                    plan.stages().get(e).uid()));
      }
      SingleOutputStreamOperator<OutboundRecord> simulated =
          simulate(
              stage,
              in.keyBy(new InstanceKey(Instances.Key.RECORD), Types.STRING),
              new StageOperator(
                  plan.networks(),
                  plan.cut(),
                  s,
                  epoch,
                  settings.stallAfter(),
                  shortcut,
                  settings.topics(),
                  settings.format()));
      earlier.add(simulated);
      if (!stage.stage().readouts().isEmpty()) {
        decisions(simulated, "-" + stage.stage().name());
      }
      records(simulated, "-" + stage.stage().name(), fixed);
    }
  }

  private static DataStream<RawRecord> routed(
      DataStream<RawRecord> records, ShardRouter router, StagePlan stage, String from) {
    return records
        .flatMap(router)
        .returns(RawRecordTypeInfo.INSTANCE)
        .setBufferTimeout(0) // a shard waits for nothing longer than for the spikes of the others
        .name(from + " to shards")
        .uid(stage.uid() + "-from-" + from);
  }

  /** What shards have fired, from now on: what was before is of other runs. */
  private DataStream<RawRecord> spikes(
      Set<TopicPartition> partitions, @Nullable Shortcut shortcut) {
    String topic = settings.topics().spikes();
    SourceSettings source =
        SourceSettings.of(List.of(topic), settings.group(plan.network()), settings.client())
            .startingAt(new StartingOffsets.EndOf(ends(topic)))
            .profile(settings.profile());
    Source<RawRecord, ?, ?> spikes =
        shortcut == null
            ? KafkaSources.rawRecords(source, partitions, RawRecordTypeInfo.INSTANCE)
            : new ShortcutSource<>(
                KafkaSources.rawRecords(
                    // who runs ahead may be heard through the topic for long
                    plan.cut().areInStep(plan.network()) ? source.seldom() : source,
                    partitions,
                    RawRecordTypeInfo.INSTANCE),
                shortcut);
    return env.fromSource(
            spikes, WatermarkStrategy.noWatermarks(), topic, RawRecordTypeInfo.INSTANCE)
        .uid("spikes");
  }

  /**
   * The partitions over which a network spreads its spikes: for as long as it lives those with
   * which it began, because the packets of a shard must come in their order.
   */
  private Set<TopicPartition> spikePartitions() {
    String topic = settings.topics().spikes();
    String savepoint = env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (savepoint != null) {
      try {
        Set<TopicPartition> stored =
            Savepoint.open(savepoint).positions().keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .collect(Collectors.toSet());
        if (!stored.isEmpty()) {
          return stored;
        }
      } catch (SavepointFault e) {
        LOG.info("{}; topic {} is taken with the partitions that it has", e.getMessage(), topic);
      }
    }
    return ends(topic).keySet();
  }

  private DataStream<RawRecord> sensorEvents() {
    SourceSettings source =
        SourceSettings.of(inbound(), settings.group(plan.network()), settings.client())
            .startingAt(start())
            .bounded(settings.bounded())
            .profile(settings.profile());
    return env.fromSource(
            KafkaSources.rawRecords(source, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            settings.topics().sensorEvents())
        .uid(plan.sourceUid());
  }

  /** The topics of events and of learning signals. */
  private List<String> inbound() {
    boolean learns = plan.network().inputs().stream().anyMatch(input -> input.signal() != null);
    return learns
        ? List.of(settings.topics().sensorEvents(), settings.topics().learningSignals())
        : List.of(settings.topics().sensorEvents());
  }

  /**
   * Where sensor events are read from. Shards must begin at the same one in every attempt of a job,
   * so what is the latest is asked for once.
   */
  private StartingOffsets start() {
    return !plan.cut().areWhole() && settings.start() instanceof StartingOffsets.Latest
        ? new StartingOffsets.EndOf(
            inbound().stream()
                .flatMap(topic -> ends(topic).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        : settings.start();
  }

  private Map<TopicPartition, Long> ends(String topic) {
    try (Topics topics = Topics.connect(settings.client())) {
      return topics.ends(topic);
    }
  }

  private static SingleOutputStreamOperator<OutboundRecord> simulate(
      StagePlan stage, KeyedStream<RawRecord, String> packets, StageOperator operator) {
    return packets
        .transform(stage.uid(), OutboundRecordTypeInfo.INSTANCE, operator.keyed())
        .uid(stage.uid());
  }

  private void decisions(SingleOutputStreamOperator<OutboundRecord> stage, String suffix) {
    stage
        .getSideOutput(StageOperator.DECISIONS)
        .sinkTo(decisionSink())
        .name(settings.topics().decisions())
        .uid("decisions" + suffix);
  }

  private Sink<OutboundRecord> decisionSink() {
    return settings.delivery().exactlyOnce()
        ? KafkaSinks.exactlyOnce(
            settings.client(), settings.profile(), settings.transactions(plan.network()))
        : KafkaSinks.atLeastOnce(settings.client(), settings.profile());
  }

  private void records(
      SingleOutputStreamOperator<OutboundRecord> stage,
      String suffix,
      Map<String, Integer> partitionsOfShards) {
    stage
        .sinkTo(KafkaSinks.atLeastOnce(settings.client(), settings.profile(), partitionsOfShards))
        .name("spikes, recordings, late events, dead letters")
        .uid("records" + suffix);
  }
}
