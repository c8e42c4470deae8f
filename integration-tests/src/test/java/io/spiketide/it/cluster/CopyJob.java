package io.spiketide.it.cluster;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaSinks;
import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.Profile;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.connector.kafka.StartingOffsets;
import io.spiketide.operator.record.OutboundRecordTypeInfo;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The smallest job with our source and our sink: copies a topic. */
record CopyJob(String source, String target, boolean bounded, StartingOffsets start) {
  static CopyJob from(String topic) {
    return new CopyJob(topic, topic, false, new StartingOffsets.Earliest());
  }

  CopyJob to(String topic) {
    return new CopyJob(source, topic, bounded, start);
  }

  CopyJob bounded(boolean other) {
    return new CopyJob(source, target, other, start);
  }

  CopyJob startingAt(StartingOffsets other) {
    return new CopyJob(source, target, bounded, other);
  }

  JobClient submit(StreamExecutionEnvironment env, ClientProperties client) throws Exception {
    String to = target;
    SourceSettings settings =
        SourceSettings.of(List.of(source), "copy-to-" + target, client)
            .startingAt(start)
            .bounded(bounded);
    env.fromSource(
            KafkaSources.rawRecords(settings, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            "source")
        .uid("source")
        .map((RawRecord r) -> new OutboundRecord(to, r.key(), r.value(), r.timestampMillis()))
        .returns(OutboundRecordTypeInfo.INSTANCE)
        .uid("copy")
        .sinkTo(KafkaSinks.atLeastOnce(client, Profile.LATENCY))
        .uid("sink");
    return env.executeAsync("copy");
  }
}
