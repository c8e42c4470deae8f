package io.spiketide.savepoint;

import io.spiketide.operator.ShardKey;
import java.util.Comparator;

/**
 * Whose state it is.
 *
 * @param shard which shard of the instance; 0 where its stage is not cut
 */
public record StoredKey(String instance, int shard) implements Comparable<StoredKey> {
  private static final Comparator<StoredKey> ORDER =
      Comparator.comparing(StoredKey::instance).thenComparingInt(StoredKey::shard);

  /**
   * @param key as Flink has it
   * @param cut whether the network is cut, so that keys may be of shards
   */
  static StoredKey of(String key, boolean cut) {
    return cut && ShardKey.isOfShard(key)
        ? new StoredKey(ShardKey.instance(key), ShardKey.shard(key))
        : new StoredKey(key, 0);
  }

  @Override
  public int compareTo(StoredKey other) {
    return ORDER.compare(this, other);
  }
}
