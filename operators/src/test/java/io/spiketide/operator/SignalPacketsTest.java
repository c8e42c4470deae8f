package io.spiketide.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Signal;
import io.spiketide.schema.LearningSignal;
import io.spiketide.schema.LearningSignals;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How learning signals become events of the inputs that bring them. */
class SignalPacketsTest {
  private final SignalPackets signals =
      new SignalPackets(
          new Network(
              "taught",
              TimeBase.ofMicros(1000),
              1,
              List.of(
                  Input.events("cam", Shape.of(4)),
                  signal("reward", 1, Signal.Kind.REWARD),
                  signal("label", 2, Signal.Kind.LABEL, "cup", "dog"),
                  signal("target", 9, Signal.Kind.TARGET)),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              Instances.perRecordKey(),
              new Placement(10)));

  private static Input signal(String name, int size, Signal.Kind kind, String... labels) {
    return new Input(
        name,
        Shape.of(size),
        List.of(Settings.of("events")),
        1,
        null,
        1_000_000,
        new Signal(kind, List.of(labels), null));
  }

  private List<SensorPacket> take(LearningSignal... all) {
    signals.take(new LearningSignals("teacher", 2, 7, 9000, "", List.of(all)));
    return signals.packets().stream().map(SensorPacketBuffer::toPacket).toList();
  }

  @Test
  void eachInputGetsItsOwnAndThePromiseOfAll() {
    List<SensorPacket> packets =
        take(
            new LearningSignal(5000, 0.5, "", -1),
            new LearningSignal(6000, 0, "dog", -1),
            new LearningSignal(4000, 0, "", 8),
            new LearningSignal(7000, -2, "cup", -1));

    assertThat(packets)
        .extracting(SensorPacket::input)
        .containsExactly("reward", "label", "target");
    assertThat(packets).allMatch(p -> p.frontier() == 9000 && p.sequence() == 7 && p.epoch() == 2);
    assertThat(packets.get(0).timeOffsets()).containsExactly(0, 2000);
    assertThat(packets.get(0).values()).containsExactly(0.5f, -2f);
    assertThat(packets.get(1).addresses()).containsExactly(1, 0);
    assertThat(packets.get(2).timeOffsets()).containsExactly(-1000);
    assertThat(packets.get(2).addresses()).containsExactly(8);
    assertThat(signals.faults()).isEmpty();
  }

  @Test
  void whatTheNetworkDoesNotLearnFromIsNamed() {
    List<SensorPacket> packets =
        take(
            new LearningSignal(5000, 0, "bird", -1),
            new LearningSignal(5000 + (1L << 40), 1, "", -1));

    assertThat(packets).allMatch(p -> p.addresses().length == 0);
    assertThat(signals.faults())
        .containsExactly(
            "a label 'bird' is none that the network learns from; its labels are [cup, dog]",
            "a signal of time 1099511632776 µs is more than 35 minutes from the first of its packet;"
                + " send it in a packet of its own");
  }
}
