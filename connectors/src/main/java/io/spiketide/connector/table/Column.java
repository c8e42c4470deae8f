package io.spiketide.connector.table;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column that a table may have.
 *
 * @param type its type in SQL; nullable or not does not matter
 * @param cell what it holds
 */
record Column<P>(String name, LogicalType type, Cell<P> cell) {
  /** One value of a packet, in Flink's internal form. */
  interface Cell<P> {
    /**
     * @param row index of the packet's row, from 0
     */
    Object of(P packet, int row);
  }
}
