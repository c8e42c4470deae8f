package io.spiketide.operator;

import io.spiketide.network.Instances;
import io.spiketide.schema.record.RawRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.functions.KeySelector;

/** The instance that a record belongs to: its key in UTF-8, or the same for all. */
public final class InstanceKey implements KeySelector<RawRecord, String> {
  private static final long serialVersionUID = 1L;

  private final Instances.Key key;

  public InstanceKey(Instances.Key key) {
    this.key = key;
  }

  @Override
  public String getKey(RawRecord record) {
    byte[] bytes = record.key();
    return key == Instances.Key.SINGLE || bytes == null
        ? ""
        : new String(bytes, StandardCharsets.UTF_8);
  }
}
