package io.spiketide.connector.table;

import io.spiketide.schema.WireException;
import java.util.List;

/** How packets of one kind are seen as rows. */
interface PacketTable<P> {
  /** The columns that a table may declare, in the order of the documentation. */
  List<Column<P>> columns();

  /**
   * Decodes a record's value. Single-threaded.
   *
   * @throws WireException if it holds no such packet
   */
  P decode(byte[] value) throws WireException;

  /** How many rows a packet has. */
  int rows(P packet);
}
