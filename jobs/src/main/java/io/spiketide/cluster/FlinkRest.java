package io.spiketide.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a Flink cluster about its jobs and steers them, through its REST API. Jobs and vertices go
 * by Flink's ids, 32 hexadecimal digits. Every method throws {@link FlinkRestException} if Flink
 * does not answer or refuses.
 */
public final class FlinkRest {
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  /** More names than this make an address that Flink refuses. */
  private static final int NAMES_PER_REQUEST = 50;

  private static final int NOT_FOUND = 404;

  private final FlinkHttp http;

  /**
   * @param address such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(URI address) {
    this.http = new FlinkHttp(address);
  }

  /** Slots and jobs of the whole cluster. */
  public record Overview(int taskManagers, int slots, int freeSlots, int jobsRunning) {}

  /**
   * One job.
   *
   * @param state Flink's word: CREATED, RUNNING, RESTARTING, FAILED, FINISHED, CANCELED …
   */
  public record Job(String id, String name, String state) {}

  /** One vertex of a job: operators that are chained together. */
  public record Vertex(String id, String name, int parallelism, String state) {}

  /**
   * A job's checkpoints so far.
   *
   * @param latestId of the newest complete one, -1 before the first
   * @param latestPath where that one is, null before the first
   */
  public record Checkpoints(
      int completed, int failed, int restored, long latestId, @Nullable String latestPath) {}

  /**
   * One checkpoint that is complete.
   *
   * @param millis from its trigger to the last acknowledgement
   * @param bytes of state that it holds
   */
  public record Checkpoint(long id, long millis, long bytes) {}

  /** Whether Flink answers at all. */
  public boolean answers() {
    try {
      http.get("/config");
      return true;
    } catch (FlinkRestException e) {
      return false;
    }
  }

  public Overview overview() {
    JsonNode answer = http.get("/overview");
    return new Overview(
        answer.path("taskmanagers").asInt(),
        answer.path("slots-total").asInt(),
        answer.path("slots-available").asInt(),
        answer.path("jobs-running").asInt());
  }

  /** What the cluster is set to; Flink hides secrets among it. */
  public Map<String, String> configuration() {
    Map<String, String> options = new TreeMap<>();
    for (JsonNode option : http.get("/jobmanager/config")) {
      options.put(option.path("key").asText(), option.path("value").asText());
    }
    return options;
  }

  /** Ids of the task managers that have offered their slots, ended ones included for a while. */
  public List<String> taskManagers() {
    List<String> ids = new ArrayList<>();
    for (JsonNode t : http.get("/taskmanagers").path("taskmanagers")) {
      if (t.path("slotsNumber").asInt() > 0) {
        ids.add(t.path("id").asText());
      }
    }
    return ids;
  }

  /** Ids of the task managers that run a part of the job. */
  public Set<String> taskManagers(String job) {
    Set<String> ids = new TreeSet<>();
    for (Vertex vertex : vertices(job)) {
      for (JsonNode t :
          http.get("/jobs/" + job + "/vertices/" + vertex.id() + "/taskmanagers")
              .path("taskmanagers")) {
        ids.add(t.path("taskmanager-id").asText());
      }
    }
    return ids;
  }

  /** Every job that the cluster remembers, ended ones included, oldest first. */
  public List<Job> jobs() {
    List<JsonNode> answers = new ArrayList<>();
    http.get("/jobs/overview").path("jobs").forEach(answers::add);
    answers.sort((a, b) -> Long.compare(start(a), start(b)));
    return answers.stream()
        .map(
            j -> new Job(j.path("jid").asText(), j.path("name").asText(), j.path("state").asText()))
        .toList();
  }

  /** The job's state, in Flink's word. */
  public String state(String job) {
    return http.get("/jobs/" + job + "/status").path("status").asText();
  }

  /** The vertices in topological order. */
  public List<Vertex> vertices(String job) {
    List<Vertex> vertices = new ArrayList<>();
    for (JsonNode v : http.get("/jobs/" + job).path("vertices")) {
      vertices.add(
          new Vertex(
              v.path("id").asText(),
              v.path("name").asText(),
              v.path("parallelism").asInt(),
              v.path("status").asText()));
    }
    return vertices;
  }

  /**
   * How often the job was started again after a failure; a metric, so as old as {@code
   * metrics.fetcher.update-interval} allows.
   */
  public long restarts(String job) {
    for (JsonNode metric : http.get("/jobs/" + job + "/metrics?get=numRestarts")) {
      return metric.path("value").asLong();
    }
    return 0; // not measured yet, so it has just started
  }

  /** The innermost cause of the last failure, or null if nothing did. */
  public @Nullable String lastFailure(String job) {
    JsonNode entries =
        http.get("/jobs/" + job + "/exceptions").path("exceptionHistory").path("entries");
    String stack = entries.path(0).path("stacktrace").asText();
    return stack.isEmpty() ? null : StackTraces.reason(stack);
  }

  public Checkpoints checkpoints(String job) {
    JsonNode answer = http.get("/jobs/" + job + "/checkpoints");
    JsonNode counts = answer.path("counts");
    JsonNode latest = answer.path("latest").path("completed");
    return new Checkpoints(
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        counts.path("restored").asInt(),
        latest.path("id").asLong(-1),
        latest.hasNonNull("external_path") ? latest.path("external_path").asText() : null);
  }

  /** Takes a checkpoint now, beside the periodic ones; returns when it is complete. */
  public Checkpoint checkpoint(String job, Duration timeout) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("checkpointType", "CONFIGURED");
    JsonNode operation =
        awaitOperation(job, "checkpoint", "/checkpoints", "/checkpoints", request, timeout);
    long id = operation.path("checkpointId").asLong();
    String path = "/jobs/" + job + "/checkpoints/details/" + id;
    Waiting.until(
        () -> isKnown(path), timeout, () -> place(job) + "no figures of checkpoint " + id);
    JsonNode details = http.get(path);
    return new Checkpoint(
        id, details.path("end_to_end_duration").asLong(), details.path("state_size").asLong());
  }

  /**
   * Metrics of all subtasks of one vertex, as old as {@code metrics.fetcher.update-interval}
   * allows.
   *
   * @param suffix end of the metrics' names, such as {@code numSpikesOut}; names begin with the
   *     operator, and with the metric group where there is one
   * @return sum over the subtasks by full name, in order of names
   */
  public Map<String, Double> metrics(String job, String vertex, String suffix) {
    String path = "/jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
    List<String> names = new ArrayList<>();
    for (JsonNode metric : http.get(path)) {
      String name = metric.path("id").asText();
      if (name.equals(suffix) || name.endsWith("." + suffix)) {
        names.add(name);
      }
    }
    Map<String, Double> sums = new TreeMap<>();
    for (int from = 0; from < names.size(); from += NAMES_PER_REQUEST) {
      List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_PER_REQUEST));
      String query = some.stream().map(FlinkRest::encoded).collect(Collectors.joining(","));
      for (JsonNode metric : http.get(path + "?agg=sum&get=" + query)) {
        sums.put(metric.path("id").asText(), metric.path("sum").asDouble());
      }
    }
    return sums;
  }

  /** Sum of {@link #metrics} over all vertices of the job; 0 where no metric has such a name. */
  public double sumOfMetrics(String job, String suffix) {
    double sum = 0;
    for (Vertex vertex : vertices(job)) {
      for (double value : metrics(job, vertex.id(), suffix).values()) {
        sum += value;
      }
    }
    return sum;
  }

  /**
   * Takes a savepoint while the job goes on; returns when it is complete.
   *
   * @param directory a URI, or null for the cluster's own directory
   * @return where it is
   */
  public String savepoint(String job, @Nullable String directory, Duration timeout) {
    ObjectNode request = savepointRequest("target-directory", directory);
    request.put("cancel-job", false);
    return awaitSavepoint(job, "/savepoints", request, timeout);
  }

  /**
   * Takes a savepoint and ends the job; returns when both are done.
   *
   * @param directory a URI, or null for the cluster's own directory
   * @return where the savepoint is
   */
  public String stopWithSavepoint(String job, @Nullable String directory, Duration timeout) {
    ObjectNode request = savepointRequest("targetDirectory", directory);
    request.put("drain", false);
    String path = awaitSavepoint(job, "/stop", request, timeout);
    awaitEnd(job, timeout);
    return path;
  }

  /** Cancels the job; {@link #awaitEnd} says when it has ended. */
  public void cancel(String job) {
    http.patch("/jobs/" + job + "?mode=cancel");
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws ClusterFault if the job ends instead, or the time is over
   */
  public void awaitRunning(String job, Duration timeout) {
    Waiting.until(
        () -> runs(job),
        timeout,
        () -> place(job) + "does not run after " + timeout.toSeconds() + " s" + failureOf(job));
  }

  /**
   * Waits until the job has ended, however it does.
   *
   * @return its last state
   * @throws ClusterFault if the time is over
   */
  public String awaitEnd(String job, Duration timeout) {
    Waiting.until(
        () -> ENDED.contains(state(job)),
        timeout,
        () -> place(job) + "has not ended after " + timeout.toSeconds() + " s" + failureOf(job));
    return state(job);
  }

  /** Flink tells of a checkpoint some seconds after it is complete. */
  private boolean isKnown(String path) {
    try {
      return http.get(path).path("status").asText().equals("COMPLETED");
    } catch (FlinkRestException e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Whether all tasks of a job run, or have finished.
   *
   * @throws ClusterFault if the job has ended
   */
  public boolean runs(String job) {
    String state = state(job);
    if (ENDED.contains(state)) {
      throw new ClusterFault(place(job) + "is " + state + failureOf(job));
    }
    return state.equals("RUNNING")
        && vertices(job).stream().allMatch(v -> Set.of("RUNNING", "FINISHED").contains(v.state()));
  }

  private String awaitSavepoint(String job, String trigger, ObjectNode request, Duration timeout) {
    return awaitOperation(job, "savepoint", trigger, "/savepoints", request, timeout)
        .path("location")
        .asText();
  }

  private JsonNode awaitOperation(
      String job,
      String what,
      String trigger,
      String progress,
      ObjectNode request,
      Duration timeout) {
    JsonNode triggered = http.post("/jobs/" + job + trigger, request);
    String path = "/jobs/" + job + progress + "/" + triggered.path("request-id").asText();
    Waiting.until(
        () -> http.get(path).path("status").path("id").asText().equals("COMPLETED"),
        timeout,
        () ->
            place(job) + "no " + what + " after " + timeout.toSeconds() + " s; give it more time");
    JsonNode operation = http.get(path).path("operation");
    if (operation.hasNonNull("failure-cause")) {
      String cause = operation.path("failure-cause").path("stack-trace").asText();
      throw new ClusterFault(
          place(job)
              + "the "
              + what
              + " failed ("
              + StackTraces.reason(cause)
              + "); see the job manager's log");
    }
    return operation;
  }

  private String failureOf(String job) {
    String failure = lastFailure(job);
    return failure == null
        ? "; see the web UI at " + http.address()
        : " (" + failure + "); see the web UI at " + http.address();
  }

  private String place(String job) {
    return "job " + job + ": ";
  }

  private static ObjectNode savepointRequest(String key, @Nullable String directory) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    if (directory != null) {
      request.put(key, directory);
    }
    return request;
  }

  private static long start(JsonNode job) {
    return job.path("start-time").asLong();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
