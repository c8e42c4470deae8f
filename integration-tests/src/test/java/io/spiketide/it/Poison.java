package io.spiketide.it;

import io.spiketide.schema.DeadLetterReason;

/** What is wrong with a record of the sensors' topic, and the reason that its dead letter gives. */
enum Poison {
  RANDOM_BYTES(Kind.RECORD, DeadLetterReason.NOT_AVRO),
  TRUNCATED(Kind.RECORD, DeadLetterReason.MALFORMED),
  UNKNOWN_FINGERPRINT(Kind.RECORD, DeadLetterReason.UNKNOWN_SCHEMA),
  TOMBSTONE(Kind.RECORD, DeadLetterReason.NO_VALUE),
  NO_KEY(Kind.RECORD, DeadLetterReason.NO_KEY),
  UNKNOWN_INPUT(Kind.PACKET, DeadLetterReason.UNKNOWN_INPUT),
  UNEXPECTED_SOURCE(Kind.PACKET, DeadLetterReason.UNEXPECTED_SOURCE),
  STALE_EPOCH(Kind.PACKET, DeadLetterReason.STALE_EPOCH),
  /** Counted; nothing is lost with a copy, so no letter is written. */
  DUPLICATE(Kind.PACKET, ""),
  ADDRESS_OUTSIDE(Kind.EVENTS, DeadLetterReason.ADDRESS_OUT_OF_RANGE),
  NEGATIVE_TIME(Kind.EVENTS, DeadLetterReason.TIME_BEFORE_EPOCH),
  FAR_FUTURE(Kind.EVENTS, DeadLetterReason.TIME_TOO_FAR_AHEAD),
  /** Goes to the topic of late events. */
  LATE(Kind.EVENTS, ""),
  FAR_FUTURE_FRONTIER(Kind.PROMISE, DeadLetterReason.TIME_TOO_FAR_AHEAD);

  /** How much of a record is bad. */
  enum Kind {
    /** It holds no packet that could be read. */
    RECORD,
    /** The whole packet is refused. */
    PACKET,
    /** Some events are, the others count. */
    EVENTS,
    /** The promise is, all events count. */
    PROMISE
  }

  final Kind kind;

  /** Reason of the dead letter; empty if there is none. */
  final String reason;

  Poison(Kind kind, String reason) {
    this.kind = kind;
    this.reason = reason;
  }

  boolean hasLetter() {
    return !reason.isEmpty();
  }

  /** Whether it is a record more; otherwise it spoils a healthy one. */
  boolean isExtra() {
    return kind == Kind.RECORD || kind == Kind.PACKET;
  }
}
