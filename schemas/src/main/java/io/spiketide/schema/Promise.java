package io.spiketide.schema;

/** Values that a packet's frontier can take besides a time. */
public final class Promise {
  /** The producer promises nothing; the description's bound on disorder rules. */
  public static final long NONE = Long.MIN_VALUE;

  private Promise() {}
}
