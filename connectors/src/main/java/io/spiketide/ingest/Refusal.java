package io.spiketide.ingest;

import io.spiketide.schema.DeadLetterReason;

/** Why a gateway does not pass something on. */
public enum Refusal {
  /** A datagram, request or rest of a stream that is not of the declared form. */
  MALFORMED(DeadLetterReason.MALFORMED),

  /** An event outside the declared shape. */
  OUTSIDE(DeadLetterReason.ADDRESS_OUT_OF_RANGE),

  /** An event of a source whose clock stepped. */
  CLOCK(DeadLetterReason.CLOCK_STEP),

  /** An event of one source more than the gateway takes. */
  UNEXPECTED_SOURCE(DeadLetterReason.UNEXPECTED_SOURCE);

  private final String reason;

  Refusal(String reason) {
    this.reason = reason;
  }

  /** One of {@link DeadLetterReason}. */
  public String reason() {
    return reason;
  }
}
