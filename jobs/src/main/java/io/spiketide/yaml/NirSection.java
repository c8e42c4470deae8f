package io.spiketide.yaml;

import io.spiketide.nir.NirOptions;
import io.spiketide.nir.NirOptions.Discretisation;
import io.spiketide.nir.NirOptions.Loop;
import io.spiketide.nir.NirOptions.Reset;
import io.spiketide.nir.NirRepair;
import io.spiketide.time.TimeBase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The section {@code nir}: populations and projections from a trained network's file. */
final class NirSection {
  private static final Key<String> FILE =
      Key.required("file", Forms.WORD, "The NIR file, relative to this one.");
  private static final Key<Reset> RESET =
      Key.optional(
          "reset",
          Forms.choice(words(Reset.values(), Reset::word)).then(Reset::of),
          Reset.V_RESET.word(),
          "What a spike does to the membrane; as the network was trained.");
  private static final Key<Discretisation> DISCRETISATION =
      Key.optional(
          "discretisation",
          Forms.choice(words(Discretisation.values(), Discretisation::word))
              .then(Discretisation::of),
          Discretisation.SNNTORCH.word(),
          "How the equations are made discrete; as the network was trained.");
  private static final Key<Loop> LOOP =
      Key.optional(
          "loop",
          Forms.choice(words(Loop.values(), Loop::word)).then(Loop::of),
          Loop.BEFORE_WEIGHTS.word(),
          "Where a recurrent loop without a delay of its own is delayed by one tick.");
  private static final Key<List<NirRepair>> REPAIR =
      Key.optional(
          "repair",
          new Form<>(
              "list of " + String.join(", ", NirRepair.words()),
              Schemas.listOf(Map.of("enum", NirRepair.words())),
              v -> v.items().stream().map(i -> NirRepair.of(i.text())).toList()),
          "none",
          "What may be mended in a file that is wrong in a known way.");

  static final Section SECTION =
      new Section(
          "nir",
          "Inputs, populations and projections from a NIR file. Other sections add to them; an input"
              + " or population of the file may be named again to set what the file does not say"
              + " (encoder, sources, disorder, max_jump; initial, publish).",
          List.of(FILE, RESET, DISCRETISATION, LOOP, REPAIR));

  static final Form<File> FORM = new Form<>("section", Schemas.reference("nir"), NirSection::read);

  private NirSection() {}

  /** The section as written. */
  record File(
      String file, Reset reset, Discretisation discretisation, Loop loop, List<NirRepair> repairs) {

    NirOptions options(String name, TimeBase time) {
      return new NirOptions(
          name,
          time.tickMicros(),
          time.stepMillis(),
          reset,
          discretisation,
          loop,
          Set.copyOf(repairs));
    }
  }

  /** Reports a key that the NIR file has settled. */
  static void refuse(Fields fields, Key<?> key) {
    Value value = fields.values().get(key.name());
    if (value != null) {
      value
          .reading()
          .report(value.mistake("the NIR file says " + key.name() + " already", "leave it out"));
    }
  }

  private static File read(Value value) {
    Fields fields = Fields.of(value, SECTION);
    return new File(
        fields.need(FILE),
        fields.read(RESET, Reset.V_RESET),
        fields.read(DISCRETISATION, Discretisation.SNNTORCH),
        fields.read(LOOP, Loop.BEFORE_WEIGHTS),
        fields.read(REPAIR, List.of()));
  }

  private static <T> List<String> words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).toList();
  }
}
