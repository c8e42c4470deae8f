package io.spiketide.schema;

import org.jspecify.annotations.Nullable;

/**
 * Spikes of one shard: one record of the topic {@code spikes}, its key instance/population/shard.
 * Without spikes it moves the frontier only.
 *
 * @param network name of the network, not empty
 * @param instance key of the network's copy
 * @param population name of the population, not empty
 * @param shard index of the shard; 0 for an undivided population
 * @param epoch run of the network; sequences are gap-free within it
 * @param sequence number of this packet: 0, 1, 2, ...
 * @param firstTick base tick
 * @param frontier tick: no earlier spike of this shard follows
 * @param tickOffsets per spike its tick minus {@code firstTick}, never negative
 * @param neurons per spike the row-major flat index of its neuron in the whole population, never
 *     negative
 * @param counts per spike how many it stands for, at least 1; empty when each stands for 1
 * @param tickMicros length of a tick in µs
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content: see RecordContent.
public record SpikePacket(
    String network,
    String instance,
    String population,
    int shard,
    long epoch,
    long sequence,
    long firstTick,
    long frontier,
    int[] tickOffsets,
    int[] neurons,
    int[] counts,
    int tickMicros) {
  public SpikePacket {
    checkHeader(network, population, shard, epoch, sequence, tickMicros);
    checkSpikes(tickOffsets, tickOffsets.length, neurons, neurons.length, counts, counts.length);
  }

  /**
   * The rules of a packet's header, for those who hold one in another form.
   *
   * @throws IllegalArgumentException naming the first rule that is broken
   */
  public static void checkHeader(
      String network, String population, int shard, long epoch, long sequence, int tickMicros) {
    Checks.notEmpty("network", network);
    Checks.notEmpty("population", population);
    Checks.notNegative("shard", shard);
    Checks.notNegative("epoch", epoch);
    Checks.notNegative("sequence", sequence);
    Checks.positive("tickMicros", tickMicros);
  }

  /**
   * The rules of a packet's spikes, for those who hold them in arrays that are longer than filled.
   *
   * @throws IllegalArgumentException naming the first rule that is broken
   */
  public static void checkSpikes(
      int[] tickOffsets,
      int tickOffsetsSize,
      int[] neurons,
      int neuronsSize,
      int[] counts,
      int countsSize) {
    Checks.sameLength("tickOffsets", tickOffsetsSize, "neurons", neuronsSize);
    Checks.sameLengthOrEmpty("tickOffsets", tickOffsetsSize, "counts", countsSize);
    Checks.noneNegative("tick offset", tickOffsets, tickOffsetsSize);
    Checks.noneNegative("neuron", neurons, neuronsSize);
    for (int i = 0; i < countsSize; i++) {
      Checks.positive("count", counts[i]);
    }
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
