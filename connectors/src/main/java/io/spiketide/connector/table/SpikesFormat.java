package io.spiketide.connector.table;

import io.spiketide.schema.SpikePacket;

/** {@code 'format' = 'spiketide-spikes'}. */
public final class SpikesFormat extends PacketFormat<SpikePacket> {
  /** For Flink, which finds formats by service loading. */
  public SpikesFormat() {
    super("spiketide-spikes", SpikesTable::new);
  }
}
