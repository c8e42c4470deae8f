package io.spiketide.schema.record;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Key of a record of spikes, in UTF-8: instance/population/shard. An instance may have slashes in
 * its name, a population has none.
 *
 * @param shard index of the shard; 0 for an undivided population
 */
public record SpikeKey(String instance, String population, int shard) {
  /** The key that bytes hold, null if they hold none. */
  public static @Nullable SpikeKey of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    String key = new String(bytes, StandardCharsets.UTF_8);
    int beforeShard = key.lastIndexOf('/');
    int beforePopulation = key.lastIndexOf('/', beforeShard - 1);
    if (beforePopulation < 0) {
      return null;
    }
    try {
      int shard = Integer.parseUnsignedInt(key.substring(beforeShard + 1));
      String population = key.substring(beforePopulation + 1, beforeShard);
      return shard < 0 ? null : new SpikeKey(key.substring(0, beforePopulation), population, shard);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return instance + '/' + population + '/' + shard;
  }
}
