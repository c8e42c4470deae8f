package io.spiketide.statistics;

/**
 * What the spikes of a population were like over a stretch of time.
 *
 * @param neurons of the population, silent ones too
 * @param spikes of all neurons
 * @param rates in Hz, one per neuron
 * @param variation CV of inter-spike intervals, of the neurons with enough intervals
 * @param correlations of spike counts, one per pair of {@code correlatedNeurons}
 * @param correlatedNeurons neurons whose counts were correlated with each other
 */
public record PopulationStatistics(
    int neurons,
    long spikes,
    Stretch stretch,
    Measures measures,
    Distribution rates,
    Distribution variation,
    Distribution correlations,
    int correlatedNeurons) {}
