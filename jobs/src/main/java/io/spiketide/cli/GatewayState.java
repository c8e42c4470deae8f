package io.spiketide.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the next run of a gateway must know of this one: its epoch, which the next one must exceed,
 * and what it has promised. Kept in a file if one is named. Without one the epoch is the time of
 * day in ms, which is larger at each start as long as the clock of the host is not set back.
 */
final class GatewayState {
  private static final String EPOCH = "epoch";
  private static final String FRONTIER = "frontier.";

  private final @Nullable Path file;
  private final long epoch;
  private final Map<String, Long> frontiersBefore;

  private GatewayState(@Nullable Path file, long epoch, Map<String, Long> frontiersBefore) {
    this.file = file;
    this.epoch = epoch;
    this.frontiersBefore = frontiersBefore;
  }

  /**
   * Begins a new run, and remembers that it has begun.
   *
   * @throws UserException if the file cannot be used
   */
  static GatewayState begin(@Nullable Path file) {
    long now = System.currentTimeMillis();
    if (file == null) {
      return new GatewayState(null, now, Map.of());
    }
    Map<String, Long> frontiers = new HashMap<>();
    long epoch = now;
    Properties before = read(file);
    for (String name : before.stringPropertyNames()) {
      long number = number(file, name, before.getProperty(name));
      if (name.equals(EPOCH)) {
        epoch = Math.max(now, number + 1);
      } else if (name.startsWith(FRONTIER)) {
        frontiers.put(name.substring(FRONTIER.length()), number);
      }
    }
    GatewayState state = new GatewayState(file, epoch, frontiers);
    state.save(Map.of());
    return state;
  }

  /** The run of the producer. */
  long epoch() {
    return epoch;
  }

  /** What earlier runs have promised in µs, by instance. */
  Map<String, Long> frontiersBefore() {
    return frontiersBefore;
  }

  /**
   * Remembers what has been promised.
   *
   * @throws UserException if the file cannot be written
   */
  void save(Map<String, Long> frontiers) {
    Path kept = file;
    if (kept == null) {
      return;
    }
    Properties all = new Properties();
    all.setProperty(EPOCH, String.valueOf(epoch));
    frontiersBefore.forEach((instance, f) -> all.setProperty(FRONTIER + instance, f.toString()));
    frontiers.forEach((instance, f) -> all.setProperty(FRONTIER + instance, f.toString()));
    Path fresh = kept.resolveSibling(kept.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        all.store(writer, "spiketide ingest --state");
      }
      try {
        Files.move(
            fresh, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, kept, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw UserException.environment(
          "--state "
              + kept
              + ": cannot be written ("
              + e.getMessage()
              + "); check folder and disk");
    }
  }

  private static Properties read(Path file) {
    Properties before = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        before.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw unusable(file, String.valueOf(e.getMessage()));
      }
    }
    return before;
  }

  private static long number(Path file, String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unusable(file, name + " is '" + text + "', no number");
    }
  }

  private static UserException unusable(Path file, String fault) {
    return UserException.badInput(
        "--state "
            + file
            + ": is no state of a gateway ("
            + fault
            + "); name another file, or remove it");
  }
}
