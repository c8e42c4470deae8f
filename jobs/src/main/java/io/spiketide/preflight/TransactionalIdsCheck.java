package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import io.spiketide.job.SpiketideOptions;
import io.spiketide.plan.JobPlan;
import java.util.List;

/**
 * No other job takes transactional ids with the prefix of this one: neither one that this cluster
 * runs, nor one that has been seen to live through the ids that it takes.
 */
final class TransactionalIdsCheck extends Check {
  private static final String KEY = SpiketideOptions.TRANSACTIONAL_ID_PREFIX.key();

  TransactionalIdsCheck() {
    super("transactional-ids");
  }

  @Override
  List<Finding> look(Surroundings around) {
    JobPlan plan = around.plan();
    if (plan == null || !around.settings().delivery().exactlyOnce()) {
      return List.of();
    }
    String prefix = around.settings().transactions(plan.network()).idPrefix();
    ClusterFacts cluster = around.cluster();
    if (cluster != null) {
      for (ClusterFacts.LiveJob job : cluster.jobs()) {
        if (prefix.equals(job.parameters().get(KEY))) {
          return inUse(prefix, "job " + job.id() + " (" + job.name() + ") at " + cluster.address());
        }
      }
    }
    Boolean inUse = around.topics() == null ? null : around.topics().idsInUse();
    if (inUse == null) {
      return List.of();
    }
    return inUse
        ? inUse(prefix, "a job that runs elsewhere")
        : good("no other job takes transactional ids " + prefix + "-*");
  }

  private List<Finding> inUse(String prefix, String who) {
    return fault(
        "transactional ids "
            + prefix
            + "-*: are in use by "
            + who
            + ", and the two would abort each other's transactions; stop it, or give this job -D "
            + KEY
            + "=… of its own");
  }
}
