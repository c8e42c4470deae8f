package io.spiketide.kernel;

/**
 * The start or end of an episode, on the tick grid.
 *
 * @param tick for a start the first tick of the episode, for an end the first tick after it
 * @param start whether it starts an episode, else it ends one
 * @param id name of the episode
 * @param label what the episode truly is, if known; empty otherwise
 */
public record Mark(long tick, boolean start, String id, String label) {}
