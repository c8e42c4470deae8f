package io.spiketide.preflight;

import io.spiketide.cluster.ClusterFacts;
import io.spiketide.cluster.FlinkRestException;
import io.spiketide.connector.kafka.AccessCheck;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.BrokerFacts;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.Right;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicPlan;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import io.spiketide.connector.kafka.TransactionAdmin;
import io.spiketide.connector.kafka.TransactionWatch;
import io.spiketide.job.JobDefaults;
import io.spiketide.job.JobSettings;
import io.spiketide.job.Rights;
import io.spiketide.plan.Channel;
import io.spiketide.plan.JobPlan;
import io.spiketide.savepoint.Savepoint;
import io.spiketide.savepoint.SavepointFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Asks brokers and cluster all that checks look at. */
public final class Survey {
  /** A live job takes its next id with its next checkpoint; a little more for the commit. */
  private static final Duration WATCH_MORE = Duration.ofSeconds(2);

  private static final Duration LONGEST_WATCH = Duration.ofSeconds(30);

  private final Configuration options;
  private final JobSettings settings;
  private final @Nullable JobPlan plan;
  private final List<Finding> unanswered = new ArrayList<>();
  private boolean mayMeetItself;

  private Survey(Configuration options, JobSettings settings, @Nullable JobPlan plan) {
    this.options = options;
    this.settings = settings;
    this.plan = plan;
  }

  /**
   * Asks the brokers of the settings and a cluster.
   *
   * @param options what the user gave for the job
   * @param plan of the network, null if none is named
   * @param cluster its REST address, null to ask none
   */
  public static Surroundings of(
      Configuration options, JobSettings settings, @Nullable JobPlan plan, @Nullable URI cluster) {
    Survey survey = new Survey(options, settings, plan);
    return survey.with(cluster == null ? null : survey.cluster(() -> ClusterFacts.ask(cluster)));
  }

  /**
   * The same inside a cluster that runs a job's main, with its configuration. Where that is highly
   * available, main runs again beside the job that it has started before, and what lives may be
   * that very job.
   */
  public static Surroundings inside(
      Configuration options, JobSettings settings, JobPlan plan, Configuration cluster) {
    Survey survey = new Survey(options, settings, plan);
    survey.mayMeetItself = HighAvailabilityMode.isHighAvailabilityModeActivated(cluster);
    return survey.with(ClusterFacts.here(cluster));
  }

  private Surroundings with(@Nullable ClusterFacts cluster) {
    ClientProperties client = settings.client();
    boolean answers = brokerAnswers(client);
    return new Surroundings(
        options,
        settings,
        plan,
        answers ? BrokerFacts.ask(client) : null,
        answers ? topics(client, cluster) : null,
        cluster,
        cluster != null && isHere(cluster),
        unanswered);
  }

  private boolean brokerAnswers(ClientProperties client) {
    try {
      if (BrokerCheck.answers(client)) {
        return true;
      }
      return unanswered(
          "broker",
          Finding.Verdict.SILENT,
          client.bootstrapServers()
              + ": no broker answers; start it ('spiketide cluster start' gives one) or correct"
              + " bootstrap.servers");
    } catch (KafkaFault e) {
      return unanswered("broker", Finding.Verdict.FAULT, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable ClusterFacts cluster(Supplier<ClusterFacts> asked) {
    try {
      return asked.get();
    } catch (FlinkRestException e) {
      unanswered("flink", Finding.Verdict.SILENT, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private boolean unanswered(String check, Finding.Verdict verdict, String message) {
    unanswered.add(new Finding(check, verdict, message));
    return false;
  }

  private Surroundings.TopicFacts topics(ClientProperties client, @Nullable ClusterFacts cluster) {
    List<String> problems;
    try {
      problems = topicProblems(client);
    } catch (KafkaFault e) {
      problems = e.problems();
    }
    return new Surroundings.TopicFacts(
        problems,
        BrokerFacts.newestEventMillis(client, settings.topics().sensorEvents()),
        System.currentTimeMillis(),
        idsInUse(client, cluster),
        resumed(client));
  }

  /** Rights that are missing; else topics, as far as this client may look at them. */
  private List<String> topicProblems(ClientProperties client) {
    List<TopicSpec> specs =
        TopicPlan.documented(settings.topics(), TopicOptions.DEFAULT).stream()
            .filter(topic -> plan == null || uses(plan, topic.name()))
            .toList();
    List<String> denied =
        plan == null ? List.of() : AccessCheck.problems(client, Rights.ofJob(plan, settings));
    if (!denied.isEmpty()) {
      return denied;
    }
    List<Right> settingsToo =
        specs.stream()
            .map(s -> Right.topic(s.name(), AclOperation.DESCRIBE_CONFIGS, "checks settings"))
            .toList();
    try (Topics topics = Topics.connect(client)) {
      if (!AccessCheck.problems(client, settingsToo).isEmpty()) {
        return topics.missing(specs);
      }
      List<String> problems = new ArrayList<>(topics.checkKeeping(specs));
      for (TopicSpec spec : specs) {
        if (plan != null && feedsBack(plan, spec.name())) {
          problems.addAll(topics.checkFeedback(spec));
        }
      }
      return problems;
    }
  }

  /** Whether the job reads a topic that it writes. */
  private static boolean feedsBack(JobPlan plan, String topic) {
    return plan.channels().stream().anyMatch(c -> c.reads() && c.topic().equals(topic))
        && plan.channels().stream().anyMatch(c -> !c.reads() && c.topic().equals(topic));
  }

  private static boolean uses(JobPlan plan, String topic) {
    return plan.channels().stream().anyMatch(channel -> channel.topic().equals(topic));
  }

  private @Nullable Boolean idsInUse(ClientProperties client, @Nullable ClusterFacts cluster) {
    if (plan == null || mayMeetItself || !settings.delivery().exactlyOnce()) {
      return null;
    }
    String prefix = settings.transactions(plan.network()).idPrefix();
    Duration watch = checkpointInterval(cluster).plus(WATCH_MORE);
    try (TransactionAdmin admin = TransactionAdmin.connect(client)) {
      return TransactionWatch.of(admin, prefix)
          .seesLife(watch.compareTo(LONGEST_WATCH) < 0 ? watch : LONGEST_WATCH);
    } catch (KafkaFault e) {
      return null; // not allowed to list; the sink itself says what it lacks
    }
  }

  /** Null where that cannot be read from here: then the job finds out. */
  private Surroundings.@Nullable Resumed resumed(ClientProperties client) {
    String path = options.get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (plan == null || path == null || mayMeetItself) {
      return null;
    }
    Map<TopicPartition, Long> oldest = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Topics topics = Topics.connect(client)) {
      Map<TopicPartition, Long> positions = Savepoint.open(path).positions();
      Set<String> read = new TreeSet<>();
      positions.keySet().forEach(partition -> read.add(partition.topic()));
      plan.channels().stream().filter(Channel::reads).forEach(c -> read.add(c.topic()));
      List<TopicSpec> specs =
          read.stream().map(name -> new TopicSpec(name, false, TopicOptions.DEFAULT)).toList();
      for (String topic : topics.present(specs)) {
        oldest.putAll(topics.beginnings(topic));
        ends.putAll(topics.ends(topic));
      }
      return new Surroundings.Resumed(path, positions, oldest, ends);
    } catch (SavepointFault | KafkaFault e) {
      return null;
    }
  }

  private Duration checkpointInterval(@Nullable ClusterFacts cluster) {
    Configuration all =
        cluster == null ? new Configuration() : Configuration.fromMap(cluster.config());
    all.addAll(options);
    return all.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .orElse(JobDefaults.CHECKPOINT_INTERVAL);
  }

  /** Whether the JobManager runs on this very host, and not in a container of it. */
  private static boolean isHere(ClusterFacts cluster) {
    String host = cluster.config().get(JobManagerOptions.ADDRESS.key());
    if (cluster.workers() == null || host == null) {
      return cluster.workers() == null;
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
