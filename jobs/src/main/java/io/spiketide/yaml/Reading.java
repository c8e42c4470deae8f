package io.spiketide.yaml;

import io.spiketide.network.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The reading of one file: where its paths stand, what the sections share, and the mistakes so far.
 * Single-threaded.
 */
final class Reading {
  /** Stands in where the tick is wrong, so that the rest of the file can be read all the same. */
  private static final long TICK_IN_DOUBT = 1000;

  private final Path file;
  private final WeightFiles weightFiles;
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Located> mistakes = new ArrayList<>();
  private long tickMicros = TICK_IN_DOUBT;
  private boolean tickKnown;

  Reading(Path file, WeightFiles weightFiles) {
    this.file = file;
    this.weightFiles = weightFiles;
  }

  static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  WeightFiles weightFiles() {
    return weightFiles;
  }

  /** A path of the description, which is relative to its file. */
  Path resolve(String path) {
    return file.resolveSibling(path);
  }

  /** Remembers where a path stands. */
  void mark(String path, Node node) {
    lines.putIfAbsent(path, line(node));
  }

  void report(Mistake mistake) {
    Problem problem = Problem.error(mistake.path(), mistake.fault(), mistake.mend());
    mistakes.add(new Located(file.toString(), mistake.line(), problem));
  }

  /** Reports a problem at the line of its path. */
  void report(Problem problem) {
    mistakes.add(locate(problem));
  }

  /** The problem with the line of its path, or of the nearest path above it. */
  Located locate(Problem problem) {
    String path = problem.path();
    while (!path.isEmpty() && !lines.containsKey(path)) {
      path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
    return new Located(file.toString(), lines.getOrDefault(path, 1), problem);
  }

  List<Located> mistakes() {
    return List.copyOf(mistakes);
  }

  void tick(long micros) {
    tickMicros = micros;
    tickKnown = true;
  }

  /**
   * Length of the tick in µs; some length if the description's is wrong, see {@link #tickKnown}.
   */
  long tickMicros() {
    return tickMicros;
  }

  boolean tickKnown() {
    return tickKnown;
  }
}
