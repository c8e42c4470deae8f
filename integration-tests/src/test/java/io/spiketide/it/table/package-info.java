/**
 * Decisions and spikes as others read them: Flink SQL and Kafka Connect, with the statements and
 * settings that the documentation shows.
 */
@NullMarked
package io.spiketide.it.table;

import org.jspecify.annotations.NullMarked;
