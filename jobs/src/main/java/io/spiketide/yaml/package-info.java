/**
 * Network descriptions as YAML files: read with the line of every mistake.
 *
 * <pre>
 * file.yaml ──YamlTree──► nodes with lines ──Sections (key tables)──► Network ──NetworkRules──► ok
 *                                │   ▲                                              │
 *                                │   └── .npy, NIR (WeightFiles)                    │
 *                                └──────────► mistakes, all with file:line ◄────────┘
 * key tables ──► description.md (ReferencePage), network.schema.json (JsonSchema)
 * </pre>
 *
 * <p>A new key is one {@code Key} in the table of its section, and is then known to the reader, the
 * reference page and the schema; {@code GenerateReference} writes the latter two. Must not import
 * engines (Flink, Kafka, Avro).
 */
@NullMarked
package io.spiketide.yaml;

import org.jspecify.annotations.NullMarked;
