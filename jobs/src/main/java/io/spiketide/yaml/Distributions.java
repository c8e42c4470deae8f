package io.spiketide.yaml;

import io.spiketide.network.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How drawn numbers are written: one key that names the distribution, and its parameters. */
final class Distributions {
  private static final Key<Double> MEAN = Key.required("mean", Forms.NUMBER, "Mean.");
  private static final Key<Double> SD = Key.required("sd", Forms.NUMBER, "Standard deviation.");
  private static final Key<Double> MIN =
      Key.optional("min", Forms.NUMBER, "-.inf", "Smallest value; others are drawn again.");
  private static final Key<Double> MAX =
      Key.optional("max", Forms.NUMBER, ".inf", "Largest value; others are drawn again.");
  private static final Key<Double> MU = Key.required("mu", Forms.NUMBER, "Mean of the logarithm.");
  private static final Key<Double> SIGMA =
      Key.required("sigma", Forms.NUMBER, "Standard deviation of the logarithm.");

  static final Section NORMAL =
      new Section("normal", "A normal distribution.", List.of(MEAN, SD, MIN, MAX));

  static final Section LOGNORMAL =
      new Section(
          "lognormal",
          "exp(mu + sigma z) with z standard normal (delays: in ms).",
          List.of(MU, SIGMA));

  static final List<String> NAMES = List.of("uniform", "normal", "lognormal");

  private Distributions() {}

  /**
   * Reads a distribution.
   *
   * @param scale what the numbers of the distribution are in
   */
  static Values read(String name, Value value, Scale scale) {
    return switch (name) {
      case "uniform" -> uniform(value, scale);
      case "normal" -> normal(value, scale);
      default -> lognormal(value, scale);
    };
  }

  private static Values uniform(Value value, Scale scale) {
    List<Value> ends = value.items();
    if (ends.size() != 2) {
      throw value.mistake(
          "uniform takes two numbers, not " + ends.size(), "write uniform: [low, high]");
    }
    return new Values.Uniform(scale.drawn(ends.get(0)), scale.drawn(ends.get(1)));
  }

  private static Values normal(Value value, Scale scale) {
    Fields fields = Fields.of(value, NORMAL);
    return new Values.Normal(
        fields.need(MEAN, scale::drawn),
        fields.need(SD, scale::drawn),
        fields.has(MIN) ? fields.need(MIN, scale::drawn) : Double.NEGATIVE_INFINITY,
        fields.has(MAX) ? fields.need(MAX, scale::drawn) : Double.POSITIVE_INFINITY);
  }

  private static Values lognormal(Value value, Scale scale) {
    Fields fields = Fields.of(value, LOGNORMAL);
    return scale.lognormal(value, fields.need(MU), fields.need(SIGMA));
  }

  /** Schemas of the distributions by name, with numbers in the given form. */
  static Map<String, Object> schemas(Map<String, Object> number) {
    Map<String, Object> schemas = new LinkedHashMap<>();
    schemas.put("uniform", Schemas.listOf(number));
    Map<String, Object> normal = new LinkedHashMap<>();
    NORMAL.names().forEach(name -> normal.put(name, number));
    schemas.put("normal", Schemas.object(NORMAL.doc(), normal, List.of("mean", "sd")));
    schemas.put("lognormal", Schemas.object(LOGNORMAL));
    return schemas;
  }

  /** What numbers are counted in. */
  interface Scale {
    /** A single or listed number, exact. */
    double exact(Value value);

    /** A number of a distribution, whose draws may be rounded. */
    double drawn(Value value);

    Values lognormal(Value value, double mu, double sigma);
  }
}
