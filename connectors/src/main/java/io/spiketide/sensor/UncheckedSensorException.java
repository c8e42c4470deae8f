package io.spiketide.sensor;

/** Carries a {@link SensorException} through code that does not know of it. */
public final class UncheckedSensorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SensorException fault;

  public UncheckedSensorException(SensorException fault) {
    super(fault.getMessage(), fault);
    this.fault = fault;
  }

  /** What it carries. */
  public SensorException fault() {
    return fault;
  }
}
