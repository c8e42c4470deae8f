/**
 * Topics of packets as tables of Flink SQL, with {@code 'connector' = 'kafka'} and a format of
 * ours.
 *
 * <pre>
 *   'format' = 'spiketide-decisions'   Decision    ──► one row
 *   'format' = 'spiketide-spikes'      SpikePacket ──► one row per spike
 * </pre>
 *
 * <p>A table declares the columns that it wants, by name. A new column is one line in the list of
 * its table; a new table is a {@link io.spiketide.connector.table.PacketTable}, a factory and a
 * line in {@code META-INF/services/org.apache.flink.table.factories.Factory}.
 *
 * <p>Flink's table classes are the cluster's; nothing else of the project imports them.
 */
@NullMarked
package io.spiketide.connector.table;

import org.jspecify.annotations.NullMarked;
