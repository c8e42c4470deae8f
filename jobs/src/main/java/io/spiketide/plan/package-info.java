/**
 * Description and placement, compiled: what runs where, over which channels, under which names.
 *
 * <pre>
 * Network ──Cutter──► Stages ──Planner──► JobPlan {stages, channels} ──► text, JSON, graph
 *                                              └──job.NetworkJob──► Flink job, no decisions left
 * </pre>
 *
 * <p>The plan is a value and does not depend on the parallelism of a run. Must not import engines
 * (Flink, Kafka, Avro).
 */
@NullMarked
package io.spiketide.plan;

import org.jspecify.annotations.NullMarked;
