package io.spiketide.savepoint;

import io.spiketide.kernel.Origin;
import io.spiketide.operator.state.InstanceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two savepoints of a network. Instances are matched by stage, key and shard,
 * whatever the parallelism and the files of the savepoints.
 *
 * <p>Not compared are positions in topics, transactions of sinks and times of the wall clock: they
 * say where a job goes on, not what its network has come to.
 */
public final class SavepointDiff {
  private final List<Finding> findings = new ArrayList<>();
  private final List<StageCount> stages = new ArrayList<>();

  /**
   * How many keys of a stage are the same.
   *
   * @param same in both, and the same
   * @param differing in both, with differences
   */
  public record StageCount(String uid, int same, int differing, int onlyA, int onlyB) {}

  private SavepointDiff() {}

  /**
   * Compares two savepoints.
   *
   * @throws SavepointFault if one cannot be read, or they are of different networks
   */
  public static SavepointDiff of(Savepoint a, Savepoint b) {
    Origin networkA = a.network();
    Origin networkB = b.network();
    if (networkA.isKnown()
        && networkB.isKnown()
        && !networkA.network().equals(networkB.network())) {
      throw new SavepointFault(
          "savepoint %s: is of network '%s', but %s is of '%s'; compare savepoints of one network"
              .formatted(b.path, networkB.network(), a.path, networkA.network()));
    }
    SavepointDiff diff = new SavepointDiff();
    diff.descriptions(a.origins(), b.origins());
    Map<String, StoredStage> ofA = byUid(a);
    Map<String, StoredStage> ofB = byUid(b);
    union(ofA, ofB)
        .forEach(
            (uid, both) -> {
              if (both.a == null || both.b == null) {
                diff.findings.add(
                    new Finding(uid, null, presence("stage", both.a != null, both.b != null)));
              } else {
                diff.stage(new StageReader(a.path, both.a), new StageReader(b.path, both.b));
              }
            });
    return diff;
  }

  /** Everything that differs: of the network, then by stage, instance and shard. */
  public List<Finding> findings() {
    return findings;
  }

  /** The stages that both have. */
  public List<StageCount> stages() {
    return stages;
  }

  public boolean isSame() {
    return findings.isEmpty();
  }

  private void descriptions(List<Origin> a, List<Origin> b) {
    String printsA = fingerprints(a);
    String printsB = fingerprints(b);
    if (!printsA.equals(printsB)) {
      findings.add(new Finding(null, null, new Difference("description", printsA, printsB, null)));
    }
    union(traits(a), traits(b))
        .forEach(
            (place, both) -> {
              if (both.a == null || !both.a.equals(both.b)) {
                findings.add(new Finding(null, null, new Difference(place, both.a, both.b, null)));
              }
            });
  }

  private static String fingerprints(List<Origin> editions) {
    return editions.stream()
        .map(e -> e.isKnown() ? e.fingerprint() : "unknown")
        .collect(Collectors.joining(", then "));
  }

  private static Map<String, String> traits(List<Origin> editions) {
    return editions.get(editions.size() - 1).traits().stream()
        .collect(Collectors.toMap(Origin.Trait::place, Origin.Trait::value));
  }

  private static Map<String, StoredStage> byUid(Savepoint savepoint) {
    return savepoint.stages.stream().collect(Collectors.toMap(StoredStage::uid, s -> s));
  }

  private void stage(StageReader a, StageReader b) {
    // Ranges of key groups hold the same keys where there are as many key groups.
    int parts = a.keyGroups() == b.keyGroups() ? Math.max(a.parts(), b.parts()) : 1;
    String uid = a.uid();
    List<Finding> found = new ArrayList<>();
    int[] counts = new int[4];
    for (int part = 0; part < parts; part++) {
      union(a.read(part, parts), b.read(part, parts))
          .forEach(
              (key, both) -> {
                List<Difference> differences = differences(both.a, both.b, key.shard());
                differences.forEach(d -> found.add(new Finding(uid, key, d)));
                counts[both.b == null ? 2 : both.a == null ? 3 : differences.isEmpty() ? 0 : 1]++;
              });
    }
    found.sort(
        Comparator.comparing(Finding::key, Comparator.nullsFirst(Comparator.naturalOrder())));
    findings.addAll(found);
    stages.add(new StageCount(uid, counts[0], counts[1], counts[2], counts[3]));
  }

  /** What differs between two states of an instance, of which one may not be there. */
  static List<Difference> differences(
      @Nullable InstanceState a, @Nullable InstanceState b, int shard) {
    if (a == null || b == null) {
      return List.of(presence("instance", a != null, b != null));
    }
    List<Difference> differences = new ArrayList<>();
    inOrder(facts(a, shard), facts(b, shard))
        .forEach(
            (what, both) -> {
              Difference difference =
                  both.a == null || both.b == null
                      ? new Difference(what, text(both.a), text(both.b), null)
                      : both.a.differenceTo(both.b);
              if (difference != null) {
                differences.add(difference);
              }
            });
    return differences;
  }

  private static @Nullable String text(@Nullable Fact fact) {
    return fact == null ? null : fact.text();
  }

  private static Map<String, Fact> facts(InstanceState state, int shard) {
    Map<String, Fact> facts = new LinkedHashMap<>();
    InstanceFacts.of(state, shard).forEach(fact -> facts.put(fact.what(), fact));
    return facts;
  }

  private static Difference presence(String what, boolean inA, boolean inB) {
    return new Difference(what, inA ? "stored" : null, inB ? "stored" : null, null);
  }

  /** What two maps have under a key. */
  private record Both<T>(@Nullable T a, @Nullable T b) {}

  /** By key in natural order. */
  private static <K extends Comparable<K>, T> SortedMap<K, Both<T>> union(
      Map<K, T> a, Map<K, T> b) {
    return new TreeMap<>(inOrder(a, b));
  }

  /** In the order of the first, then what only the second has. */
  private static <K, T> Map<K, Both<T>> inOrder(Map<K, T> a, Map<K, T> b) {
    Map<K, Both<T>> union = new LinkedHashMap<>();
    a.forEach((key, value) -> union.put(key, new Both<>(value, b.get(key))));
    b.forEach((key, value) -> union.putIfAbsent(key, new Both<>(null, value)));
    return union;
  }
}
