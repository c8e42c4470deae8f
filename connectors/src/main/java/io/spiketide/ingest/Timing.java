package io.spiketide.ingest;

/** Which time an event of a live sensor has. */
public enum Timing {
  /**
   * The sensor's, moved once so that its first event has the time of its arrival: for clocks that
   * count from when they were switched on. Intervals are the sensor's to the µs.
   */
  ANCHORED,

  /** The sensor's as it is: for clocks that show the time of day. */
  SENSOR,

  /** That of its arrival, on the clock of this host. */
  ARRIVAL
}
