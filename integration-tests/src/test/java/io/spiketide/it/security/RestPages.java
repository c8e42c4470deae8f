package io.spiketide.it.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that Flink's REST API answers about a cluster and its jobs. */
final class RestPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Map<String, String> pages = new TreeMap<>();

  private RestPages(URI address) {
    this.address = address;
  }

  /** The text of each page, by path. */
  static Map<String, String> read(URI address) throws IOException, InterruptedException {
    RestPages all = new RestPages(address);
    all.cluster();
    for (JsonNode job : all.json("/jobs/overview").path("jobs")) {
      all.job("/jobs/" + job.path("jid").asText());
    }
    return all.pages;
  }

  private void cluster() throws IOException, InterruptedException {
    for (String page : List.of("/config", "/overview", "/jars", "/datasets", "/jobs")) {
      get(page);
    }
    process("/jobmanager");
    get("/jobmanager/config");
    get("/jobmanager/environment");
    for (JsonNode worker : json("/taskmanagers").path("taskmanagers")) {
      String path = "/taskmanagers/" + encoded(worker.path("id").asText());
      get(path);
      process(path);
    }
  }

  /** A job manager or task manager. */
  private void process(String path) throws IOException, InterruptedException {
    get(path + "/log");
    get(path + "/stdout");
    get(path + "/thread-dump");
    for (JsonNode log : json(path + "/logs").path("logs")) {
      get(path + "/logs/" + encoded(log.path("name").asText()));
    }
    metrics(path + "/metrics");
  }

  private void job(String path) throws IOException, InterruptedException {
    for (String page :
        List.of(
            "/config",
            "/plan",
            "/exceptions",
            "/accumulators",
            "/checkpoints/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/status",
            "/resource-requirements")) {
      get(path + page);
    }
    metrics(path + "/metrics");
    JsonNode checkpoints = json(path + "/checkpoints");
    for (JsonNode checkpoint : checkpoints.path("history")) {
      get(path + "/checkpoints/details/" + checkpoint.path("id").asText());
    }
    for (JsonNode vertex : json(path).path("vertices")) {
      vertex(path + "/vertices/" + vertex.path("id").asText());
    }
  }

  private void vertex(String path) throws IOException, InterruptedException {
    for (String page :
        List.of(
            "",
            "/accumulators",
            "/subtasks/accumulators",
            "/backpressure",
            "/taskmanagers",
            "/watermarks",
            "/subtasktimes",
            "/subtasks/0")) {
      get(path + page);
    }
    metrics(path + "/metrics");
    metrics(path + "/subtasks/metrics");
  }

  /** Names of metrics, and the values of each. */
  private void metrics(String path) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    json(path).forEach(metric -> names.add(encoded(metric.path("id").asText())));
    for (int from = 0; from < names.size(); from += 50) {
      get(
          path
              + "?get="
              + String.join(",", names.subList(from, Math.min(names.size(), from + 50))));
    }
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    String text = get(path);
    return text == null ? JSON.createObjectNode() : JSON.readTree(text);
  }

  /** The text of a page, or null where there is none. */
  private @Nullable String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    pages.put(path, answer.body());
    return answer.statusCode() == 200 ? answer.body() : null;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
