package io.spiketide.intake;

import io.spiketide.schema.SensorPacket;
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
  public void duplicate(SensorPacket packet) {
    duplicateEvents += packet.timeOffsets().length;
    all.add("duplicate");
  }

  @Override
  public void rejectedPacket(SensorPacket packet, String reason, String detail) {
    rejectedEvents += packet.timeOffsets().length;
    note("packet " + reason, detail);
  }

  @Override
  public void rejectedFrontier(SensorPacket packet, String reason, String detail) {
    note("frontier " + reason, detail);
  }

  @Override
  public void rejectedEvent(SensorPacket packet, int event, String reason, String detail) {
    rejectedEvents++;
    note("event:" + event + " " + reason, detail);
  }

  @Override
  public void lateEvent(SensorPacket packet, int event, long frontier) {
    lateEvents++;
    all.add("late:" + event + " behind " + frontier);
  }

  @Override
  public void rejectedMark(SensorPacket packet, int mark, String reason, String detail) {
    note("mark:" + mark + " " + reason, detail);
  }

  @Override
  public void sequenceGap(SensorPacket packet, long expected) {
    all.add("gap from " + expected + " to " + packet.sequence());
  }

  private void note(String what, String detail) {
    all.add(what);
    details.add(detail);
  }
}
