package io.spiketide.operator;

import io.spiketide.schema.DeadLetter;
import io.spiketide.schema.Decision;
import io.spiketide.schema.LateEvents;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.StateRecording;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.DeadLetterCodec;
import io.spiketide.schema.codec.DecisionCodec;
import io.spiketide.schema.codec.LateEventsCodec;
import io.spiketide.schema.codec.PacketCodec;
import io.spiketide.schema.codec.SpikePacketCodec;
import io.spiketide.schema.codec.StateRecordingCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import java.util.ArrayList;
import java.util.List;

/** What a stage sent, decoded. */
record Sent(StageHarness harness, WireFormat format) {

  List<SpikePacket> spikePackets() {
    return decoded("spikes", new SpikePacketCodec(format));
  }

  /** All spikes in order, as {@code instance population tick neuron xcount}. */
  List<String> spikes() {
    List<String> spikes = new ArrayList<>();
    for (SpikePacket packet : spikePackets()) {
      for (int i = 0; i < packet.neurons().length; i++) {
        int count = packet.counts().length == 0 ? 1 : packet.counts()[i];
        spikes.add(
            packet.instance()
                + " "
                + packet.population()
                + " "
                + (packet.firstTick() + packet.tickOffsets()[i])
                + " "
                + packet.neurons()[i]
                + " x"
                + count);
      }
    }
    return spikes;
  }

  List<Decision> decisions() {
    return decoded("decisions", new DecisionCodec(format));
  }

  List<StateRecording> recordings() {
    return decoded("recordings", new StateRecordingCodec(format));
  }

  List<LateEvents> late() {
    return decoded("late-events", new LateEventsCodec(format));
  }

  List<DeadLetter> deadLetters() {
    return decoded("dead-letters", new DeadLetterCodec(format));
  }

  private <T> List<T> decoded(String topic, PacketCodec<T> codec) {
    List<T> packets = new ArrayList<>();
    for (OutboundRecord record : harness.sentTo(topic)) {
      try {
        packets.add(codec.decode(record.value()));
      } catch (WireException e) {
        throw new AssertionError("topic " + topic + " holds bytes that are no packet", e);
      }
    }
    return packets;
  }
}
