package io.spiketide.yaml;

import io.spiketide.network.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of a description: one for all, listed, from a file, or drawn. */
final class ValuesForm {
  private static final String NPY = "npy";
  private static final Key<String> FILE =
      Key.required("nir", Forms.WORD, "The NIR file, relative to this one.");
  private static final Key<String> NODE =
      Key.required("node", Forms.WORD, "The node whose weights are taken.");
  private static final Section NIR_NODE =
      new Section("nir", "Weights of a node of a NIR file.", List.of(FILE, NODE));

  private static final String QUANTITIES = "quantities";
  private static final String DELAYS_NAME = "delays";
  private static final String WEIGHTS_NAME = "weights";

  static final Form<Shaped> WEIGHTS =
      form("number, list, file or distribution", new Plain(""), WEIGHTS_NAME, true);

  static final Form<Values> DELAYS =
      form("time, list of times or distribution", new Ticks(), DELAYS_NAME, false)
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
    return form("number" + of + ", list, file or distribution", new Plain(unit), QUANTITIES, false)
        .then(Shaped::values);
  }

  /** The definitions that the schemas of these forms refer to. */
  static Map<String, Object> definitions() {
    Map<String, Object> withUnit = Schemas.anyOf(Schemas.type("number"), Schemas.type("string"));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put(QUANTITIES, definition(withUnit, false));
    definitions.put(DELAYS_NAME, definition(Schemas.time(), false));
    definitions.put(WEIGHTS_NAME, definition(Schemas.type("number"), true));
    return definitions;
  }

  private static Map<String, Object> definition(Map<String, Object> number, boolean nirNodes) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(NPY, Schemas.type("string"));
    keys.putAll(Distributions.schemas(number));
    List<Object> choices = new ArrayList<>(List.of(number, Schemas.type("array")));
    keys.forEach(
        (name, schema) -> choices.add(Schemas.object(name, Map.of(name, schema), List.of(name))));
    if (nirNodes) {
      choices.add(Schemas.object(NIR_NODE));
    }
    return Map.of("anyOf", choices);
  }

  private static Form<Shaped> form(
      String text, Distributions.Scale scale, String definition, boolean nirNodes) {
    return new Form<>(text, Schemas.reference(definition), v -> read(v, scale, nirNodes));
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
    List<String> known = new ArrayList<>(List.of(NPY));
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
    if (name.equals(NPY)) {
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
