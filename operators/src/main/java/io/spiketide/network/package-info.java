/**
 * The description of a network as plain records: what it is, whoever wrote it and wherever it runs.
 *
 * <pre>
 * YAML ─┐
 * NIR  ─┼─► Network {inputs, populations, projections, readouts} ──NetworkRules──► problems
 * code ─┘                       │
 *                               └──► kernel (compile), plan (stages)
 * </pre>
 *
 * <p>A field goes into the record that it describes, with its unit in the Javadoc. Must not import
 * engines (Flink, Kafka, Avro) nor the packages that compile it.
 */
@NullMarked
package io.spiketide.network;

import org.jspecify.annotations.NullMarked;
