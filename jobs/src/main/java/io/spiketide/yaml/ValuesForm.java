package io.spiketide.yaml;

import io.spiketide.network.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of a description: one for all, listed, from a file, or drawn. */
final class ValuesForm {
  private static final Key<String> FILE =
      Key.required("nir", Forms.WORD, "The NIR file, relative to this one.");
  private static final Key<String> NODE =
      Key.required("node", Forms.WORD, "The node whose weights are taken.");
  private static final Section NIR_NODE =
      new Section("nir", "Weights of a node of a NIR file.", List.of(FILE, NODE), "");

  static final Form<Shaped> WEIGHTS =
      form("number, list, file or distribution", new Plain(""), Schemas.type("number"), true);

  static final Form<Values> DELAYS =
      form("time, list of times or distribution", new Ticks(), Schemas.time(), false)
          .then(Shaped::values);

  static final Form<Values> INITIAL = inUnit("");

  private ValuesForm() {}

  /**
   * Values as they are written.
   *
   * @param shape of listed values; empty if they are not listed
   */
  record Shaped(Values values, List<Integer> shape) {}

  /** Numbers in a unit, which may be written behind a single number. */
  static Form<Values> inUnit(String unit) {
    String of = unit.isEmpty() ? "" : " in " + unit;
    Map<String, Object> number =
        unit.isEmpty()
            ? Schemas.type("number")
            : Schemas.anyOf(Schemas.type("number"), Schemas.type("string"));
    return form("number" + of + ", list, file or distribution", new Plain(unit), number, false)
        .then(Shaped::values);
  }

  private static Form<Shaped> form(
      String text, Distributions.Scale scale, Map<String, Object> number, boolean nirNodes) {
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("npy", Schemas.type("string"));
    files.putAll(Distributions.schemas(number));
    List<Object> choices = new ArrayList<>(List.of(number, Schemas.type("array")));
    files.forEach(
        (name, schema) ->
            choices.add(Schemas.object(name, Map.of(name, schema), List.of(name))));
    if (nirNodes) {
      choices.add(Schemas.object(NIR_NODE));
    }
    return new Form<>(text, Map.of("anyOf", choices), v -> read(v, scale, nirNodes));
  }

  private static Shaped read(Value value, Distributions.Scale scale, boolean nirNodes) {
    if (value.isScalar()) {
      return new Shaped(Values.of(scale.exact(value)), List.of());
    } else if (value.isList()) {
      Tensor tensor = NestedList.read(value, scale::exact);
      return new Shaped(new Values.Listed(tensor.values()), tensor.shape());
    }
    Map<String, Value> entries = Fields.open(value).values();
    if (nirNodes && entries.containsKey(FILE.name())) {
      Fields fields = Fields.of(value, NIR_NODE);
      Path file = value.reading().resolve(fields.need(FILE));
      return shaped(value.reading().weightFiles().nir(file, fields.need(NODE)));
    }
    List<String> known = new ArrayList<>(List.of("npy"));
    if (nirNodes) {
      known.add(FILE.name());
    }
    known.addAll(Distributions.NAMES);
    if (entries.size() != 1) {
      throw value.mistake(
          entries.size() + " keys where one says what the numbers are", "use one of " + known);
    }
    String name = entries.keySet().iterator().next();
    Value content = entries.values().iterator().next();
    if (name.equals("npy")) {
      return shaped(value.reading().weightFiles().npy(value.reading().resolve(content.text())));
    } else if (!Distributions.NAMES.contains(name)) {
      throw Fields.unknown(content, name, "use one of " + known);
    }
    return new Shaped(Distributions.read(name, content, scale), List.of());
  }

  private static Shaped shaped(Tensor tensor) {
    return tensor.shape().isEmpty()
        ? new Shaped(Values.of(tensor.values()[0]), List.of())
        : new Shaped(new Values.Listed(tensor.values()), tensor.shape());
  }

  /** Numbers as they are. */
  private record Plain(String unit) implements Distributions.Scale {
    @Override
    public double exact(Value value) {
      return Numbers.number(value, unit);
    }

    @Override
    public double drawn(Value value) {
      return Numbers.number(value, unit);
    }

    @Override
    public Values lognormal(Value value, double mu, double sigma) {
      return new Values.Lognormal(mu, sigma);
    }
  }

  /** Times, counted in ticks. */
  private record Ticks() implements Distributions.Scale {
    private static final double MICROS_PER_MILLI = 1000;

    @Override
    public double exact(Value value) {
      return Times.ticks(value);
    }

    @Override
    public double drawn(Value value) {
      return Times.micros(value).doubleValue() / value.reading().tickMicros();
    }

    @Override
    public Values lognormal(Value value, double mu, double sigma) {
      double ticksPerMilli = MICROS_PER_MILLI / value.reading().tickMicros();
      return new Values.Lognormal(mu + StrictMath.log(ticksPerMilli), sigma);
    }
  }
}
