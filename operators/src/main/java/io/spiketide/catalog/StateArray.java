package io.spiketide.catalog;

/**
 * A named state array of a compiled component.
 *
 * @param name unique within the component; snapshots are stored under it
 * @param length number of elements
 * @param initial value of every element at the start
 */
public record StateArray(String name, int length, double initial) {}
