package io.spiketide.network;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How copies of the network's state are told apart and how long they live.
 *
 * @param key what chooses the instance of a packet
 * @param resetAtEpisode whether neuron state, spikes in flight and readouts start anew at the start
 *     of an episode
 * @param timeToLiveMillis wall-clock ms after which a silent instance is forgotten; null for never.
 *     Forgetting depends on the wall clock and so gives determinism up for those instances
 * @param idleFlushMillis wall-clock ms of silence after which events that still wait for a frontier
 *     are run; null (the default) for never. Switching it on gives determinism up
 */
public record Instances(
    Key key,
    boolean resetAtEpisode,
    @Nullable Long timeToLiveMillis,
    @Nullable Long idleFlushMillis)
    implements Serializable {

  /** What chooses the instance of a packet. */
  public enum Key {
    /** The key of the Kafka record: one instance per sensor, device or tenant. */
    RECORD,
    /** One instance for all sources. */
    SINGLE
  }

  public static Instances perRecordKey() {
    return new Instances(Key.RECORD, false, null, null);
  }

  public Instances resettingAtEpisodes() {
    return new Instances(key, true, timeToLiveMillis, idleFlushMillis);
  }
}
