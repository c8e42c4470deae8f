/**
 * Competition within a population: which of the spikes of a tick are heard, and which of them
 * teach.
 *
 * <pre>
 * description ──Competitions.get──► Competition ──compile(CompetitionSettings)──► Contest
 *
 * a tick: spikes arrive ─► update ─► threshold ─► Contest.judge ─► learning ─► spikes leave
 * </pre>
 *
 * <p>A compiled contest is immutable; what it remembers is in the {@link
 * io.spiketide.competition.ContestState} that it is given, which is part of the state of the key. A
 * new competition is one file and one line in {@link io.spiketide.competition.Competitions}.
 *
 * <p>Knows nothing of kernels and engines.
 */
@NullMarked
package io.spiketide.competition;

import org.jspecify.annotations.NullMarked;
