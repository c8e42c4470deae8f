package io.spiketide.network;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a network is laid out over the job. It changes nothing that the network does.
 *
 * @param sliceTicks ticks that one spike packet covers, at least 1; boundaries are multiples of it
 * @param budget the most that one key runs of what says nothing else
 * @param shards over how many keys every population is cut, null to go by the budget
 * @param shardsOf the same for some populations by name
 * @param redraw whether random synapses are drawn again for each spike instead of being stored,
 *     where their connectivity allows it: that takes no memory and more time
 */
public record Placement(
    int sliceTicks,
    Budget budget,
    @Nullable Integer shards,
    Map<String, Integer> shardsOf,
    boolean redraw)
    implements Serializable {
  public Placement {
    if (sliceTicks < 1) {
      throw new IllegalArgumentException("placement: slice must be at least 1 tick");
    }
    if ((shards != null && shards < 1) || shardsOf.values().stream().anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException("placement: shards must be at least 1");
    }
    shardsOf = Collections.unmodifiableMap(new TreeMap<>(shardsOf));
  }

  /** By the budget, in slices of so many ticks. */
  public Placement(int sliceTicks) {
    this(sliceTicks, Budget.DEFAULT, null, Map.of(), false);
  }

  /** Slices of about 10 ms of event time. */
  public static Placement defaultFor(long tickMicros) {
    return new Placement((int) Math.max(1, 10_000 / tickMicros));
  }

  /** The same with every population cut over so many keys. */
  public Placement cutInto(int newShards) {
    return new Placement(sliceTicks, budget, newShards, shardsOf, redraw);
  }

  /** The same in slices of so many ticks. */
  public Placement inSlicesOf(int ticks) {
    return new Placement(ticks, budget, shards, shardsOf, redraw);
  }

  /** The same without storing synapses that can be drawn again. */
  public Placement drawingAgain() {
    return new Placement(sliceTicks, budget, shards, shardsOf, true);
  }

  /** Whether the description itself says into how many shards something is cut. */
  public boolean saysShards() {
    return shards != null || !shardsOf.isEmpty();
  }
}
