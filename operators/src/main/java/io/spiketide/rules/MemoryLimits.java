package io.spiketide.rules;

/**
 * How large a network may be.
 *
 * @param synapses stored synapses of one projection: they are counted by an int
 * @param bytes memory of all synapses and the state of one instance
 */
public record MemoryLimits(long synapses, long bytes) {

  /** 2^31 synapses in a projection, 64 GiB in all: beyond what a task manager is given. */
  public static final MemoryLimits DEFAULT = new MemoryLimits(1L << 31, 64L << 30);
}
