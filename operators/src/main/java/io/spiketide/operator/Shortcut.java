package io.spiketide.operator;

import io.spiketide.schema.record.OutboundRecord;
import io.spiketide.schema.record.RawRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;

/**
 * The shorter way of what shards fire for each other: from the task that has fired it to a source
 * of the same job in the same process, which hands it on as if it had come through the topic. It
 * goes to the topic, too; whoever hears it twice drops the second. So what a shard fires is stored
 * as before, and nobody waits for the broker.
 *
 * <p>All tasks of a job have copies of this; in a process they find each other by the name.
 *
 * @param job a name that no other job has, not even one of the same network
 */
public record Shortcut(String job) implements Serializable {
  /** Stands for the partition of a record that has not come through its topic. */
  private static final int NO_PARTITION = -1;

  private static final Map<String, List<End>> JOBS = new ConcurrentHashMap<>();

  /** Where the way ends. */
  interface End {
    /** Index of the source's subtask. */
    int subtask();

    /** Takes a record from the thread that has fired it, if there is room, and returns at once. */
    boolean offer(RawRecord record);
  }

  /** Records come to this end from now on. */
  void open(End end) {
    JOBS.merge(
        job,
        List.of(end),
        (others, one) -> {
          List<End> all = new ArrayList<>(others);
          all.addAll(one);
          all.sort(Comparator.comparingInt(End::subtask));
          return List.copyOf(all);
        });
  }

  /** No more do. */
  void close(End end) {
    JOBS.computeIfPresent(
        job,
        (name, all) -> {
          List<End> left = all.stream().filter(e -> e != end).toList();
          return left.isEmpty() ? null : left;
        });
  }

  /**
   * The way into it.
   *
   * @param from index of the subtask that fires; what comes from one goes one way, in its order
   * @param populations whose spikes others hear
   * @param refusals counts what they hear through the topic alone
   */
  Entry entry(int from, Set<String> populations, Counter refusals) {
    return new Entry(this, from, populations, refusals);
  }

  private boolean offer(int from, RawRecord record) {
    List<End> ends = JOBS.get(job);
    return ends != null && ends.get(from % ends.size()).offer(record);
  }

  /** The way into it from one subtask. */
  record Entry(Shortcut shortcut, int from, Set<String> populations, Counter refusals) {
    /**
     * Sends a packet of spikes, if others hear the population.
     *
     * @return whether it was sent
     */
    boolean send(String population, OutboundRecord fired) {
      if (!populations.contains(population)) {
        return false;
      }
      RawRecord record =
          new RawRecord(
              fired.topic(), NO_PARTITION, -1, fired.timestampMillis(), fired.key(), fired.value());
      boolean sent = shortcut.offer(from, record);
      if (!sent) {
        refusals.inc();
      }
      return sent;
    }
  }

  /** Whether a record has come by it. */
  static boolean brought(RawRecord record) {
    return record.partition() == NO_PARTITION && !record.topic().isEmpty();
  }
}
