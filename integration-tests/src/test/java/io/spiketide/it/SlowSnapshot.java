package io.spiketide.it;

import io.spiketide.connector.kafka.KafkaSources;
import io.spiketide.connector.kafka.SourceSettings;
import io.spiketide.operator.record.RawRecordTypeInfo;
import io.spiketide.schema.record.RawRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Something in the same job that takes its time to be checkpointed, and does nothing else. */
final class SlowSnapshot implements MapFunction<RawRecord, RawRecord>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Duration time;

  private SlowSnapshot(Duration time) {
    this.time = time;
  }

  /** Adds it to a job, behind an idle source: the topic of dead letters of a run without any. */
  static void add(StreamExecutionEnvironment env, PipelineRun run, Duration time) {
    SourceSettings idle =
        SourceSettings.of(List.of(run.topics.deadLetters()), "slow-snapshot", run.brokers);
    env.fromSource(
            KafkaSources.rawRecords(idle, RawRecordTypeInfo.INSTANCE),
            WatermarkStrategy.noWatermarks(),
            "idle")
        .uid("idle")
        .map(new SlowSnapshot(time))
        .returns(RawRecordTypeInfo.INSTANCE)
        .uid("slow")
        .sinkTo(new DiscardingSink<>())
        .uid("nothing");
  }

  @Override
  public RawRecord map(RawRecord record) {
    return record;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {}
}
