/**
 * Brokers and Flink clusters on this machine, bound to the loopback address.
 *
 * <pre>
 *   in this process        EmbeddedBroker     EmbeddedFlink
 *
 *   as processes           LocalCluster ──► broker (BrokerMain ──► EmbeddedBroker)
 *                               │      ├──► job manager
 *                               │      └──► task manager 0, 1, …
 *                               ▼
 *                          directory: cluster.json, conf/, logs/, broker/, checkpoints/, savepoints/
 *
 *   any Flink cluster      FlinkRest ──► its REST address
 * </pre>
 *
 * <p>A process of a foreground cluster runs inside {@link io.spiketide.cluster.ChildMain}, which
 * ends with its parent; those of a detached cluster are found again through {@code cluster.json}.
 * What the user sets with {@code -D} wins over {@link io.spiketide.cluster.FlinkDefaults}.
 *
 * <p>To add a default of Flink: {@link io.spiketide.cluster.FlinkDefaults}. To add a default of the
 * broker: {@link io.spiketide.cluster.BrokerDefaults}. To add a question to Flink: a method of
 * {@link io.spiketide.cluster.FlinkRest}.
 *
 * <p>Nothing here knows of networks, plans or jobs: imports nothing of ours but the Kafka
 * connector.
 */
@NullMarked
package io.spiketide.cluster;

import org.jspecify.annotations.NullMarked;
