package io.spiketide.savepoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an instance keeps.
 *
 * @param stage uid of the stage
 * @param what such as {@code tick} or {@code population hidden V_m}
 * @param text as people read it
 * @param values where its values lie, null if it has none
 */
public record InstanceDetail(
    String stage,
    String instance,
    int shard,
    String what,
    String text,
    @Nullable Statistics values) {
  private static final int MOST_NAMES = 20;

  /** Where values lie. */
  public record Statistics(int count, double min, double mean, double max) {}

  /**
   * Everything about one instance, by stage and shard.
   *
   * @throws SavepointFault if the savepoint cannot be read or has no such instance
   */
  public static List<InstanceDetail> of(Savepoint savepoint, String instance) {
    savepoint.network();
    List<InstanceDetail> details = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    for (StoredStage stage : savepoint.stages) {
      new StageReader(savepoint.path, stage)
          .forEach(
              (key, state) -> {
                known.add(key.instance());
                if (key.instance().equals(instance)) {
                  InstanceFacts.of(state, key.shard())
                      .forEach(fact -> details.add(detail(stage.uid(), key, fact)));
                }
              });
    }
    if (details.isEmpty()) {
      List<String> some = known.stream().limit(MOST_NAMES).toList();
      throw new SavepointFault(
          "savepoint %s: has no instance '%s'; use one of %s%s"
              .formatted(
                  savepoint.path, instance, some, known.size() > MOST_NAMES ? " and more" : ""));
    }
    details.sort(
        Comparator.comparing(InstanceDetail::stage).thenComparingInt(InstanceDetail::shard));
    return details;
  }

  private static InstanceDetail detail(String stage, StoredKey key, Fact fact) {
    Fact.Values.Range range = fact instanceof Fact.Values values ? values.range() : null;
    return new InstanceDetail(
        stage,
        key.instance(),
        key.shard(),
        fact.what(),
        fact.text(),
        range == null
            ? null
            : new Statistics(((Fact.Values) fact).count(), range.min(), range.mean(), range.max()));
  }
}
