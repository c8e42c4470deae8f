/**
 * Spike codes: from sensor events to spikes of an input.
 *
 * <pre>
 * SpikeEncoder (name, parameters) ──compile(settings)──► Encoding
 *                    TickEvents (address, value) ──► encode ──► Spikes
 *                                       state ◄──────┘
 *
 * EncoderChain: events ──► Encoding ──values──► Encoding ──values──► Encoding ──► Spikes
 * </pre>
 *
 * <p>Encoders are filters, front ends or codes, and stand in any order behind each other: what one
 * makes in a tick is what the next one takes. Front ends of images are an {@link ImageEncoding}.
 *
 * <p>A new one is one class here and one line in {@link SpikeEncoders}. What it remembers is in the
 * state arrays that it declares; what it draws is a function of (instance, tick, address). Must not
 * import kernels or engines.
 */
@NullMarked
package io.spiketide.encoding;

import org.jspecify.annotations.NullMarked;
