package io.spiketide.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The Flink keys of the shards of an instance, {@code instance NUL shard NUL salt}. The salt puts
 * shard s of S into key group ceil(s · groups / S), so that the shards of an instance are spread
 * evenly over the subtasks at every parallelism that divides their number, which hashes of few keys
 * are not. Instances take turns in which shard comes first.
 *
 * <p>A stage that is not cut is keyed by instance alone.
 */
public final class ShardKey {
  private static final char SEPARATOR = '\0';
  private static final Pattern OF_SHARD = Pattern.compile("(?s).*\0\\d+\0\\d+");

  /** Instances whose keys are remembered. */
  private static final int REMEMBERED = 1000;

  private final int shards;
  private final int keyGroups;
  private final Map<String, List<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param keyGroups their number, Flink's max parallelism
   */
  ShardKey(int shards, int keyGroups) {
    this.shards = shards;
    this.keyGroups = keyGroups;
  }

  /** The keys of an instance, by shard. */
  List<String> of(String instance) {
    return known.computeIfAbsent(instance, this::make);
  }

  private List<String> make(String instance) {
    if (shards == 1) {
      return List.of(instance);
    }
    int turn = Math.floorMod(instance.hashCode(), shards);
    List<String> keys = new ArrayList<>(shards);
    for (int shard = 0; shard < shards; shard++) {
      int place = (shard + turn) % shards;
      int group = (int) (((long) place * keyGroups + shards - 1) / shards);
      keys.add(salted(instance + SEPARATOR + shard + SEPARATOR, group));
    }
    return keys;
  }

  private String salted(String begin, int group) {
    for (int salt = 0; ; salt++) {
      String key = begin + salt;
      if (KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups) == group) {
        return key;
      }
    }
  }

  /** Whether a key has the form of those of a stage that is cut. */
  public static boolean isOfShard(String key) {
    return OF_SHARD.matcher(key).matches();
  }

  /** The instance of a key of a stage that is cut. */
  public static String instance(String key) {
    return key.substring(0, beforeShard(key));
  }

  /** The shard of a key of a stage that is cut. */
  public static int shard(String key) {
    return Integer.parseInt(key.substring(beforeShard(key) + 1, key.lastIndexOf(SEPARATOR)));
  }

  private static int beforeShard(String key) {
    return key.lastIndexOf(SEPARATOR, key.lastIndexOf(SEPARATOR) - 1);
  }
}
