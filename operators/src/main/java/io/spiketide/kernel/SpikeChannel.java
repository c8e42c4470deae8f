package io.spiketide.kernel;

/**
 * Spikes that come from another key of the same instance.
 *
 * @param population that fires them, its index in the description
 * @param shard which part of it
 * @param delay ticks from a spike to its earliest arrival, at least 0
 */
public record SpikeChannel(int population, int shard, int delay) {}
