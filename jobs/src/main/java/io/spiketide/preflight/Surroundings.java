package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.job.JobSettings;
import io.spiketide.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All that checks look at, asked once.
 *
 * @param options what the user gave for the job
 * @param settings the same, read
 * @param plan of the network, null if none was named
 * @param broker null if it was not asked or does not answer
 * @param topics null with the broker
 * @param cluster null if none was named or it does not answer
 * @param localCluster whether the cluster's files are those of this host
 * @param unanswered what was asked and does not answer
 */
public record Surroundings(
    Configuration options,
    JobSettings settings,
    @Nullable JobPlan plan,
    @Nullable BrokerFacts broker,
    @Nullable TopicFacts topics,
    @Nullable ClusterFacts cluster,
    boolean localCluster,
    List<Finding> unanswered) {
  public Surroundings {
    unanswered = List.copyOf(unanswered);
  }

  /**
   * What was found out about topics and transactions.
   *
   * @param problems one message for each topic that is missing or laid out wrongly
   * @param newestEventMillis latest event time of a sensor in ms, null without one
   * @param nowMillis when that was asked, by the clock of this host
   * @param idsInUse whether a live job takes transactional ids with this job's prefix, null where
   *     that was not looked for
   * @param resumed what a savepoint reads on, null where the job begins anew or that is not known
   */
  public record TopicFacts(
      List<String> problems,
      @Nullable Long newestEventMillis,
      long nowMillis,
      @Nullable Boolean idsInUse,
      @Nullable Resumed resumed) {
    public TopicFacts {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Where a savepoint goes on, and what the topics still have.
   *
   * @param savepoint its path
   * @param positions the offset that is read next, for each partition that its sources read;
   *     negative where nothing has been read yet
   * @param oldest the oldest record that is left in each partition of these topics and of those
   *     that the job reads; nothing of topics that are missing
   * @param ends where their records end
   */
  public record Resumed(
      String savepoint,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> oldest,
      Map<TopicPartition, Long> ends) {
    public Resumed {
      positions = Map.copyOf(positions);
      oldest = Map.copyOf(oldest);
      ends = Map.copyOf(ends);
    }
  }

  /** An option of Flink: the job's own, else the cluster's, else Flink's default. */
  <T> T option(ConfigOption<T> option) {
    return effective().get(option);
  }

  /** Whether the user or the cluster has set it. */
  boolean isSet(ConfigOption<?> option) {
    return effective().contains(option);
  }

  private Configuration effective() {
    Configuration all = Configuration.fromMap(cluster == null ? Map.of() : cluster.config());
    all.addAll(options);
    return all;
  }
}
