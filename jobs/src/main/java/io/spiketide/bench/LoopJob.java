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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The ceiling of a hop from shard to shard: a job that reads what it writes. Each record of the
 * topic of spikes is counted in keyed state and sent again under the other one of two keys, which
 * another subtask has; source, serializers, sink and settings are those of a network that is cut.
 */
final class LoopJob {
  private static final int MAX_PARALLELISM = 128;

  /** Two keys whose key groups lie on different subtasks of two. */
  static final List<String> KEYS = List.of(keyOf(0), keyOf(1));

  private LoopJob() {}

  private static String keyOf(int subtask) {
    for (int i = 0; ; i++) {
      String key = "key" + i;
      if (KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, 2) == subtask) {
        return key;
      }
    }
  }

  static void build(StreamExecutionEnvironment env, JobSettings settings) {
    NetworkJob.configure(env, settings, MAX_PARALLELISM);
    String topic = settings.topics().spikes();
    SourceSettings source =
        SourceSettings.of(List.of(topic), "loop", settings.client())
            .startingAt(settings.start())
            .profile(settings.profile());
    env.fromSource(
            KafkaSources.rawRecords(source, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            "source")
        .setBufferTimeout(0)
        .keyBy(new InstanceKey(Instances.Key.RECORD), Types.STRING)
        .process(new ToTheOther(topic))
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .sinkTo(KafkaSinks.atLeastOnce(settings.client(), settings.profile()));
  }

  /** Counts the records of a key and sends them under the other one. */
  private static final class ToTheOther
      extends KeyedProcessFunction<String, RawRecord, OutboundRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient ValueState<Long> count;

    ToTheOther(String topic) {
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
      String other = KEYS.get(1 - KEYS.indexOf(context.getCurrentKey()));
      byte[] key = other.getBytes(StandardCharsets.UTF_8);
      out.collect(new OutboundRecord(topic, key, record.value(), record.timestampMillis()));
    }
  }
}
