package io.spiketide.time;

import java.io.Serializable;

/**
 * The time base of a network: the length of a tick in event time, and the step of its equations.
 *
 * <p>Both are the same for a network described in physical units. They differ for a trained model:
 * a recorded step of 5 ms may be one model step of 0.1 ms.
 *
 * @param tickMicros length of a tick in event time, in whole µs, at least 1
 * @param stepMillis time in ms by which the equations advance in one tick, above 0
 */
public record TimeBase(long tickMicros, double stepMillis) implements Serializable {

  /** Longest tick: about 36 minutes, in µs; packets carry it in 32 bits. */
  public static final long MAX_TICK_MICROS = Integer.MAX_VALUE;

  /** How far a time may be off whole steps: rounding of two decimal fractions. */
  private static final double TOLERANCE = 1e-6;

  public TimeBase {
    if (tickMicros < 1 || tickMicros > MAX_TICK_MICROS) {
      throw new IllegalArgumentException(
          "tick of " + tickMicros + " µs is outside 1.." + MAX_TICK_MICROS + " µs");
    }
    if (!(stepMillis > 0) || Double.isInfinite(stepMillis)) {
      throw new IllegalArgumentException("model step of " + stepMillis + " ms is not above 0");
    }
  }

  /** A time base whose equations advance by the length of the tick. */
  public static TimeBase ofMicros(long tickMicros) {
    return new TimeBase(tickMicros, tickMicros / 1000.0);
  }

  /** The tick that contains an event time in µs: floor(time / tick). */
  public long tickOf(long micros) {
    return Math.floorDiv(micros, tickMicros);
  }

  /** The first tick that starts at or after an event time in µs: ceil(time / tick). */
  public long tickCeil(long micros) {
    return -Math.floorDiv(-micros, tickMicros);
  }

  /** Event time in µs at which a tick starts. */
  public long microsOf(long tick) {
    return tick * tickMicros;
  }

  /**
   * The steps of the equations in a time, which must be 1, 2, 3, … of them.
   *
   * @param name of the time, for the message
   * @throws IllegalArgumentException if they are not
   */
  public long wholeSteps(String name, double millis) {
    double steps = millis / stepMillis;
    double whole = Math.rint(steps);
    if (whole < 1 || Math.abs(steps - whole) > TOLERANCE * whole) {
      throw new IllegalArgumentException(
          "%s %s ms is no whole number of model steps of %s ms; use a multiple of the step"
              .formatted(name, millis, stepMillis));
    }
    return (long) whole;
  }

  /** Length of a tick in ms of event time. */
  public double tickMillis() {
    return tickMicros / 1000.0;
  }
}
