package io.spiketide.plan;

import io.spiketide.network.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network cannot be cut as its placement says or its size needs; each problem as {@code where:
 * what is wrong; what to do}.
 */
public final class PlanFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanFault(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
