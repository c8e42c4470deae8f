package io.spiketide.operator.state;

import io.spiketide.intake.Channel;
import io.spiketide.intake.SpikeInbox;
import io.spiketide.kernel.KernelState;
import io.spiketide.neuron.Spikes;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that a state holds as text, numbers bit for bit, for comparison. */
final class StateText {
  private final StringBuilder text = new StringBuilder();

  private StateText() {}

  static String of(InstanceState state) {
    StateText text = new StateText();
    text.kernel(state.kernel);
    state.intake.channels.forEach(text::channel);
    state.intake.marks.forEach(mark -> text.line(mark));
    for (SpikeInbox.Inbound inbound : state.intake.spikes.channels) {
      text.line("heard " + inbound.nextSequence + " " + inbound.frontier);
      inbound.waiting.forEach(
          (tick, neuron, count) -> text.line(tick + " " + neuron + " " + count));
    }
    text.line("epoch " + state.outbox.epoch);
    text.outbox(state.outbox);
    text.line(
        "commands " + state.commands.waiting() + state.commands.heard() + state.commands.upTo);
    return text.text.toString();
  }

  private void kernel(KernelState kernel) {
    line(kernel.layout);
    line(
        kernel.started
            + " "
            + kernel.tick
            + " "
            + kernel.startTick
            + " "
            + kernel.lastActiveTick
            + " "
            + kernel.episode);
    for (double[][] group : kernel.arrays) {
      line("group");
      for (double[] array : group) {
        line(bits(array));
      }
    }
    for (@Nullable Spikes[] slots : kernel.history) {
      line("history of " + slots.length);
      for (Spikes spikes : slots) {
        line(spikes == null ? "" : spikes(spikes));
      }
    }
  }

  private static String spikes(Spikes spikes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < spikes.size(); i++) {
      text.append(spikes.neuron(i)).append('x').append(spikes.count(i)).append(' ');
    }
    return text.toString();
  }

  private void channel(Channel c) {
    line(
        "channel "
            + c.input
            + " "
            + c.source
            + " "
            + c.epoch
            + " "
            + c.nextSequence
            + " "
            + c.frontier
            + " "
            + c.latest
            + " "
            + c.jumpTo
            + " "
            + c.jumpWitnesses);
    c.waiting.forEach((tick, address, value) -> line(tick + " " + address + " " + value));
  }

  private void outbox(Outbox outbox) {
    for (Outbox.Pending pending : outbox.spikes) {
      line("pending " + pending.sequence + " " + pending.promised);
      for (int i = 0; i < pending.size; i++) {
        line(pending.ticks[i] + " " + pending.neurons[i] + " " + pending.counts[i]);
      }
    }
    for (Outbox.Samples samples : outbox.samples) {
      line("samples " + samples.sequence + " " + samples.firstTick + " " + samples.count);
      line(bits(samples.values));
    }
    line(Arrays.toString(outbox.decisionSequences));
  }

  private static String bits(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> Long.toHexString(Double.doubleToRawLongBits(value)))
        .collect(Collectors.joining(" "));
  }

  private void line(Object line) {
    text.append(line).append('\n');
  }
}
