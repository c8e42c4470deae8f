package io.spiketide.operator;

import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.schema.TopicNames;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.RawRecord;
import io.spiketide.schema.record.SpikeKey;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Sends each record to the shards of a stage that need it, under their keys: sensor packets to all
 * of them, since all must agree on when an instance starts and episodes end; spikes to those that
 * hear the population, except the shard that fired them.
 */
public final class ShardRouter extends RichFlatMapFunction<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;

  private final Network network;
  private final Stages stages;
  private final int stage;
  private final TopicNames topics;
  private final int keyGroups;

  private final CommandRouter commands;
  private transient ShardKey keys;

  /** Populations whose spikes come through the topic, and those whose spikes come directly. */
  private transient Set<String> heardByTopic;

  private transient Set<String> heardDirectly;

  private transient Set<String> ownPopulations;

  /**
   * @param stage index of the stage to which records go
   * @param keyGroups Flink's max parallelism
   */
  public ShardRouter(
      Network network,
      Stages stages,
      int stage,
      TopicNames topics,
      WireFormat format,
      int keyGroups) {
    this.network = network;
    this.stages = stages;
    this.stage = stage;
    this.topics = topics;
    this.keyGroups = keyGroups;
    commands = new CommandRouter(format, keyGroups);
  }

  @Override
  public void open(OpenContext context) {
    commands.open(context);
    keys = new ShardKey(stages.stage(stage).shards(), keyGroups);
    heardByTopic = new HashSet<>();
    heardDirectly = new HashSet<>();
    for (Stages.Hop hop : stages.hops(network)) {
      if (hop.to() == stage) {
        (hop.byTopic() ? heardByTopic : heardDirectly).add(hop.population());
      }
    }
    ownPopulations = new HashSet<>(stages.stage(stage).populations());
  }

  @Override
  public void flatMap(RawRecord record, Collector<RawRecord> out) {
    if (record.topic().equals(topics.sensorEvents())
        || record.topic().equals(topics.learningSignals())) {
      sensorPacket(record, out);
    } else {
      boolean byTopic = record.topic().equals(topics.spikes());
      spikes(record, byTopic ? heardByTopic : heardDirectly, out);
    }
  }

  private void sensorPacket(RawRecord record, Collector<RawRecord> out) {
    byte[] key = record.key();
    boolean single = network.instances().key() == Instances.Key.SINGLE;
    if (!single && commands.isForAll(record)) {
      commands.flatMap(record, out);
      return;
    }
    if (key == null && !single) {
      out.collect(record); // belongs to nobody; the stage puts it aside
      return;
    }
    String instance = single || key == null ? "" : new String(key, StandardCharsets.UTF_8);
    for (String to : keys.of(instance)) {
      out.collect(under(to, record));
    }
  }

  /** The key of the record says whose spikes it holds. */
  private void spikes(RawRecord record, Set<String> heard, Collector<RawRecord> out) {
    SpikeKey key = SpikeKey.of(record.key());
    if (key == null || !heard.contains(key.population())) {
      return;
    }
    boolean ofThisStage = ownPopulations.contains(key.population());
    List<String> to = keys.of(key.instance());
    for (int s = 0; s < to.size(); s++) {
      if (!ofThisStage || key.shard() != s) {
        out.collect(under(to.get(s), record));
      }
    }
  }

  private static RawRecord under(String key, RawRecord record) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        key.getBytes(StandardCharsets.UTF_8),
        record.value());
  }
}
