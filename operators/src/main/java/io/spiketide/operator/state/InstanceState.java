package io.spiketide.operator.state;

import io.spiketide.intake.Intake;
import io.spiketide.kernel.KernelState;

/** All that one instance of a network keeps between records: the value of the keyed state. */
public final class InstanceState {
  public final KernelState kernel;
  public final Intake intake;
  public final Outbox outbox;

  public InstanceState(KernelState kernel, Intake intake, Outbox outbox) {
    this.kernel = kernel;
    this.intake = intake;
    this.outbox = outbox;
  }

  /** A copy that shares nothing mutable with this one. */
  public InstanceState copy() {
    return new InstanceState(kernel.copy(), intake.copy(), outbox.copy());
  }
}
