package io.spiketide.schema;

import java.util.List;

/**
 * Why records and events are refused. An open set of words on the wire, so that a consumer of dead
 * letters meets new ones without a new schema.
 */
public final class DeadLetterReason {
  /** The bytes have neither of the two framings. */
  public static final String NOT_AVRO = "not-avro";

  /** The framing names a schema that this version does not know, or one of another packet. */
  public static final String UNKNOWN_SCHEMA = "unknown-schema";

  /** The body does not fit its schema, or breaks a rule of its packet. */
  public static final String MALFORMED = "malformed";

  /** The record has no value. */
  public static final String NO_VALUE = "no-value";

  /** The record has no key, so no instance. */
  public static final String NO_KEY = "no-key";

  /** The packet names an input that the network does not have, or none where there are several. */
  public static final String UNKNOWN_INPUT = "unknown-input";

  /** A reward, label or neuron from which the network does not learn. */
  public static final String UNKNOWN_SIGNAL = "unknown-signal";

  /** The packet comes from a source that the network does not list. */
  public static final String UNEXPECTED_SOURCE = "unexpected-source";

  /** Events whose address lies outside the input's shape. */
  public static final String ADDRESS_OUT_OF_RANGE = "address-out-of-range";

  /** Events before tick 0 of the network. */
  public static final String TIME_BEFORE_EPOCH = "time-before-epoch";

  /** Events further ahead of the frontier than the network allows. */
  public static final String TIME_TOO_FAR_AHEAD = "time-too-far-ahead";

  /** The mark of an episode came after the frontier had passed it. */
  public static final String LATE_MARK = "late-mark";

  /** Packets are missing before this one; the letter counts them. */
  public static final String SEQUENCE_GAP = "sequence-gap";

  /** The packet belongs to an earlier run of its producer than one already seen. */
  public static final String STALE_EPOCH = "stale-epoch";

  /** The clock of a live sensor stepped; its events are kept out until it is steady. */
  public static final String CLOCK_STEP = "clock-step";

  /** A control command that cannot be carried out. */
  public static final String BAD_COMMAND = "bad-command";

  /** Every reason above. */
  public static final List<String> ALL =
      List.of(
          NOT_AVRO,
          UNKNOWN_SCHEMA,
          MALFORMED,
          NO_VALUE,
          NO_KEY,
          UNKNOWN_INPUT,
          UNKNOWN_SIGNAL,
          UNEXPECTED_SOURCE,
          ADDRESS_OUT_OF_RANGE,
          TIME_BEFORE_EPOCH,
          TIME_TOO_FAR_AHEAD,
          LATE_MARK,
          SEQUENCE_GAP,
          STALE_EPOCH,
          CLOCK_STEP,
          BAD_COMMAND);

  private DeadLetterReason() {}
}
