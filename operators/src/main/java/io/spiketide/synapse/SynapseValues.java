package io.spiketide.synapse;

import io.spiketide.network.DelayRange;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Draws;
import io.spiketide.random.Purpose;

/**
 * Weights and delays of one projection by the place of a synapse (see {@link Wiring.Sink}), listed
 * or drawn by counter, so that they do not depend on how synapses are stored.
 */
final class SynapseValues {
  private static final int MAX_DELAY = DelayRange.MAX_DELAY;

  private final Values weights;
  private final Values delays;
  private final CounterRandom weightRandom;
  private final CounterRandom delayRandom;
  private final int minDelay;
  private final int maxDelay;

  SynapseValues(Projection projection, long seed) {
    weights = projection.weights();
    delays = projection.delays();
    weightRandom = new CounterRandom(seed, Purpose.WEIGHT, projection.name(), "");
    delayRandom = new CounterRandom(seed, Purpose.DELAY, projection.name(), "");
    minDelay = DelayRange.min(delays);
    maxDelay = DelayRange.max(delays);
  }

  /** The smallest delay that a synapse may have, in ticks; see {@link DelayRange}. */
  int minDelay() {
    return minDelay;
  }

  /** The largest delay that a synapse may have, in ticks. */
  int maxDelay() {
    return maxDelay;
  }

  boolean weightIsShared() {
    return weights instanceof Values.Constant;
  }

  boolean delayIsShared() {
    return delays instanceof Values.Constant;
  }

  /**
   * The weight of a synapse, narrowed to float.
   *
   * @throws IllegalArgumentException if it is not a finite float
   */
  float weight(long place) {
    double weight = at(weights, place, weightRandom);
    float narrow = (float) weight;
    if (!Float.isFinite(narrow)) {
      throw new IllegalArgumentException(
          "weight " + weight + " is not a finite 32-bit number; keep within +-" + Float.MAX_VALUE);
    }
    return narrow;
  }

  /**
   * Checks a delay that all synapses share.
   *
   * @throws IllegalArgumentException as {@link #delay} does
   */
  void requireDelay() {
    if (delayIsShared()) {
      delay(0);
    }
  }

  /**
   * The delay of a synapse in ticks; drawn ones are rounded to the nearest tick and brought into
   * the range from {@link #minDelay} to {@link #maxDelay}.
   *
   * @throws IllegalArgumentException if a given delay is not a whole number of ticks, or a delay is
   *     too long
   */
  int delay(long place) {
    double delay = at(delays, place, delayRandom);
    boolean given = delays instanceof Values.Constant || delays instanceof Values.Listed;
    if (given && (delay < 0 || delay != Math.rint(delay))) {
      throw new IllegalArgumentException(
          "delay of " + delay + " ticks is not a whole number of ticks from 0 on");
    }
    if (given && !(delay <= MAX_DELAY)) {
      throw new IllegalArgumentException(
          "delay of " + delay + " ticks is above " + MAX_DELAY + " ticks; use a longer tick");
    }
    return (int) Math.max(minDelay, Math.min(maxDelay, Math.round(delay)));
  }

  private static double at(Values values, long place, CounterRandom random) {
    return values instanceof Values.Listed listed
        ? listed.values()[(int) place]
        : Draws.at(values, 0, random, place);
  }
}
