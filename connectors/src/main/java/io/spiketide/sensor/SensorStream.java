package io.spiketide.sensor;

/** What of a recording is read: many formats hold several kinds of data side by side. */
public enum SensorStream {
  /** The sensor's own events or samples. */
  EVENTS("events"),
  /**
   * Readings of the inertial unit: one event per reading and component, its value in the file's
   * unit.
   */
  IMU("imu"),
  /** External signals at the camera's trigger input. */
  TRIGGERS("triggers"),
  /** What people or programs wrote to a signal afterwards, such as beats to an ECG. */
  ANNOTATIONS("annotations");

  private final String symbol;

  SensorStream(String symbol) {
    this.symbol = symbol;
  }

  /** The name on command lines. */
  public String symbol() {
    return symbol;
  }
}
