/**
 * What came in: for each source the sequence, the lateness and the frontier; for each instance the
 * events that wait until their tick is complete.
 *
 * <pre>
 * SensorPacket ──Admission──► duplicate | rejected | late      (counted, reported)
 *                    └──────► Channel (waits) ──frontier──► safe tick ──Arrivals──► Kernel
 * SpikePacket ──SpikeInbox──► duplicate | early  (counted)          ▲
 *   of another shard └──────► Inbound (waits) ──frontier + delay────┘
 * </pre>
 *
 * <p>Every verdict is a function of the packets of one source in their order and of the
 * description; neither the wall clock nor other sources matter. Must not import engines.
 */
@NullMarked
package io.spiketide.intake;

import org.jspecify.annotations.NullMarked;
