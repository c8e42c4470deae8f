package io.spiketide.job;

import java.util.List;

/**
 * A job cannot go on from the savepoint, or by the description, that it was given; each problem as
 * {@code where: what is wrong; what to do}.
 */
public final class UpgradeFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UpgradeFault(List<String> problems) {
    super(String.join("\n", problems));
  }
}
