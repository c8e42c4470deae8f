package io.spiketide.yaml;

import io.spiketide.competition.Competition;
import io.spiketide.competition.Competitions;
import io.spiketide.network.Population;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.NeuronModel;
import io.spiketide.neuron.NeuronModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The section {@code populations}: neurons and their models. */
final class PopulationSection {
  static final Components<NeuronModel> MODELS =
      new Components<>(
          NeuronModels.CATALOG, Key.required("model", Forms.WORD, "Name of the neuron model."));

  static final Components<Competition> COMPETITIONS =
      new Components<>(
          Competitions.CATALOG, Key.required("type", Forms.WORD, "Name of the competition."));

  private static final Form<Map<String, Values>> INITIAL_FORM =
      new Form<>(
          "number, list, file or distribution for each variable",
          Schemas.mapOf(ValuesForm.INITIAL.schema()),
          PopulationSection::initial);

  private static final Key<Shape> SHAPE =
      Key.required(
          "shape", Forms.SHAPE, "Neurons, such as [512] or [8, 32, 32]; last dimension fastest.");
  private static final Key<Settings> NEURON =
      Key.required("neuron", MODELS.form(), "Neuron model with its parameters and options.");
  private static final Key<Map<String, Values>> INITIAL =
      Key.optional(
          "initial",
          INITIAL_FORM,
          "as the model says",
          "State variables at the start, in their unit.");
  private static final Key<Boolean> PUBLISH =
      Key.optional("publish", Forms.FLAG, "false", "Whether its spikes go to the spikes topic.");

  private static final Key<Settings> COMPETITION =
      Key.optional(
          "competition", COMPETITIONS.form(), "none", "How its neurons compete to be heard.");

  static final Section SECTION =
      new Section(
          "populations",
          "Neurons that share a model: one entry per population, under a name of its own.",
          List.of(SHAPE, NEURON, INITIAL, PUBLISH, COMPETITION));

  private PopulationSection() {}

  /**
   * Reads a population; empty if its shape or model is missing or wrong.
   *
   * @param base the population of that name of a NIR graph, whose shape and model stay; null if
   *     there is none
   */
  static Optional<Population> read(String name, Value value, @Nullable Population base) {
    Fields fields = Fields.of(value, SECTION);
    if (base != null) {
      NirSection.refuse(fields, SHAPE);
      NirSection.refuse(fields, NEURON);
      return Optional.of(
          new Population(
              name,
              base.shape(),
              base.model(),
              fields.read(INITIAL, base.initial()),
              fields.read(PUBLISH, base.publish()),
              fields.read(COMPETITION).orElse(base.competition())));
    }
    fields.requireAll(SECTION);
    Optional<Shape> shape = fields.read(SHAPE);
    Optional<Settings> model = fields.read(NEURON);
    Map<String, Values> initial = fields.read(INITIAL, Map.of());
    boolean publish = fields.read(PUBLISH, false);
    Settings competition = fields.read(COMPETITION).orElse(null);
    return shape.flatMap(
        s -> model.map(m -> new Population(name, s, m, initial, publish, competition)));
  }

  private static Map<String, Values> initial(Value value) {
    Map<String, Values> initial = new LinkedHashMap<>();
    Fields.open(value)
        .values()
        .forEach(
            (variable, values) ->
                Fields.attempt(values, ValuesForm.INITIAL)
                    .ifPresent(v -> initial.put(variable, v)));
    return initial;
  }
}
