package io.spiketide.it.ingest;

import io.spiketide.intake.Admission;
import io.spiketide.intake.Intake;
import io.spiketide.intake.Verdicts;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.codec.SensorPacketBuffer;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.List;

/** What a job takes of the packets of one source. */
final class IntakeRun implements Verdicts {
  private final Intake intake = new Intake();
  private final Admission admission;
  private final List<String> refusals = new ArrayList<>();
  private long processed;

  /**
   * @param addresses of the network's only input
   */
  IntakeRun(int addresses) {
    Settings events = Settings.of("events");
    Input input = new Input("in", Shape.of(addresses), events, 1, null, 3_600_000_000L);
    admission =
        new Admission(
            new Network(
                "net",
                TimeBase.ofMicros(1000),
                1,
                List.of(input),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Instances.perRecordKey(),
                new Placement(10)));
  }

  void take(SensorPacket packet) {
    SensorPacketBuffer buffer = new SensorPacketBuffer();
    buffer.set(packet);
    processed += admission.admit(intake, buffer, this).processed();
    admission.settle(intake);
  }

  /** Events that were taken. */
  long processed() {
    return processed;
  }

  /** Whatever was not taken as it came. */
  List<String> refusals() {
    return refusals;
  }

  @Override
  public void duplicate(SensorPacketBuffer packet) {
    refusals.add("duplicate");
  }

  @Override
  public void rejectedPacket(SensorPacketBuffer packet, String reason, String detail) {
    refusals.add(detail);
  }

  @Override
  public void rejectedFrontier(SensorPacketBuffer packet, String reason, String detail) {
    refusals.add(detail);
  }

  @Override
  public void rejectedEvent(SensorPacketBuffer packet, int event, String reason, String detail) {
    refusals.add(detail);
  }

  @Override
  public void lateEvent(SensorPacketBuffer packet, int event, long frontier) {
    refusals.add("late: " + packet.timeAt(event) + " behind " + frontier);
  }

  @Override
  public void rejectedMark(SensorPacketBuffer packet, int mark, String reason, String detail) {
    refusals.add(detail);
  }

  @Override
  public void sequenceGap(SensorPacketBuffer packet, long expected) {
    refusals.add("gap before " + packet.sequence());
  }
}
