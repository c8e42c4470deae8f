/**
 * Brokers and clusters on this machine: they start, survive kills, and leave nothing behind.
 *
 * <pre>
 *   EmbeddedBrokerITCase, TopicsITCase ──► a broker in this process
 *   EmbeddedFlinkITCase                ──► Kafka ──► Flink in this process ──► Kafka
 *   LocalClusterITCase                 ──► processes that are killed
 * </pre>
 *
 * <p>A test that needs processes goes into {@code LocalClusterITCase} and shares its cluster, since
 * starting one takes seconds. Networks, plans and operators are tested elsewhere, and not imported.
 */
@NullMarked
package io.spiketide.it.cluster;

import org.jspecify.annotations.NullMarked;
