package io.spiketide.synapse;

import io.spiketide.network.Range;
import io.spiketide.neuron.Spikes;

/**
 * Synapses that are not stored: those of a spike are drawn again, with their weights and delays,
 * when it is delivered. They are the very synapses that would be stored.
 */
final class DrawnRows implements Synapses {
  private final ProbabilityWiring wiring;
  private final int sources;
  private final Range range;
  private final SynapseValues values;
  private final long count;

  /**
   * @param count mean number of synapses
   */
  DrawnRows(ProbabilityWiring wiring, int sources, Range range, SynapseValues values, long count) {
    this.wiring = wiring;
    this.sources = sources;
    this.range = range;
    this.values = values;
    this.count = count;
  }

  @Override
  public int minDelay() {
    return values.minDelay();
  }

  @Override
  public int maxDelay() {
    return values.maxDelay();
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public Delivery delivery() {
    return new Drawing();
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int source = 0; source < sources; source++) {
      wiring.row(
          source,
          range,
          (from, target, place) ->
              visitor.synapse(
                  from, target - range.from(), values.weight(place), values.delay(place)));
    }
  }

  @Override
  public long bytes() {
    return 0;
  }

  /** Adds what it is told of, synapse by synapse. */
  private final class Drawing implements Delivery, Wiring.Sink {
    private final boolean oneWeight = values.weightIsShared();
    private final boolean oneDelay = values.delayIsShared();
    private final float sharedWeight = oneWeight ? values.weight(0) : 0;
    private double[][] ring = {};
    private int slot;
    private double count;
    private long events;

    @Override
    public long deliver(Spikes spikes, double[][] newRing, int newSlot) {
      ring = newRing;
      slot = newSlot;
      events = 0;
      for (int i = 0; i < spikes.size(); i++) {
        count = spikes.count(i);
        wiring.row(spikes.neuron(i), range, this);
      }
      return events;
    }

    @Override
    public void synapse(int source, int target, long place) {
      float weight = oneWeight ? sharedWeight : values.weight(place);
      int later = oneDelay ? slot : slot + values.delay(place) - values.minDelay();
      ring[later < ring.length ? later : later - ring.length][target - range.from()] +=
          weight * count;
      events++;
    }
  }
}
