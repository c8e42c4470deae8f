package io.spiketide.random;

/** What random numbers are drawn for; numbers of different purposes are independent. */
public enum Purpose {
  CONNECTIVITY(1),
  WEIGHT(2),
  DELAY(3),
  PARAMETER(4),
  INITIAL_STATE(5),
  NOISE(6),
  ENCODER(7),
  SENSOR(8),
  SAMPLING(9);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The number that enters the key; never changed once released. */
  int code() {
    return code;
  }
}
