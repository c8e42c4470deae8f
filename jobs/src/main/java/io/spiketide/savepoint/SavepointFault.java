package io.spiketide.savepoint;

import org.jspecify.annotations.Nullable;

/** A savepoint cannot be read, or not compared: {@code where: what is wrong; what to do}. */
public final class SavepointFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SavepointFault(String message) {
    super(message);
  }

  SavepointFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
