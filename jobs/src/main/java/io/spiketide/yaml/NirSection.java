package io.spiketide.yaml;

import io.spiketide.time.TimeBase;
import java.util.List;

/** The section {@code nir}: populations and projections from a trained network's file. */
final class NirSection {
  private static final Key<String> FILE =
      Key.required("file", Forms.WORD, "The NIR file, relative to this one.");
  private static final Key<String> RESET =
      Key.optional(
          "reset",
          Forms.choice(List.of("v_reset", "zero", "subtract")),
          "v_reset",
          "What a spike does to the membrane; as the network was trained.");
  private static final Key<String> DISCRETISATION =
      Key.optional(
          "discretisation",
          Forms.choice(List.of("snntorch", "norse", "sinabs", "rockpool", "exact")),
          "snntorch",
          "How the equations are made discrete; as the network was trained.");
  private static final Key<String> LOOP =
      Key.optional(
          "loop",
          Forms.choice(List.of("before_weights", "after_weights")),
          "before_weights",
          "Where a recurrent loop without a delay of its own is delayed by one tick.");

  static final Section SECTION =
      new Section(
          "nir",
          "Inputs, populations and projections from a NIR file. Other sections add to them; an input"
              + " or population of the file may be named again to set what the file does not say"
              + " (encoder, sources, disorder, max_jump; initial, publish).",
          List.of(FILE, RESET, DISCRETISATION, LOOP));

  static final Form<File> FORM =
      new Form<>("section", Schemas.reference("nir"), NirSection::read);

  private NirSection() {}

  /**
   * What the file does not say.
   *
   * @param name name of the network
   * @param reset a word of the section, as are discretisation and loop
   */
  record Options(String name, TimeBase time, String reset, String discretisation, String loop) {}

  /** The section as written. */
  record File(String file, String reset, String discretisation, String loop) {
    Options options(String name, TimeBase time) {
      return new Options(name, time, reset, discretisation, loop);
    }
  }

  /** Reports a key that the NIR file has settled. */
  static void refuse(Fields fields, Key<?> key) {
    Value value = fields.values().get(key.name());
    if (value != null) {
      value
          .reading()
          .report(
              value.mistake(
                  "the NIR file says " + key.name() + " already", "leave it out"));
    }
  }

  private static File read(Value value) {
    Fields fields = Fields.of(value, SECTION);
    return new File(
        fields.need(FILE),
        fields.read(RESET, "v_reset"),
        fields.read(DISCRETISATION, "snntorch"),
        fields.read(LOOP, "before_weights"));
  }
}
