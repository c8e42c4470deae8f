package io.spiketide.job;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Origin;
import io.spiketide.kernel.Succession;
import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.network.Stages;
import io.spiketide.plan.JobPlan;
import io.spiketide.savepoint.Savepoint;
import io.spiketide.savepoint.SavepointFault;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, before a job does anything, that its descriptions can take over from one another and from
 * the savepoint that it starts from. The stage checks the same again when it restores.
 */
final class UpgradeCheck {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeCheck.class);

  private UpgradeCheck() {}

  /**
   * @throws UpgradeFault with everything that is in the way
   */
  static void check(JobPlan plan, ReadableConfig options) {
    Editions editions = plan.networks();
    String savepoint = options.get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (editions.size() == 1 && savepoint == null) {
      return;
    }
    // What is in the way is told by layouts, for which no synapse need be drawn.
    Succession networks =
        new Succession(
            editions,
            editions.editions().stream()
                .map(Editions.Edition::network)
                .map(n -> CompiledNetwork.template(n, cut(plan, n), 0))
                .toList());
    refuse("", networks.conflicts());
    if (savepoint != null) {
      List<Origin> stored = originsOf(savepoint);
      if (!stored.isEmpty()) {
        refuse("savepoint " + savepoint + ": ", networks.conflictsWith(stored));
      }
    }
  }

  /** A network that is not cut may change its populations. */
  private static Stages cut(JobPlan plan, Network network) {
    return plan.cut().areWhole() ? Stages.whole(network) : plan.cut();
  }

  private static void refuse(String place, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new UpgradeFault(problems.stream().map(problem -> place + problem).toList());
    }
  }

  private static List<Origin> originsOf(String savepoint) {
    try {
      return Savepoint.open(savepoint).origins();
    } catch (SavepointFault e) {
      LOG.info("{}; what it holds is checked when the job starts", e.getMessage());
      return List.of();
    }
  }
}
