/** Gateways of live sensors as processes, with senders in others, on a real broker. */
@NullMarked
package io.spiketide.it.ingest;

import org.jspecify.annotations.NullMarked;
