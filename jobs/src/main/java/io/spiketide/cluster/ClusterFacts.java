package io.spiketide.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * What a Flink cluster says about itself.
 *
 * @param address where it was asked, or in words where a job's main runs inside it
 * @param flinkVersion such as {@code 2.2.1}
 * @param javaVersion of the JobManager, such as {@code 17}
 * @param config the JobManager's configuration, secrets hidden
 * @param workers its task managers, null where nobody can be asked yet
 * @param jobs those that have not ended
 * @param clockOffsetMillis what the JobManager's clock shows beyond that of this host, null where
 *     it does not say; up to a heartbeat interval too small
 */
public record ClusterFacts(
    String address,
    String flinkVersion,
    int javaVersion,
    Map<String, String> config,
    @Nullable Workers workers,
    List<LiveJob> jobs,
    @Nullable Long clockOffsetMillis) {
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  public ClusterFacts {
    config = Map.copyOf(config);
    jobs = List.copyOf(jobs);
  }

  /**
   * The task managers together.
   *
   * @param hosts names of the hosts that they run on
   * @param leastTaskHeapBytes heap that is left for operators in the smallest one, 0 without any
   */
  public record Workers(
      int count, int slots, int freeSlots, Set<String> hosts, long leastTaskHeapBytes) {
    public Workers {
      hosts = Set.copyOf(hosts);
    }
  }

  /**
   * One job.
   *
   * @param parameters what it shows of itself in the web UI
   */
  public record LiveJob(String id, String name, Map<String, String> parameters) {
    public LiveJob {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Asks a cluster.
   *
   * @throws FlinkRestException if it does not answer
   */
  public static ClusterFacts ask(URI address) {
    FlinkHttp http = new FlinkHttp(address);
    JsonNode jvm = http.get("/jobmanager/environment").path("jvm");
    Workers workers = workers(http.get("/overview"), http.get("/taskmanagers"));
    return new ClusterFacts(
        http.address(),
        http.get("/config").path("flink-version").asText(),
        javaFeature(jvm.path("version").asText()),
        config(http.get("/jobmanager/config")),
        workers,
        jobs(http),
        clockOffset(http));
  }

  /** The cluster that runs this very process, while a job's main runs inside it. */
  public static ClusterFacts here(Configuration config) {
    return new ClusterFacts(
        "this Flink",
        EnvironmentInformation.getVersion(),
        Runtime.version().feature(),
        config.toMap(),
        null,
        List.of(),
        null);
  }

  private static Workers workers(JsonNode overview, JsonNode answer) {
    Set<String> hosts = new TreeSet<>();
    long least = Long.MAX_VALUE;
    for (JsonNode worker : answer.path("taskmanagers")) {
      hosts.add(hostOf(worker.path("path").asText()));
      least = Math.min(least, worker.path("memoryConfiguration").path("taskHeap").asLong(least));
    }
    return new Workers(
        overview.path("taskmanagers").asInt(),
        overview.path("slots-total").asInt(),
        overview.path("slots-available").asInt(),
        hosts,
        least == Long.MAX_VALUE ? 0 : least);
  }

  /** From an address such as {@code pekko.tcp://flink@10.0.0.7:6122/user/rpc/taskmanager_0}. */
  private static String hostOf(String path) {
    return path.replaceFirst("^.*@", "").replaceFirst("[:/].*$", "");
  }

  private static Map<String, String> config(JsonNode answer) {
    Map<String, String> config = new TreeMap<>();
    answer.forEach(entry -> config.put(entry.path("key").asText(), entry.path("value").asText()));
    return config;
  }

  private static List<LiveJob> jobs(FlinkHttp http) {
    List<LiveJob> jobs = new ArrayList<>();
    for (JsonNode job : http.get("/jobs/overview").path("jobs")) {
      if (!ENDED.contains(job.path("state").asText())) {
        String id = job.path("jid").asText();
        jobs.add(new LiveJob(id, job.path("name").asText(), parameters(http, id)));
      }
    }
    return jobs;
  }

  private static Map<String, String> parameters(FlinkHttp http, String job) {
    Map<String, String> parameters = new TreeMap<>();
    http.get("/jobs/" + job + "/config")
        .path("execution-config")
        .path("user-config")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    return parameters;
  }

  /** A job that runs tells the time; else the last heartbeat of a task manager was just now. */
  private static @Nullable Long clockOffset(FlinkHttp http) {
    JsonNode jobs = http.get("/jobs/overview").path("jobs");
    long here = System.currentTimeMillis();
    OptionalLong there = OptionalLong.empty();
    for (JsonNode job : jobs) {
      if (!ENDED.contains(job.path("state").asText())) {
        there = OptionalLong.of(job.path("start-time").asLong() + job.path("duration").asLong());
      }
    }
    if (there.isEmpty()) {
      for (JsonNode worker : http.get("/taskmanagers").path("taskmanagers")) {
        long heartbeat = worker.path("timeSinceLastHeartbeat").asLong(0);
        if (heartbeat > 0) {
          there = OptionalLong.of(Math.max(heartbeat, there.orElse(0)));
        }
      }
    }
    return there.isPresent() ? there.getAsLong() - here : null;
  }

  private static int javaFeature(String version) {
    String digits = version.replaceFirst(".* - ", "").replaceFirst("[^0-9].*$", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
