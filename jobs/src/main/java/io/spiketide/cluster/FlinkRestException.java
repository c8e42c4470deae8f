package io.spiketide.cluster;

import org.jspecify.annotations.Nullable;

/** Flink did not answer, or answered that it cannot; the message says at which address and why. */
public final class FlinkRestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  FlinkRestException(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The HTTP status, or 0 where there was no answer. */
  public int status() {
    return status;
  }
}
