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
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
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
 * serializers, sink and settings, which counts each packet in keyed state and hands it on to the
 * topic of spikes: as the bytes that it came in, or read and written again.
 */
final class IdentityJob {
  private IdentityJob() {}

  /**
   * @param codec whether packets are read and written, with the codec that a network's job reads
   *     them with; else their bytes are copied
   */
  static void build(
      StreamExecutionEnvironment env, JobSettings settings, int maxParallelism, boolean codec) {
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
        .process(new HandOn(settings.topics().spikes(), codec))
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .sinkTo(KafkaSinks.atLeastOnce(settings.client(), settings.profile()));
  }

  /** Counts the packets of a key and hands them on. */
  private static final class HandOn
      extends KeyedProcessFunction<String, RawRecord, OutboundRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final boolean codec;
    private transient ValueState<Long> count;
    private transient SensorPacketCodec packets;
    private transient SensorPacketBuffer packet;

    HandOn(String topic, boolean codec) {
      this.topic = topic;
      this.codec = codec;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
      packets = new SensorPacketCodec(WireFormat.DEFAULT);
      packet = new SensorPacketBuffer();
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<OutboundRecord> out)
        throws Exception {
      Long before = count.value();
      count.update(before == null ? 1 : before + 1);
      byte[] value = record.value();
      if (codec) {
        packets.decode(value, packet);
        value = packets.encode(packet);
      }
      out.collect(new OutboundRecord(topic, record.key(), value, record.timestampMillis()));
    }
  }
}
