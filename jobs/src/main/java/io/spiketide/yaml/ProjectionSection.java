package io.spiketide.yaml;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Learning;
import io.spiketide.network.Projection;
import io.spiketide.network.Values;
import java.util.List;
import java.util.Optional;

/** The section {@code projections}: who is connected to whom, how strongly and how late. */
final class ProjectionSection {
  private static final Form<double[]> BIAS_FORM =
      new Form<>(
          "number or list",
          Schemas.anyOf(Schemas.type("number"), Schemas.type("array")),
          ProjectionSection::bias);

  private static final Key<String> FROM =
      Key.required("from", Forms.WORD, "Input or population that sends the spikes.");
  private static final Key<String> TO =
      Key.required("to", Forms.WORD, "Population that receives them.");
  private static final Key<String> NAME =
      Key.optional("name", Forms.WORD, "from->to", "Unique among the projections.");
  private static final Key<String> RECEPTOR =
      Key.optional(
          "receptor",
          Forms.WORD,
          "the first of the model",
          "Synaptic input of the target's model.");
  private static final Key<Connectivity> CONNECT =
      Key.optional("connect", ConnectSection.FORM, "all_to_all", "Which neurons are connected.");
  private static final Key<ValuesForm.Shaped> WEIGHTS =
      Key.optional(
          "weights",
          ValuesForm.WEIGHTS,
          "1",
          "Weights in the unit of the receptor, listed in the order that the rule says.");
  private static final Key<Values> DELAY =
      Key.optional(
          "delay",
          ValuesForm.DELAYS,
          "0 ms",
          "Multiples of the tick, one per synapse if listed; drawn ones are rounded. Every cycle"
              + " needs some.");
  private static final Key<double[]> BIAS =
      Key.optional(
          "bias",
          BIAS_FORM,
          "none",
          "Added to every target neuron (or to each its own) in every tick, spikes or none.");

  private static final Key<Learning> LEARNING =
      Key.optional(
          "learning", LearningSection.FORM, "none", "How the weights change while it runs.");

  static final Section SECTION =
      new Section(
          "projections",
          "Synapses from an input or population to a population: a list.",
          List.of(FROM, TO, NAME, RECEPTOR, CONNECT, WEIGHTS, DELAY, BIAS, LEARNING));

  /** Stands in for a wrong delay, so that no cycle seems to be without one. */
  private static final Values SOME_DELAY = Values.of(1);

  private ProjectionSection() {}

  /**
   * A projection as it is written.
   *
   * @param value where it stands
   * @param weightShape shape of listed weights, else empty
   */
  record Written(Value value, Projection projection, List<Integer> weightShape) {}

  /** Reads a projection; empty if its ends or its rule are missing or wrong. */
  static Optional<Written> read(Value value) {
    Fields fields = Fields.of(value, SECTION);
    fields.requireAll(SECTION);
    Optional<String> from = fields.read(FROM);
    Optional<String> to = fields.read(TO);
    String receptor = fields.read(RECEPTOR, "");
    Optional<Connectivity> connect =
        fields.has(CONNECT) ? fields.read(CONNECT) : Optional.of(new Connectivity.AllToAll(true));
    ValuesForm.Shaped weights =
        fields.read(WEIGHTS, new ValuesForm.Shaped(Values.of(1), List.of()));
    Values delay = fields.has(DELAY) ? fields.read(DELAY, SOME_DELAY) : Values.of(0);
    double[] bias = fields.read(BIAS).orElse(null);
    String name = fields.read(NAME, from.orElse("") + "->" + to.orElse(""));
    if (from.isEmpty() || to.isEmpty() || connect.isEmpty()) {
      return Optional.empty();
    }
    Projection projection =
        new Projection(
            name,
            from.get(),
            to.get(),
            receptor,
            connect.get(),
            weights.values(),
            delay,
            bias,
            fields.read(LEARNING).orElse(null));
    return Optional.of(new Written(value, projection, weights.shape()));
  }

  private static double[] bias(Value value) {
    return value.isList()
        ? NestedList.read(value, Numbers::number).values()
        : new double[] {Numbers.number(value)};
  }
}
