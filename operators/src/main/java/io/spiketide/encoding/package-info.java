/**
 * Spike codes: from sensor events to spikes of an input.
 *
 * <pre>
 * SpikeEncoder (name, parameters) ──compile(settings)──► Encoding
 *                    TickEvents (address, value) ──► encode ──► Spikes
 *                                       state ◄──────┘
 * </pre>
 *
 * <p>A new code is one class here and one line in {@link SpikeEncoders}. Must not import kernels or
 * engines.
 */
@NullMarked
package io.spiketide.encoding;

import org.jspecify.annotations.NullMarked;
