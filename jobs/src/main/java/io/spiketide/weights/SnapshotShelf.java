package io.spiketide.weights;

import io.spiketide.schema.WeightSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the records of snapshots together, as they are read from their topic. Single-threaded. */
public final class SnapshotShelf {
  private final Map<Name, Map<String, WeightSnapshot>> snapshots = new LinkedHashMap<>();

  /** What a snapshot of a projection is called. */
  public record Name(String network, String instance, String projection, String snapshot) {}

  /** Adds a record; a later one of the same part takes the place of an earlier one. */
  public void add(WeightSnapshot record) {
    Name name =
        new Name(record.network(), record.instance(), record.projection(), record.snapshot());
    Map<String, WeightSnapshot> parts = snapshots.computeIfAbsent(name, n -> new TreeMap<>());
    parts.values().removeIf(old -> old.tick() != record.tick());
    parts.put("%s/%08d/%08d".formatted(record.stage(), record.shard(), record.part()), record);
  }

  /** The names of what is complete, in the order in which they came. */
  public List<Name> complete() {
    return snapshots.entrySet().stream()
        .filter(entry -> isComplete(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The weights of a snapshot.
   *
   * @throws IllegalArgumentException if there is none of that name that is complete
   */
  public WeightSet get(Name name) {
    Map<String, WeightSnapshot> parts = snapshots.get(name);
    if (parts == null || !isComplete(parts)) {
      throw new IllegalArgumentException(
          "there is no snapshot '%s' of projection '%s' of instance '%s'%s"
              .formatted(
                  name.snapshot(),
                  name.projection(),
                  name.instance(),
                  parts == null ? "; use one of " + complete() : ", of which parts are missing"));
    }
    int n = parts.values().stream().mapToInt(part -> part.weights().length).sum();
    double[] weights = new double[n];
    boolean pairs = parts.values().stream().anyMatch(part -> part.sources().length > 0);
    int[] sources = new int[pairs ? n : 0];
    int[] targets = new int[pairs ? n : 0];
    WeightSnapshot last = null;
    for (WeightSnapshot part : parts.values()) {
      for (int k = 0; k < part.weights().length; k++) {
        int at = index(part, k);
        weights[at] = part.weights()[k];
        if (pairs) {
          sources[at] = part.sources()[k];
          targets[at] = part.targets()[k];
        }
      }
      last = part;
    }
    if (last == null) {
      throw new IllegalStateException("a snapshot without parts");
    }
    return new WeightSet(
        name.instance(),
        name.projection(),
        name.snapshot(),
        last.tick(),
        last.tickMicros(),
        sources,
        targets,
        weights);
  }

  private static int index(WeightSnapshot part, int k) {
    return part.indices().length == 0 ? Math.toIntExact(part.firstIndex() + k) : part.indices()[k];
  }

  /** Whether every shard that is there has all of its parts and all weights have their place. */
  private static boolean isComplete(Map<String, WeightSnapshot> parts) {
    Map<String, Integer> counts = new TreeMap<>();
    int n = 0;
    for (WeightSnapshot part : parts.values()) {
      counts.merge(part.stage() + "/" + part.shard(), 1, Integer::sum);
      n += part.weights().length;
    }
    for (WeightSnapshot part : parts.values()) {
      Integer has = counts.get(part.stage() + "/" + part.shard());
      if (has == null || has != part.parts()) {
        return false;
      }
      for (int k = 0; k < part.weights().length; k++) {
        if (index(part, k) >= n) {
          return false;
        }
      }
    }
    return true;
  }
}
