package io.spiketide.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Something around a broker or a Flink cluster that the user can mend: {@code where: what is wrong;
 * what to do}, meant to be shown as it is, without a stack trace.
 */
public final class ClusterFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClusterFault(String problem) {
    this(problem, null);
  }

  public ClusterFault(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
