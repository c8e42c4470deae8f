package io.spiketide.operator;

import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.Collector;

/**
 * Hands what a shard fires to those shards in this process that hear it, besides sending it to the
 * topic. They take it if it is the next packet of its channel, and drop it when it comes through
 * the topic; what they were not handed, or could not take, they hear from there. So nothing depends
 * on it but the time that a spike takes.
 */
final class HandOver {
  /** Stands for the partition of a record that was handed over. */
  private static final int BY_HAND = -1;

  private final LocalShards local;
  private final int keyGroups;
  private final List<Way> ways = new ArrayList<>();

  /** To one stage. */
  private final class Way implements Collector<RawRecord> {
    private final int stage;
    private final ShardRouter router;

    Way(int stage, ShardRouter router) {
      this.stage = stage;
      this.router = router;
    }

    @Override
    public void collect(RawRecord record) {
      int parallelism = local.parallelism(stage);
      if (parallelism == 0) {
        return;
      }
      String key = new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8);
      Consumer<RawRecord> subtask =
          local.subtask(
              stage,
              KeyGroupRangeAssignment.assignKeyToParallelOperator(key, keyGroups, parallelism));
      if (subtask != null) {
        subtask.accept(record);
      }
    }

    @Override
    public void close() {}
  }

  /**
   * @param keyGroups Flink's max parallelism
   */
  HandOver(
      LocalShards local,
      Network network,
      Stages stages,
      TopicNames topics,
      WireFormat format,
      int keyGroups) {
    this.local = local;
    this.keyGroups = keyGroups;
    stages.hops(network).stream()
        .filter(Stages.Hop::byTopic)
        .mapToInt(Stages.Hop::to)
        .distinct()
        .forEach(
            stage -> {
              ShardRouter router =
                  new ShardRouter(network, stages, stage, topics, format, keyGroups);
              router.open(new OpenContext() {});
              ways.add(new Way(stage, router));
            });
  }

  /** Whether a record was handed over, and has not come through its topic. */
  static boolean isByHand(RawRecord record) {
    return record.partition() == BY_HAND;
  }

  /** Whether all that hear are in this process. */
  boolean reachesAll() {
    return local.areAll();
  }

  /** Hands over spikes that go to the topic, too. */
  void fired(OutboundRecord spikes) {
    RawRecord record =
        new RawRecord(
            spikes.topic(), BY_HAND, -1, spikes.timestampMillis(), spikes.key(), spikes.value());
    for (Way way : ways) {
      way.router.flatMap(record, way);
    }
  }
}
