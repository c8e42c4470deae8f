package io.spiketide.preflight;

import java.util.List;

/**
 * Why a job must not start: messages of the form {@code where: what is wrong; what to do}, meant to
 * be shown as they are, without a stack trace.
 */
public final class StartFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFault(List<String> problems) {
    super(String.join("\n", problems));
  }
}
