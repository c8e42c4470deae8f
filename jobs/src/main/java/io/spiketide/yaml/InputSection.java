package io.spiketide.yaml;

import io.spiketide.encoding.SpikeEncoder;
import io.spiketide.encoding.SpikeEncoders;
import io.spiketide.network.Input;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section {@code inputs}: where sensor events enter. */
final class InputSection {
  static final Components<SpikeEncoder> ENCODERS =
      new Components<>(
          SpikeEncoders.CATALOG, Key.required("type", Forms.WORD, "Name of the encoder."));

  private static final Key<Shape> SHAPE =
      Key.optional(
          "shape",
          Forms.SHAPE,
          "required, except for rewards and labels",
          "Addresses of the sensor, such as [2, 34, 34]; numbered with the last dimension fastest.");
  private static final Key<List<Settings>> ENCODER =
      Key.optional(
          "encoder",
          oneOrMore(ENCODERS.form()),
          "events",
          "How spikes are made of events; what one encoder of a list makes is what the next takes.");
  private static final Key<Integer> SOURCES =
      Key.optional(
          "sources",
          Forms.COUNT,
          "1",
          "Number of sources that each instance has here; it starts when all have been heard.");
  private static final Key<Long> DISORDER =
      Key.optional(
          "disorder",
          Forms.MICROS_OR_ZERO,
          "packets carry frontiers",
          "For sources that promise no frontier: an event is at most this much older than the latest"
              + " one seen.");
  private static final Key<Long> MAX_JUMP =
      Key.optional(
          "max_jump",
          Forms.MICROS,
          "1 h",
          "An event this far ahead is rejected, unless the next packet confirms the jump.");

  private static final Key<String> SIGNAL =
      Key.optional(
          "signal",
          Forms.choice(List.of("reward", "label", "target")),
          "it is a sensor",
          "It brings a learning signal: a number at address 0, a class, or a neuron that should"
              + " fire.");
  private static final Key<List<String>> LABELS =
      Key.optional("labels", Forms.WORDS, "none", "The classes of a label, one per address.");

  private static final Key<Long> WAIT =
      Key.optional(
          "wait",
          Forms.MICROS_OR_ZERO,
          "until it promises",
          "How far the sensors may be ahead of a learning signal before the network goes on without"
              + " it; a later one is late.");

  static final Section SECTION =
      new Section(
          "inputs",
          "Where sensor events enter: one entry per input, under a name of its own.",
          List.of(SHAPE, ENCODER, SOURCES, DISORDER, MAX_JUMP, SIGNAL, LABELS, WAIT));

  private InputSection() {}

  private static Form<List<Settings>> oneOrMore(Form<Settings> one) {
    return new Form<>(
        one.text() + ", or a list of them",
        Schemas.anyOf(one.schema(), Schemas.listOf(one.schema())),
        value -> value.isList() ? several(value, one) : List.of(one.read(value)));
  }

  private static List<Settings> several(Value list, Form<Settings> one) {
    List<Settings> several =
        list.items().stream().flatMap(item -> Fields.attempt(item, one).stream()).toList();
    if (list.items().isEmpty()) {
      throw list.mistake("the list of encoders is empty", "write one, or leave the key out");
    }
    return several.isEmpty() ? List.of(Settings.of("events")) : several;
  }

  /**
   * Reads an input; empty if its shape is missing or wrong.
   *
   * @param base the input of that name of a NIR graph, whose shape stays; null if there is none
   */
  static Optional<Input> read(String name, Value value, @Nullable Input base) {
    Fields fields = Fields.of(value, SECTION);
    Signal signal = signal(fields);
    Optional<Shape> shape;
    Input otherwise;
    if (base == null) {
      if (fields.has(SHAPE)) {
        shape = fields.read(SHAPE);
      } else if (signal == null || signal.kind() == Signal.Kind.TARGET) {
        shape = Optional.of(fields.need(SHAPE));
      } else {
        shape = Optional.of(Shape.of(Math.max(1, signal.labels().size())));
      }
      otherwise = Input.events(name, shape.orElse(Shape.of(1)));
    } else {
      NirSection.refuse(fields, SHAPE);
      shape = Optional.of(base.shape());
      otherwise = base;
    }
    List<Settings> encoders = fields.read(ENCODER, otherwise.encoders());
    int sources = fields.read(SOURCES, otherwise.sources());
    Long disorder = fields.read(DISORDER).orElse(otherwise.disorderMicros());
    long maxJump = fields.read(MAX_JUMP, otherwise.maxJumpMicros());
    return shape.map(s -> new Input(name, s, encoders, sources, disorder, maxJump, signal));
  }

  private static @Nullable Signal signal(Fields fields) {
    List<String> labels = fields.read(LABELS, List.of());
    Long wait = fields.read(WAIT).orElse(null);
    return fields
        .read(SIGNAL)
        .map(word -> new Signal(Signal.Kind.valueOf(word.toUpperCase(Locale.ROOT)), labels, wait))
        .orElse(null);
  }
}
