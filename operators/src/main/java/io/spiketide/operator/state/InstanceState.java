package io.spiketide.operator.state;

import io.spiketide.intake.Intake;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import java.util.List;

/** All that one instance of a network keeps between records: the value of the keyed state. */
public final class InstanceState {
  public final KernelState kernel;
  public final Intake intake;
  public final Outbox outbox;
  public final CommandQueue commands;

  /** A state without commands. */
  public InstanceState(KernelState kernel, Intake intake, Outbox outbox) {
    this(kernel, intake, outbox, new CommandQueue());
  }

  public InstanceState(KernelState kernel, Intake intake, Outbox outbox, CommandQueue commands) {
    this.kernel = kernel;
    this.intake = intake;
    this.outbox = outbox;
    this.commands = commands;
  }

  /** A copy that shares nothing mutable with this one. */
  public InstanceState copy() {
    return new InstanceState(kernel.copy(), intake.copy(), outbox.copy(), commands.copy());
  }

  /**
   * This state for a network that has changed, by the names of the description; itself if it has
   * the very layout of this network.
   *
   * @throws IllegalStateException if it does not fit the network; says what
   */
  public InstanceState adoptedBy(CompiledNetwork net) {
    if (kernel.layout == net.layout()) {
      return this;
    }
    List<String> before = kernel.layout.names(Layout.INPUT);
    List<String> now = net.layout().names(Layout.INPUT);
    if (!before.equals(now)) {
      throw new IllegalStateException(
          "inputs: events were stored for "
              + before
              + " but the network has "
              + now
              + "; start from a savepoint of this network or without one");
    }
    Outbox adopted =
        kernel.layout.equals(net.layout()) ? outbox : outbox.adoptedBy(kernel.layout, net.layout());
    return new InstanceState(net.adopt(kernel), intake, adopted, commands);
  }
}
