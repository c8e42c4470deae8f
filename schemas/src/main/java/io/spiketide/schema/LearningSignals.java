package io.spiketide.schema;

import java.util.List;

/**
 * Rewards and labels from outside: one record of the topic {@code learning-signals}, its key the
 * instance. Without signals it moves the frontier only.
 *
 * @param source name of the producer, not empty
 * @param epoch run of the producer; sequences are gap-free within (source, epoch)
 * @param sequence number of this packet: 0, 1, 2, ...
 * @param frontier in µs: nothing earlier follows from this source; {@link Promise#NONE} promises
 *     nothing
 * @param population what the signals' neurons belong to; empty for the network's only output
 *     population
 * @param signals the signals, in packet order
 */
public record LearningSignals(
    String source,
    long epoch,
    long sequence,
    long frontier,
    String population,
    List<LearningSignal> signals) {
  public LearningSignals {
    signals = List.copyOf(signals);
    Checks.notEmpty("source", source);
    Checks.notNegative("epoch", epoch);
    Checks.notNegative("sequence", sequence);
  }
}
