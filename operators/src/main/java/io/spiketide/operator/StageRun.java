package io.spiketide.operator;

import io.spiketide.intake.Intake;
import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.Kernel;
import io.spiketide.kernel.KernelState;
import io.spiketide.operator.state.InstanceState;
import io.spiketide.schema.Decision;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.codec.SpikePacketBuffer;

/** Runs instances by one edition of the network and sends what they make. Single-threaded. */
final class StageRun {
  private final CompiledNetwork net;
  private final Kernel kernel;
  private final StageOutput output;
  private final StageMetrics.KernelCounts counts;

  StageRun(CompiledNetwork net, StageOutput.Sender sender, StageMetrics metrics) {
    this.net = net;
    kernel = new Kernel(net);
    counts = metrics.of(net.network(), kernel);
    output = new StageOutput(net, new Counting(sender, counts));
  }

  /** A new instance. */
  InstanceState newInstance() {
    return new InstanceState(net.newState(), new Intake(), output.newOutbox());
  }

  /** Runs the ticks below {@code until}; what is complete is sent. */
  void run(InstanceState state, String instance, long until) {
    KernelState kernelState = state.kernel;
    if (kernelState.started && until < kernelState.tick) {
      return;
    }
    output.begin(instance, state);
    long start = System.nanoTime();
    kernel.run(kernelState, instance, until, state.intake, output);
    output.end();
    counts.ran(System.nanoTime() - start, net.network().time().microsOf(until) / 1000);
  }

  /**
   * Runs the ticks below {@code end} and sends all that is left: the last that this edition does.
   */
  void finish(InstanceState state, String instance, long end) {
    run(state, instance, end);
    output.begin(instance, state);
    output.flush(Math.max(end, state.kernel.tick));
    output.end();
  }

  /** Counts the decisions that it passes on. */
  private record Counting(StageOutput.Sender sender, StageMetrics.KernelCounts counts)
      implements StageOutput.Sender {
    @Override
    public void spikes(SpikePacketBuffer packet) {
      sender.spikes(packet);
    }

    @Override
    public void decision(int readout, Decision decision) {
      sender.decision(readout, decision);
      counts.decided(readout);
    }

    @Override
    public void recording(StateRecording recording) {
      sender.recording(recording);
    }
  }
}
