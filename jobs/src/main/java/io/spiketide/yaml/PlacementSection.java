package io.spiketide.yaml;

import io.spiketide.network.Budget;
import io.spiketide.network.Placement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code placement}: how the network is laid out over the job. */
final class PlacementSection {
  private static final long MEGABYTE = 1_000_000;

  private static final Key<Integer> SLICE =
      Key.optional(
          "slice", Forms.FEW_TICKS, "about 10 ms", "Event time that one spike packet covers.");
  private static final Form<Map<String, Integer>> SHARDS_FORM =
      new Form<>(
          "whole number, or one for each population",
          Schemas.anyOf(Schemas.atLeast(1), Schemas.mapOf(Schemas.atLeast(1))),
          PlacementSection::shards);
  private static final Key<Map<String, Integer>> SHARDS =
      Key.optional(
          "shards",
          SHARDS_FORM,
          "as few as the limits allow",
          "Into how many shards populations are cut, each with a key of its own.");
  private static final Key<Integer> NEURONS =
      Key.optional("neurons", Forms.COUNT, "2000000", "Most neurons of a key, else it is cut.");
  private static final Key<Integer> SYNAPSES =
      Key.optional("synapses", Forms.COUNT, "500000000", "Most synapses of a key, else it is cut.");
  private static final Key<Integer> MEMORY =
      Key.optional(
          "memory_mb",
          Forms.COUNT,
          "4294",
          "Most memory of a key in MB, for synapses and the state of an instance.");

  private static final Key<Boolean> REDRAW =
      Key.optional(
          "redraw",
          Forms.FLAG,
          "false",
          "Whether synapses of fixed_probability are drawn again for each spike instead of being"
              + " stored: no memory, more time.");

  /** Stands for all populations that are not named. */
  private static final String ALL = "";

  static final Section SECTION =
      new Section(
          "placement",
          "How the network is laid out over the job; changes nothing that it does.",
          List.of(SLICE, SHARDS, NEURONS, SYNAPSES, MEMORY, REDRAW));

  static final Form<Placement> FORM =
      new Form<>("section", Schemas.reference("placement"), PlacementSection::read);

  private PlacementSection() {}

  private static Placement read(Value value) {
    Placement otherwise = Placement.defaultFor(value.reading().tickMicros());
    Fields fields = Fields.of(value, SECTION);
    Map<String, Integer> shards = new TreeMap<>(fields.read(SHARDS, Map.of()));
    Integer all = shards.remove(ALL);
    Budget usual = otherwise.budget();
    Budget budget =
        new Budget(
            fields.read(NEURONS).map(Integer::longValue).orElse(usual.neurons()),
            fields.read(SYNAPSES).map(Integer::longValue).orElse(usual.synapses()),
            fields.read(MEMORY).map(mb -> mb * MEGABYTE).orElse(usual.bytes()));
    return new Placement(
        fields.read(SLICE, otherwise.sliceTicks()),
        budget,
        all,
        shards,
        fields.read(REDRAW, false));
  }

  private static Map<String, Integer> shards(Value value) {
    Map<String, Integer> shards = new TreeMap<>();
    if (value.isMapping()) {
      Fields.open(value)
          .values()
          .forEach(
              (population, number) ->
                  Fields.attempt(number, Forms.COUNT).ifPresent(n -> shards.put(population, n)));
    } else {
      shards.put(ALL, Forms.COUNT.read(value));
    }
    return shards;
  }
}
