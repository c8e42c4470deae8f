package io.spiketide.operator;

import io.spiketide.schema.ControlAck;
import io.spiketide.schema.Decision;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.codec.SpikePacketBuffer;
import java.util.function.Consumer;

/** Where packets go of which those of spikes alone are read. */
record SpikesTo(Consumer<SpikePacketBuffer> reader) implements StageOutput.Sender {
  @Override
  public void spikes(SpikePacketBuffer packet) {
    reader.accept(packet);
  }

  @Override
  public void forward(SpikePacketBuffer packet) {}

  @Override
  public void decision(int readout, Decision decision) {}

  @Override
  public void recording(StateRecording recording) {}

  @Override
  public void ack(ControlAck ack, int tickMicros) {}

  @Override
  public void snapshot(WeightSnapshot snapshot) {}
}
