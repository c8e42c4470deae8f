package io.spiketide.encoding;

import io.spiketide.catalog.Arguments;
import io.spiketide.network.Shape;
import io.spiketide.time.TimeBase;

/**
 * What an encoder is compiled from.
 *
 * @param shape addresses of the sensor
 * @param time tick and model step; encoders work in event time, {@link TimeBase#tickMillis}
 * @param arguments parameters (one value, or one per address) and options
 */
public record EncoderSettings(Shape shape, TimeBase time, Arguments arguments) {}
