package io.spiketide.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests to Flink's REST address and its answers as JSON. */
final class FlinkHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int FIRST_ERROR_STATUS = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String address;

  /**
   * @param address such as {@code http://127.0.0.1:8081}
   */
  FlinkHttp(URI address) {
    this.address = address.toString().replaceAll("/+$", "");
  }

  JsonNode get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET(), path);
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())),
        path);
  }

  JsonNode patch(String path) {
    return send(HttpRequest.newBuilder(uri(path)).method("PATCH", BodyPublishers.noBody()), path);
  }

  String address() {
    return address;
  }

  private URI uri(String path) {
    return URI.create(address + path);
  }

  private JsonNode send(HttpRequest.Builder request, String path) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      JsonNode body = parse(response.body());
      if (response.statusCode() >= FIRST_ERROR_STATUS) {
        throw refused(path, response.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw new FlinkRestException(
          address + ": Flink does not answer (" + e + "); start it, or correct the address", 0, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRestException(address + ": the request was interrupted; ask again", 0, e);
    }
  }

  /** Some answers, such as that of a cancellation, have no body. */
  private JsonNode parse(String body) throws JsonProcessingException {
    return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
  }

  private FlinkRestException refused(String path, int status, JsonNode body) {
    StringBuilder reasons = new StringBuilder();
    for (JsonNode error : body.path("errors")) {
      reasons.append(' ').append(StackTraces.reason(error.asText()));
    }
    return new FlinkRestException(
        address + path + ": Flink answers with status " + status + ":" + reasons, status, null);
  }
}
