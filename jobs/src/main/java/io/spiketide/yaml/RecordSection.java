package io.spiketide.yaml;

import io.spiketide.network.StateRecording;
import java.util.List;
import java.util.Optional;

/** The section {@code record}: state variables that are written to a topic. */
final class RecordSection {
  private static final Key<String> OF =
      Key.required("of", Forms.WORD, "The population that is recorded.");
  private static final Key<String> VARIABLE =
      Key.required("variable", Forms.WORD, "State variable of its model, such as v.");
  private static final Key<Integer> EVERY =
      Key.optional("every", Forms.FEW_TICKS, "every tick", "Time between samples.");

  static final Section SECTION =
      new Section(
          "record",
          "State variables that go to the recordings topic: a list.",
          List.of(OF, VARIABLE, EVERY));

  private RecordSection() {}

  /** Reads a recording; empty if it is wrong. */
  static Optional<StateRecording> read(Value value) {
    Fields fields = Fields.of(value, SECTION);
    fields.requireAll(SECTION);
    Optional<String> of = fields.read(OF);
    Optional<String> variable = fields.read(VARIABLE);
    int every = fields.read(EVERY, 1);
    return of.flatMap(o -> variable.map(v -> new StateRecording(o, v, every)));
  }
}
