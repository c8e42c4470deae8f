package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * Samples of one state variable: one record of the topic {@code recordings}, its key the instance.
 *
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param population name of the population, not empty
 * @param variable name of the state variable, not empty
 * @param epoch run of the network; sequences are gap-free within it
 * @param sequence number of this packet: 0, 1, 2, ...
 * @param firstTick tick of the first sample, taken after the tick's update
 * @param ticks ticks that this packet covers; 0 moves the frontier only
 * @param everyTicks ticks from one sample to the next
 * @param neurons row-major flat indices of the recorded neurons, ascending
 * @param values samples in the variable's unit, row-major {@code [samples][neurons]}, where samples
 *     is {@code ticks / everyTicks} rounded up
 * @param frontier tick: no earlier sample follows
 * @param tickMicros length of a tick in µs
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record StateRecording(
    String network,
    String instance,
    String population,
    String variable,
    long epoch,
    long sequence,
    long firstTick,
    int ticks,
    int everyTicks,
    int[] neurons,
    double[] values,
    long frontier,
    int tickMicros) {
  public StateRecording {
    Checks.notEmpty("network", network);
    Checks.notEmpty("population", population);
    Checks.notEmpty("variable", variable);
    Checks.notNegative("epoch", epoch);
    Checks.notNegative("sequence", sequence);
    Checks.notNegative("ticks", ticks);
    Checks.positive("everyTicks", everyTicks);
    Checks.positive("tickMicros", tickMicros);
    long samples = (ticks + everyTicks - 1L) / everyTicks;
    Checks.require(
        values.length == samples * neurons.length,
        "values hold "
            + values.length
            + " items, not "
            + samples
            + " samples of "
            + neurons.length
            + " neurons");
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
