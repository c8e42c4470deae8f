/**
 * Pictures of spikes and of recordings: which neuron fired when, as a PNG file or as text for a
 * terminal; what a camera saw, as PNG files or a GIF.
 *
 * <pre>
 * SpikePacket ──► SpikeRaster (times and neurons per population, bounded) ──► RasterImage ──► PNG
 *                                                                       └──► RasterText  ──► lines
 * PopulationStatistics ──► StatisticsImage (histograms) ──► PNG
 * events ──► EventFrame ──FrameWriter──► PngSequence, GifFile
 * RecordingSurvey ──► SurveyImage (rate, pixels) ──► PNG
 * </pre>
 *
 * <p>Another picture is another class that draws a {@link SpikeRaster} or statistics. Must not
 * import Flink or Kafka.
 */
@NullMarked
package io.spiketide.plot;

import org.jspecify.annotations.NullMarked;
