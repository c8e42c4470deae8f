/**
 * What the spikes of a population are like, in the measures of the field, so that runs can be
 * compared with published figures.
 *
 * <pre>
 * (neuron, tick, count) ──► PopulationRecorder (one population, one stretch of ticks)
 *                             ├─ TrainCounts: per neuron last spike, sum of squared intervals ─► rate, CV
 *                             └─ CountSample: counts in bins, of a few neurons ─► pairwise correlation
 *                                        │
 *                           PopulationStatistics {Distribution rates, variation, correlations}
 * </pre>
 *
 * <p>Another measure is a class that takes spikes as they come, a line in {@link
 * io.spiketide.statistics.PopulationRecorder} and a component of {@link
 * io.spiketide.statistics.PopulationStatistics}. Imports nothing of this project but {@code
 * random}; knows no packets.
 */
@NullMarked
package io.spiketide.statistics;

import org.jspecify.annotations.NullMarked;
