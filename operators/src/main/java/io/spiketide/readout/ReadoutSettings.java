package io.spiketide.readout;

import io.spiketide.catalog.Arguments;
import io.spiketide.time.TimeBase;

/**
 * What a readout is compiled from.
 *
 * @param neurons neurons of the population
 * @param classes number of values in an answer; neurons is a multiple of it, class c is the block
 *     of neurons {@code [c * neurons / classes, (c + 1) * neurons / classes)}
 * @param time tick and model step
 * @param steps number of steps in which a sliding window moves over its length; 1 for episodes and
 *     adjoining windows
 * @param arguments parameters and options
 */
public record ReadoutSettings(
    int neurons, int classes, TimeBase time, int steps, Arguments arguments) {}
