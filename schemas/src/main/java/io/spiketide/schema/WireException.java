package io.spiketide.schema;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no valid packet. The record goes to the dead letters with {@link #reason()}, and
 * the job goes on; topic, partition and offset are for the caller to add.
 */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason one of {@link DeadLetterReason}
   * @param message the fault in words, with the values that were found
   */
  public WireException(String reason, String message) {
    this(reason, message, null);
  }

  public WireException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The class of the fault, one of {@link DeadLetterReason}. */
  public String reason() {
    return reason;
  }
}
