package io.spiketide.bench;

import io.spiketide.connector.kafka.KafkaSinks;
import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.job.JobSettings;
import io.spiketide.job.NetworkJob;
import io.spiketide.network.Instances;
import io.spiketide.operator.InstanceKey;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The ceiling of a network's job: Kafka → key → keyed state → Kafka with the same source,
 * serializers, sink and settings, which counts each packet in keyed state and copies it to the
 * topic of spikes.
 */
final class IdentityJob {
  private IdentityJob() {}

  static void build(StreamExecutionEnvironment env, JobSettings settings, int maxParallelism) {
    NetworkJob.configure(env, settings, maxParallelism);
    SourceSettings source =
        SourceSettings.of(List.of(settings.topics().sensorEvents()), "identity", settings.client())
            .startingAt(settings.start())
            .bounded(settings.bounded())
            .profile(settings.profile());
    env.fromSource(
            KafkaSources.rawRecords(source, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            "source")
        .keyBy(new InstanceKey(Instances.Key.RECORD), Types.STRING)
        .process(new Copy(settings.topics().spikes()))
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .sinkTo(KafkaSinks.atLeastOnce(settings.client(), settings.profile()));
  }

  /** Counts the packets of a key and copies them. */
  private static final class Copy extends KeyedProcessFunction<String, RawRecord, OutboundRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient ValueState<Long> count;

    Copy(String topic) {
      this.topic = topic;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<OutboundRecord> out)
        throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      out.collect(
          new OutboundRecord(topic, record.key(), record.value(), record.timestampMillis()));
    }
  }
}
