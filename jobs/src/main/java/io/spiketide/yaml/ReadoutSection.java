package io.spiketide.yaml;

import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.Settings;
import io.spiketide.readout.Readout;
import io.spiketide.readout.Readouts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code readouts}: questions to populations and when they are answered. */
final class ReadoutSection {
  private static final String EPISODE = "episode";

  private static final Key<Long> LENGTH =
      Key.required("length", Forms.TICKS, "How far the window reaches back.");
  private static final Key<Long> EVERY =
      Key.optional(
          "every", Forms.TICKS, "length", "Time between answers; length is a multiple of it.");
  static final Section WINDOW_SECTION =
      new Section("window", "A sliding window.", List.of(LENGTH, EVERY));

  private static final Form<Window> WINDOW_FORM =
      new Form<>(
          "episode, or a window",
          Schemas.anyOf(Map.of("const", EPISODE), Schemas.object(WINDOW_SECTION)),
          ReadoutSection::window);

  private static final Key<String> TYPE =
      Key.required("type", Forms.WORD, "Name of the readout; its parameters stand beside it.");
  private static final Key<String> OF =
      Key.required("of", Forms.WORD, "The population that is read.");
  private static final Key<Window> WINDOW =
      Key.optional(
          "window", WINDOW_FORM, EPISODE, "When it answers: at the end of each episode, or often.");
  private static final Key<List<String>> LABELS =
      Key.optional(
          "labels",
          Forms.WORDS,
          "the numbers of the neurons",
          "Names of the classes; with fewer labels than neurons each names a block of them.");

  static final Components<Readout> READOUTS = new Components<>(Readouts.CATALOG, TYPE);

  static final Section SECTION =
      new Section(
          "readouts",
          "Answers on the decisions topic: one entry per readout, under a name of its own.",
          List.of(OF, TYPE, WINDOW, LABELS));

  static final List<Key<?>> OTHERS = List.of(OF, WINDOW, LABELS);

  private ReadoutSection() {}

  /** Reads a readout; empty if its population, type or window is missing or wrong. */
  static Optional<ReadoutSpec> read(String name, Value value) {
    Fields fields = Fields.open(value);
    fields.requireAll(SECTION);
    Optional<String> of = fields.read(OF);
    Optional<Settings> settings =
        fields
            .read(TYPE)
            .map(t -> READOUTS.read(fields, OTHERS.stream().<String>map(Key::name).toList()));
    Optional<Window> window =
        fields.has(WINDOW) ? fields.read(WINDOW) : Optional.of(new Window.Episode());
    List<String> labels = fields.read(LABELS, List.of());
    if (of.isEmpty() || settings.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ReadoutSpec(name, of.get(), settings.get(), window.get(), labels));
  }

  private static Window window(Value value) {
    if (value.isScalar()) {
      if (!value.text().equals(EPISODE)) {
        throw value.mistake(
            "unknown window " + value.kind(), "write episode, or {length: 100 ms, every: 10 ms}");
      }
      return new Window.Episode();
    }
    Fields fields = Fields.of(value, WINDOW_SECTION);
    long length = fields.need(LENGTH);
    return new Window.Ticks(length, fields.has(EVERY) ? fields.need(EVERY) : length);
  }
}
