package io.spiketide.connector.table;

import io.spiketide.schema.Decision;

/** {@code 'format' = 'spiketide-decisions'}. */
public final class DecisionsFormat extends PacketFormat<Decision> {
  /** For Flink, which finds formats by service loading. */
  public DecisionsFormat() {
    super("spiketide-decisions", DecisionsTable::new);
  }
}
