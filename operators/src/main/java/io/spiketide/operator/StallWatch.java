package io.spiketide.operator;

import io.spiketide.network.Network;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says for which others the shards of a stage wait, if that takes long. Stalls are said, never
 * mended by guessing.
 */
final class StallWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);

  private final Network network;
  private final String stage;
  private final String topic;
  private final long millis;
  private final Counter stalls;

  /** Where shards stood that waited for others when they were looked at, by key. */
  private final Map<String, Long> waitingAt = new HashMap<>();

  /**
   * @param topic through which the shards hear each other
   * @param millis how long a shard stands before something is said
   * @param stalls counts what is said
   */
  StallWatch(Network network, String stage, String topic, long millis, Counter stalls) {
    this.network = network;
    this.stage = stage;
    this.topic = topic;
    this.millis = millis;
    this.stalls = stalls;
  }

  /**
   * Registers a timer if the shard of the present key waits for others.
   *
   * @param sensed the first tick that is not complete for the sensors
   */
  void watch(
      KeyedProcessFunction<String, RawRecord, OutboundRecord>.Context context,
      InstanceState state,
      long sensed) {
    if (state.kernel.started
        && state.kernel.tick < sensed
        && waitingAt.putIfAbsent(context.getCurrentKey(), state.kernel.tick) == null) {
      TimerService timers = context.timerService();
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + millis);
    }
  }

  /** Looks at a shard when its timer fires, and says so if it stands where it stood. */
  void look(String key, String instance, StageRun run, InstanceState state) {
    Long before = waitingAt.remove(key);
    if (before == null || before != state.kernel.tick) {
      return;
    }
    List<String> awaited = run.awaited(state);
    if (!awaited.isEmpty()) {
      stalls.inc();
      LOG.warn(
          "network {}: instance '{}', shard {} of stage {} has stood at tick {} for {} s, waiting for"
              + " others: {}; see that all tasks of the job run and that topic {} has kept what was"
              + " written to it",
          network.name(),
          instance,
          run.shard(),
          stage,
          state.kernel.tick,
          millis / 1000,
          String.join("; ", awaited),
          topic);
    }
  }
}
