/**
 * NIR, the neuromorphic intermediate representation: trained networks of other tools, read, written
 * and made into network descriptions.
 *
 * <pre>
 * file.nir ──NirFile.read──► NirGraph ──NirNetworks.toNetwork(options)──► Network
 *          ◄─NirFile.write──          ◄──────NirExport.fromNetwork───────
 *                                │
 *                                └──NirInspect──► text: nodes, shapes, options in force, cost
 * </pre>
 *
 * <p>A new node type is a record in {@link io.spiketide.nir.NirNode}, an entry in {@code NirTypes},
 * and a case where shapes ({@code NirShapes}), models ({@code NirNeurons}) or connections ({@code
 * NirConnections}) are derived. Must not import Flink, Kafka or Avro, and is used by the command
 * line alone: files of others are never read inside a task manager.
 */
@NullMarked
package io.spiketide.nir;

import org.jspecify.annotations.NullMarked;
