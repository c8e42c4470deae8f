package io.spiketide.intake;

import io.spiketide.encoding.TickEvents;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Signal;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The admission of a network with a tick of 1 ms, the intake of one instance and its verdicts. */
final class Gate {
  static final long MAX_JUMP = 1_000_000;

  final RecordedVerdicts verdicts = new RecordedVerdicts();
  final Intake intake = new Intake();
  final Admission admission;

  private Gate(List<Input> inputs) {
    admission =
        new Admission(
            new Network(
                "net",
                TimeBase.ofMicros(1000),
                1,
                inputs,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Instances.perRecordKey(),
                new Placement(10)));
  }

  /** One input {@code in} of 10 addresses, max_jump 1 s. */
  static Gate of(int sources, @Nullable Long disorderMicros) {
    return new Gate(List.of(input("in", sources, disorderMicros)));
  }

  /** Inputs {@code a} and {@code b} of one source each, without a bound on disorder. */
  static Gate ofTwoInputs() {
    return new Gate(List.of(input("a", 1, null), input("b", 1, null)));
  }

  /** A sensor {@code a} and rewards {@code b}. */
  static Gate withRewards(@Nullable Long waitMicros) {
    return new Gate(
        List.of(
            input("a", 1, null),
            new Input(
                "b",
                Shape.of(1),
                List.of(Settings.of("events")),
                1,
                null,
                MAX_JUMP,
                new Signal(Signal.Kind.REWARD, List.of(), waitMicros))));
  }

  private static Input input(String name, int sources, @Nullable Long disorderMicros) {
    Settings events = Settings.of("events");
    return new Input(name, Shape.of(10), events, sources, disorderMicros, MAX_JUMP);
  }

  Admission.Tally admit(SensorPacket packet) {
    SensorPacketBuffer buffer = new SensorPacketBuffer();
    buffer.set(packet);
    Admission.Tally tally = admission.admit(intake, buffer, verdicts);
    admission.settle(intake);
    return tally;
  }

  long safeTick() {
    return admission.safeTick(intake);
  }

  Channel channel() {
    return intake.channels.get(0);
  }

  /** Addresses of the events of an input in a tick, in the order in which they are taken. */
  List<Integer> take(int input, long tick) {
    TickEvents events = new TickEvents();
    intake.take(input, tick, events);
    List<Integer> addresses = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      addresses.add(events.address(i));
    }
    return addresses;
  }

  /** Ticks of all events that wait, by channel and order. */
  List<Long> waitingTicks() {
    List<Long> ticks = new ArrayList<>();
    for (Channel channel : intake.channels) {
      channel.waiting.forEach((tick, address, value) -> ticks.add(tick));
    }
    return ticks;
  }
}
