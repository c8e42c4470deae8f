package io.spiketide.cli;

import io.spiketide.savepoint.Finding;
import io.spiketide.savepoint.InstanceDetail;
import io.spiketide.savepoint.InstanceSummary;
import io.spiketide.savepoint.SavepointDiff;
import io.spiketide.savepoint.SavepointSummary;
import io.spiketide.savepoint.StoredKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is stored in savepoints, and what differs, as lines for people. */
final class StateLines {
  private StateLines() {}

  /**
   * @param limit instances that are listed
   */
  static List<String> of(SavepointSummary savepoint, int limit) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: checkpoint %d of network %s, description %s%s"
            .formatted(
                savepoint.path(),
                savepoint.checkpoint(),
                savepoint.network().isEmpty() ? "(unknown)" : savepoint.network(),
                savepoint.fingerprint().isEmpty() ? "(unknown)" : savepoint.fingerprint(),
                savepoint.editions() == 1
                    ? ""
                    : ", the last of " + savepoint.editions() + " that follow each other"));
    for (SavepointSummary.Stage stage : savepoint.stages()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "stage %s: parallelism %d of %d, %,d bytes",
              stage.uid(),
              stage.parallelism(),
              stage.keyGroups(),
              stage.bytes()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  %,d instances of %,d neurons%s, next ticks %d to %d, %,d spikes in flight, %,d events wait",
              stage.instances(),
              stage.neurons(),
              stage.shards() == 1 ? "" : " in " + stage.shards() + " shards",
              stage.firstTick(),
              stage.lastTick(),
              stage.spikesInFlight(),
              stage.waitingEvents()));
    }
    for (SavepointSummary.Operator operator : savepoint.operators()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "operator %s: parallelism %d, %,d bytes",
              operator.uid(),
              operator.parallelism(),
              operator.bytes()));
    }
    savepoint.instances().stream().limit(limit).forEach(instance -> lines.add(line(instance)));
    andMore(lines, savepoint.instances().size() - limit, "", "");
    return lines;
  }

  private static String line(InstanceSummary instance) {
    return String.format(
        Locale.ROOT,
        "instance %s: %s, %,d spikes in flight, %,d events wait",
        key(instance.stage(), new StoredKey(instance.instance(), instance.shard())),
        instance.started() ? "next tick " + instance.tick() : "not started",
        instance.spikesInFlight(),
        instance.waitingEvents());
  }

  private static String key(String stage, StoredKey key) {
    return "%s, shard %d of %s".formatted(key.instance(), key.shard(), stage);
  }

  private static void andMore(List<String> lines, long more, String indent, String which) {
    if (more > 0) {
      lines.add("%sand %d more%s; raise --limit, or give --json".formatted(indent, more, which));
    }
  }

  static List<String> of(List<InstanceDetail> details) {
    List<String> lines = new ArrayList<>();
    String last = "";
    for (InstanceDetail detail : details) {
      String key = key(detail.stage(), new StoredKey(detail.instance(), detail.shard()));
      if (!key.equals(last)) {
        lines.add("instance " + key);
        last = key;
      }
      lines.add("  " + detail.what() + ": " + detail.text());
    }
    return lines;
  }

  /**
   * @param limit instances whose differences are listed
   */
  static List<String> of(SavepointDiff diff, int limit) {
    List<String> lines = new ArrayList<>();
    Set<String> listed = new LinkedHashSet<>();
    Set<String> more = new LinkedHashSet<>();
    for (Finding finding : diff.findings()) {
      StoredKey key = finding.key();
      if (key == null) {
        String stage = finding.stage();
        lines.add((stage == null ? "" : "stage " + stage + ": ") + finding.difference().text());
        continue;
      }
      String name = key(Objects.requireNonNull(finding.stage()), key);
      if (!listed.contains(name) && listed.size() >= limit) {
        more.add(name);
        continue;
      }
      if (listed.add(name)) {
        lines.add("instance " + name);
      }
      lines.add("  " + finding.difference().text());
    }
    andMore(lines, more.size(), "", " that differ");
    for (SavepointDiff.StageCount stage : diff.stages()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "stage %s: %,d the same, %,d differ, %,d only in the first, %,d only in the second",
              stage.uid(),
              stage.same(),
              stage.differing(),
              stage.onlyA(),
              stage.onlyB()));
    }
    lines.add(diff.isSame() ? "the savepoints are the same" : "the savepoints differ");
    return lines;
  }

  /** The last line of JSON. */
  static Map<String, Object> sum(SavepointDiff diff) {
    Map<String, Object> sum = new LinkedHashMap<>();
    sum.put("same", diff.isSame());
    sum.put("differences", diff.findings().size());
    sum.put("stages", diff.stages());
    return sum;
  }
}
