package io.spiketide.preflight;

import io.spiketide.plan.JobPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics still have what a savepoint reads on. What sensors sent may be gone: that is counted
 * as gaps. What shards fired for each other may not: they would wait for it for ever.
 */
final class SavepointCheck extends Check {
  SavepointCheck() {
    super("savepoint");
  }

  @Override
  List<Finding> look(Surroundings around) {
    Surroundings.TopicFacts topics = around.topics();
    Surroundings.Resumed resumed = topics == null ? null : topics.resumed();
    JobPlan plan = around.plan();
    if (resumed == null || plan == null) {
      return List.of();
    }
    Set<String> read =
        resumed.positions().keySet().stream()
            .map(TopicPartition::topic)
            .collect(Collectors.toCollection(TreeSet::new));
    String spikes = around.settings().topics().spikes();
    boolean loops = plan.edges().stream().anyMatch(JobPlan.Edge::byTopic);
    if (loops && !read.contains(spikes)) {
      return fault(
          "savepoint %s: does not say from where on shards hear each other in topic %s (it reads %s); give the prefix of the job that it is of, or start without a savepoint"
              .formatted(resumed.savepoint(), spikes, String.join(", ", read)));
    }
    List<Finding> findings = new ArrayList<>();
    for (String topic : read) {
      String where = "topic " + topic + " at " + around.settings().client().bootstrapServers();
      findings.addAll(new Reading(topic, loops && topic.equals(spikes), where, resumed).look());
    }
    return findings.isEmpty()
        ? good("savepoint " + resumed.savepoint() + ": the topics have all that it reads on")
        : findings;
  }

  /** How a savepoint reads one topic. */
  private final class Reading {
    private final boolean loop;
    private final String where;
    private final Surroundings.Resumed resumed;
    private final String savepoint;
    private final List<TopicPartition> partitions;
    private final long there;

    /**
     * @param loop whether shards hear each other in it
     */
    Reading(String topic, boolean loop, String where, Surroundings.Resumed resumed) {
      this.loop = loop;
      this.where = where;
      this.resumed = resumed;
      savepoint = "savepoint " + resumed.savepoint();
      partitions =
          resumed.positions().keySet().stream()
              .filter(partition -> partition.topic().equals(topic))
              .sorted(Comparator.comparingInt(TopicPartition::partition))
              .toList();
      there = resumed.ends().keySet().stream().filter(p -> p.topic().equals(topic)).count();
    }

    List<Finding> look() {
      if (!resumed.ends().keySet().containsAll(partitions)) {
        return fault(
            "%s: has %d of the %d partitions that %s reads; give the prefix of the job that it is of, or start without a savepoint"
                .formatted(where, there, partitions.size(), savepoint));
      }
      List<Finding> findings = new ArrayList<>();
      findings.addAll(createdAnew());
      findings.addAll(gone());
      findings.addAll(grown());
      return findings;
    }

    private long next(TopicPartition partition) {
      return resumed.positions().getOrDefault(partition, -1L);
    }

    private long oldest(TopicPartition partition) {
      return resumed.oldest().getOrDefault(partition, 0L);
    }

    private long end(TopicPartition partition) {
      return resumed.ends().getOrDefault(partition, 0L);
    }

    private List<Finding> createdAnew() {
      for (TopicPartition p : partitions) {
        if (next(p) > end(p)) {
          return say(
              loop,
              String.format(
                  Locale.ROOT,
                  "partition %d ends at offset %,d, and %s reads on at %,d: the topic was deleted and"
                      + " created again; %s",
                  p.partition(),
                  end(p),
                  savepoint,
                  next(p),
                  loop ? "start without a savepoint" : "the job reads it from its beginning"));
        }
      }
      return List.of();
    }

    private List<Finding> gone() {
      List<TopicPartition> overtaken =
          partitions.stream().filter(p -> next(p) >= 0 && next(p) < oldest(p)).toList();
      if (overtaken.isEmpty()) {
        return List.of();
      }
      TopicPartition first = overtaken.get(0);
      return say(
          loop,
          String.format(
              Locale.ROOT,
              "%,d records that %s would read on are gone (partition %d begins at offset %,d, it reads"
                  + " on at %,d)%s",
              overtaken.stream().mapToLong(p -> oldest(p) - next(p)).sum(),
              savepoint,
              first.partition(),
              oldest(first),
              next(first),
              loop
                  ? ", and shards would wait for ever for what they have fired for each other; start"
                      + " without a savepoint or from a newer one, and keep the topic for longer than"
                      + " the job ever stands (retention.ms=-1)"
                  : "; the job goes on at the oldest ones that are left and counts the gap in"
                      + " numSequenceGaps"));
    }

    /** Spikes stay in the partitions in which they were; sensors spread over all that there are. */
    private List<Finding> grown() {
      return loop || there <= partitions.size()
          ? List.of()
          : say(
              false,
              "has %d partitions, and %d when %s was taken; of an instance whose key has moved the old partition and the new one are read side by side, and what is heard too late goes to late-events"
                  .formatted(there, partitions.size(), savepoint));
    }

    private List<Finding> say(boolean fatal, String text) {
      return fatal ? fault(where + ": " + text) : note(where + ": " + text);
    }
  }
}
