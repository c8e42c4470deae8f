package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * One answer of a readout: one record of the topic {@code decisions}, its key the instance.
 *
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param readout name of the readout, not empty
 * @param epoch run of the network; sequences are gap-free within (instance, readout, epoch)
 * @param sequence number of this answer: 0, 1, 2, ...
 * @param frontier tick: no answer about earlier ticks follows; {@link Promise#NONE} promises
 *     nothing
 * @param episode id of the episode that is answered; empty for a window
 * @param trueLabel label of the episode's mark; empty where nobody knows
 * @param firstTick first tick that the answer is about
 * @param lastTick end of the ticks that the answer is about, exclusive
 * @param tickMicros length of a tick in µs
 * @param winner index of the winning output; -1 when there is none
 * @param label label of the winning output; empty when there is none
 * @param values per output what it was judged by, such as a spike count
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record Decision(
    String network,
    String instance,
    String readout,
    long epoch,
    long sequence,
    long frontier,
    String episode,
    String trueLabel,
    long firstTick,
    long lastTick,
    int tickMicros,
    int winner,
    String label,
    double[] values) {
  public Decision {
    Checks.notEmpty("network", network);
    Checks.notEmpty("readout", readout);
    Checks.notNegative("epoch", epoch);
    Checks.notNegative("sequence", sequence);
    Checks.positive("tickMicros", tickMicros);
    Checks.require(
        lastTick >= firstTick, "lastTick " + lastTick + " is before firstTick " + firstTick);
    Checks.require(
        winner >= -1 && winner < values.length,
        "winner " + winner + " is none of " + values.length + " outputs");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return RecordContent.equal(this, other);
  }

  @Override
  public int hashCode() {
    return RecordContent.hash(this);
  }

  @Override
  public String toString() {
    return RecordContent.text(this);
  }
}
