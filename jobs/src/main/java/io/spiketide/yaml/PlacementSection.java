package io.spiketide.yaml;

import io.spiketide.network.Placement;
import java.util.List;

/** The section {@code placement}: how the network is laid out over the job. */
final class PlacementSection {
  private static final Key<Integer> SLICE =
      Key.optional(
          "slice", Forms.FEW_TICKS, "about 10 ms", "Event time that one spike packet covers.");

  static final Section SECTION =
      new Section("placement", "How the network is laid out over the job.", List.of(SLICE));

  static final Form<Placement> FORM =
      new Form<>("section", Schemas.reference("placement"), PlacementSection::read);

  private PlacementSection() {}

  private static Placement read(Value value) {
    Placement otherwise = Placement.defaultFor(value.reading().tickMicros());
    return new Placement(Fields.of(value, SECTION).read(SLICE, otherwise.sliceTicks()));
  }
}
