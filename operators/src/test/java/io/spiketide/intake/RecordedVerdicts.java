package io.spiketide.intake;

import io.spiketide.schema.codec.SensorPacketBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes verdicts down: {@code what[:index] reason}, in order. */
final class RecordedVerdicts implements Verdicts {
  final List<String> all = new ArrayList<>();
  final List<String> details = new ArrayList<>();
  int duplicateEvents;
  int lateEvents;
  int rejectedEvents;

  /** What was written down since the last call. */
  List<String> taken() {
    List<String> taken = List.copyOf(all);
    all.clear();
    return taken;
  }

  @Override
  public void duplicate(SensorPacketBuffer packet) {
    duplicateEvents += packet.size();
    all.add("duplicate");
  }

  @Override
  public void rejectedPacket(SensorPacketBuffer packet, String reason, String detail) {
    rejectedEvents += packet.size();
    note("packet " + reason, detail);
  }

  @Override
  public void rejectedFrontier(SensorPacketBuffer packet, String reason, String detail) {
    note("frontier " + reason, detail);
  }

  @Override
  public void rejectedEvent(SensorPacketBuffer packet, int event, String reason, String detail) {
    rejectedEvents++;
    note("event:" + event + " " + reason, detail);
  }

  @Override
  public void lateEvent(SensorPacketBuffer packet, int event, long frontier) {
    lateEvents++;
    all.add("late:" + event + " behind " + frontier);
  }

  @Override
  public void rejectedMark(SensorPacketBuffer packet, int mark, String reason, String detail) {
    note("mark:" + mark + " " + reason, detail);
  }

  @Override
  public void sequenceGap(SensorPacketBuffer packet, long expected) {
    all.add("gap from " + expected + " to " + packet.sequence());
  }

  private void note(String what, String detail) {
    all.add(what);
    details.add(detail);
  }
}
