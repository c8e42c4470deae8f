package io.spiketide.operator;

import io.spiketide.schema.codec.ControlCommandCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Sends a command to all instances, which has no key, to every task that runs instances: once for
 * each key group, so that it comes there behind all that was read before it. Other records pass.
 */
public final class CommandRouter extends RichFlatMapFunction<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final String BEGIN = "\0command\0";

  private final WireFormat format;
  private final int keyGroups;
  private transient @Nullable ControlCommandCodec codec;
  private transient @Nullable List<byte[]> keys;

  /**
   * @param keyGroups Flink's max parallelism
   */
  public CommandRouter(WireFormat format, int keyGroups) {
    this.format = format;
    this.keyGroups = keyGroups;
  }

  @Override
  public void open(OpenContext context) {
    codec = new ControlCommandCodec(format);
  }

  @Override
  public void flatMap(RawRecord record, Collector<RawRecord> out) {
    if (isForAll(record)) {
      for (byte[] key : keys()) {
        out.collect(
            new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestampMillis(),
                key,
                record.value()));
      }
    } else {
      out.collect(record);
    }
  }

  /** Whether a record holds a command to all instances. */
  boolean isForAll(RawRecord record) {
    return record.key() == null && codec != null && codec.holds(record.value());
  }

  /** Whether a Flink key is one of those under which commands to all instances come. */
  static boolean isOfAll(String key) {
    return key.startsWith(BEGIN);
  }

  private List<byte[]> keys() {
    if (keys == null) {
      keys = new ArrayList<>();
      for (int group = 0; group < keyGroups; group++) {
        keys.add(keyIn(group).getBytes(StandardCharsets.UTF_8));
      }
    }
    return keys;
  }

  private String keyIn(int group) {
    for (int salt = 0; ; salt++) {
      String key = BEGIN + salt;
      if (KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups) == group) {
        return key;
      }
    }
  }
}
