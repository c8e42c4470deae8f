package io.spiketide.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where commands write: data to {@code out}, progress and messages to {@code err}.
 *
 * @param out stdout, for data
 * @param err stderr, for people
 * @param interactive whether a person watches, so that lines may be redrawn
 */
record Console(PrintWriter out, PrintWriter err, boolean interactive) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The process's own streams, in UTF-8. */
  static Console ofProcess() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        System.console() != null);
  }

  /** Writes a line of data. */
  void data(String line) {
    out.println(line);
    out.flush();
  }

  /** Writes a value as one line of JSON: records by their components, in order. */
  void json(Object value) {
    try {
      data(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of ours cannot be written as JSON", e);
    }
  }

  /** Writes a line for people. */
  void progress(String line) {
    err.println(line);
    err.flush();
  }
}
