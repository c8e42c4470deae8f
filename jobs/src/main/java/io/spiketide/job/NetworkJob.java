package io.spiketide.job;

import io.spiketide.connector.kafka.KafkaSinks;
import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.operator.InstanceKey;
import io.spiketide.operator.StageOperator;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.plan.JobPlan;
import io.spiketide.plan.Stage;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A plan as a Flink job. */
public final class NetworkJob {
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
    UpgradeCheck.check(plan.networks(), env.getConfiguration());
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
    for (Stage stage : plan.stages()) {
      SingleOutputStreamOperator<OutboundRecord> spikes = simulate(stage, packets);
      decisions(spikes);
      records(spikes);
    }
  }

  private DataStream<RawRecord> sensorEvents() {
    SourceSettings source =
        SourceSettings.of(
                List.of(settings.topics().sensorEvents()),
                settings.group(plan.network()),
                settings.client())
            .startingAt(settings.start())
            .bounded(settings.bounded())
            .profile(settings.profile());
    return env.fromSource(
            KafkaSources.rawRecords(source, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            settings.topics().sensorEvents())
        .uid(plan.sourceUid());
  }

  private SingleOutputStreamOperator<OutboundRecord> simulate(
      Stage stage, DataStream<RawRecord> packets) {
    return packets
        .keyBy(new InstanceKey(plan.network().instances().key()), Types.STRING)
        .process(new StageOperator(plan.networks(), settings.topics(), settings.format()))
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .name(stage.uid())
        .uid(stage.uid());
  }

  private void decisions(SingleOutputStreamOperator<OutboundRecord> stage) {
    stage
        .getSideOutput(StageOperator.DECISIONS)
        .sinkTo(decisionSink())
        .name(settings.topics().decisions())
        .uid("decisions");
  }

  private Sink<OutboundRecord> decisionSink() {
    return settings.delivery().exactlyOnce()
        ? KafkaSinks.exactlyOnce(
            settings.client(), settings.profile(), settings.transactions(plan.network()))
        : KafkaSinks.atLeastOnce(settings.client(), settings.profile());
  }

  private void records(SingleOutputStreamOperator<OutboundRecord> stage) {
    stage
        .sinkTo(KafkaSinks.atLeastOnce(settings.client(), settings.profile()))
        .name("spikes, recordings, late events, dead letters")
        .uid("records");
  }
}
