package io.spiketide.yaml;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The key {@code connect} of a projection: a rule and its keys. */
final class ConnectSection {
  private static final String RULE = "rule";
  private static final Pair ONE = new Pair(1, 1);
  private static final Pair ZERO = new Pair(0, 0);

  private static final Key<Boolean> AUTAPSES =
      Key.optional(
          "autapses",
          Forms.FLAG,
          "true",
          "Whether a neuron may connect to itself, within one population.");
  private static final Key<Boolean> MULTAPSES =
      Key.optional("multapses", Forms.FLAG, "true", "Whether a source may be drawn repeatedly.");
  private static final Key<Double> PROBABILITY =
      Key.required("p", Forms.NUMBER, "Probability of each pair, from 0 to 1.");
  private static final Key<Integer> INDEGREE =
      Key.required("indegree", Forms.COUNT_OR_ZERO, "Sources of each target neuron.");
  private static final Key<Long> NUMBER = Key.required("number", Forms.LONG, "Synapses in all.");
  private static final Key<Connectivity> PAIRS =
      Key.required(
          "pairs",
          new Form<>(
              "list of [source, target]",
              Schemas.listOf(Schemas.listOf(Schemas.atLeast(0))),
              ConnectSection::pairs),
          "Neurons by number, counted from 0.");
  private static final Key<Integer> CHANNELS =
      Key.required("channels", Forms.COUNT, "Channels of the target.");
  private static final Key<Integer> KERNEL = Key.required("kernel", Forms.COUNT, "Kernel length.");
  private static final Key<Integer> STRIDE =
      Key.optional("stride", Forms.COUNT, "1", "Step of the kernel.");
  private static final Key<Integer> PADDING =
      Key.optional("padding", Forms.COUNT_OR_ZERO, "0", "Zeros added on either side.");
  private static final Key<Integer> DILATION =
      Key.optional("dilation", Forms.COUNT, "1", "Distance of the kernel's elements.");
  private static final Key<Integer> GROUPS =
      Key.optional(
          "groups", Forms.COUNT, "1", "Groups of channels that are not connected with each other.");
  private static final Key<Pair> KERNEL_2D = Key.required("kernel", Forms.PAIR, "Kernel size.");
  private static final Key<Pair> STRIDE_2D =
      Key.optional("stride", Forms.PAIR, "1", "Step of the kernel.");
  private static final Key<Pair> PADDING_2D =
      Key.optional("padding", Forms.PAIR_OR_ZERO, "0", "Zeros added on either side.");
  private static final Key<Pair> DILATION_2D =
      Key.optional("dilation", Forms.PAIR, "1", "Distance of the kernel's elements.");
  private static final Key<Pair> WINDOW = Key.required("kernel", Forms.PAIR, "Window size.");
  private static final Key<Pair> WINDOW_STRIDE =
      Key.optional("stride", Forms.PAIR, "kernel", "Step of the window.");

  /** A rule: its name and keys, the order of listed weights in words, and how it is made. */
  record Rule(Section section, String weights, Function<Fields, Connectivity> maker) {}

  static final List<Rule> RULES =
      List.of(
          rule(
              "all_to_all",
              "Every source neuron to every target neuron (also written dense).",
              "[target][source]",
              List.of(AUTAPSES),
              f -> new Connectivity.AllToAll(f.read(AUTAPSES, true))),
          rule(
              "dense",
              "The same as all_to_all.",
              "[target][source]",
              List.of(AUTAPSES),
              f -> new Connectivity.AllToAll(f.read(AUTAPSES, true))),
          rule(
              "one_to_one",
              "Neuron i to neuron i of a target of the same size; flatten and scale are this.",
              "one per neuron",
              List.of(),
              f -> new Connectivity.OneToOne()),
          rule(
              "listed",
              "The given pairs, repeats allowed.",
              "one per pair",
              List.of(PAIRS),
              f -> f.need(PAIRS)),
          rule(
              "fixed_probability",
              "Each pair with a probability, independently.",
              "not listed",
              List.of(PROBABILITY, AUTAPSES),
              f -> new Connectivity.FixedProbability(f.need(PROBABILITY), f.read(AUTAPSES, true))),
          rule(
              "fixed_indegree",
              "Each target neuron from the same number of drawn sources.",
              "not listed",
              List.of(INDEGREE, AUTAPSES, MULTAPSES),
              f ->
                  new Connectivity.FixedIndegree(
                      f.need(INDEGREE), f.read(AUTAPSES, true), f.read(MULTAPSES, true))),
          rule(
              "fixed_total_number",
              "A number of synapses, source and target of each drawn with repetition.",
              "not listed",
              List.of(NUMBER, AUTAPSES),
              f -> new Connectivity.FixedTotalNumber(f.need(NUMBER), f.read(AUTAPSES, true))),
          rule(
              "conv1d",
              "Cross-correlation over a source of shape [channels, length].",
              "[out][in / groups][kernel]",
              List.of(CHANNELS, KERNEL, STRIDE, PADDING, DILATION, GROUPS),
              f ->
                  new Connectivity.Conv1d(
                      f.need(CHANNELS),
                      f.need(KERNEL),
                      f.read(STRIDE, 1),
                      f.read(PADDING, 0),
                      f.read(DILATION, 1),
                      f.read(GROUPS, 1))),
          rule(
              "conv2d",
              "Cross-correlation over a source of shape [channels, height, width].",
              "[out][in / groups][kernel height][kernel width]",
              List.of(CHANNELS, KERNEL_2D, STRIDE_2D, PADDING_2D, DILATION_2D, GROUPS),
              f ->
                  new Connectivity.Conv2d(
                      f.need(CHANNELS),
                      f.need(KERNEL_2D),
                      f.read(STRIDE_2D, ONE),
                      f.read(PADDING_2D, ZERO),
                      f.read(DILATION_2D, ONE),
                      f.read(GROUPS, 1))),
          pool("sum_pool", "Sum of the counts in each window.", Pool2d.Kind.SUM),
          pool("avg_pool", "Mean of the counts in each window.", Pool2d.Kind.AVERAGE),
          pool("max_pool", "Largest count of the tick in each window.", Pool2d.Kind.MAX));

  static final Form<Connectivity> FORM =
      new Form<>("rule with its keys, or its name alone", schema(), ConnectSection::read);

  private ConnectSection() {}

  private static Rule rule(
      String name,
      String doc,
      String weights,
      List<Key<?>> keys,
      Function<Fields, Connectivity> maker) {
    List<Key<?>> all = new ArrayList<>();
    all.add(Key.required(RULE, Forms.choice(List.of(name)), "Name of the rule."));
    all.addAll(keys);
    return new Rule(new Section(name, doc, all), weights, maker);
  }

  private static Rule pool(String name, String doc, Pool2d.Kind kind) {
    return rule(
        name,
        doc,
        "one number for all",
        List.of(WINDOW, WINDOW_STRIDE, PADDING_2D),
        f -> {
          Pair window = f.need(WINDOW);
          return new Pool2d(kind, window, f.read(WINDOW_STRIDE, window), f.read(PADDING_2D, ZERO));
        });
  }

  private static Connectivity read(Value value) {
    Value name = value;
    if (!value.isScalar()) {
      name = Fields.open(value).values().get(RULE);
      if (name == null) {
        throw value.mistake("the key rule is missing", "add rule: one of " + names());
      }
    }
    String wanted = name.text();
    for (Rule rule : RULES) {
      if (rule.section().name().equals(wanted)) {
        if (!value.isScalar()) {
          return rule.maker().apply(Fields.of(value, rule.section()));
        } else if (rule.section().keys().stream().anyMatch(ConnectSection::asksForMore)) {
          throw value.mistake(
              wanted + " takes more keys",
              "write {rule: " + wanted + ", …} with its " + rule.section().names());
        }
        return rule.maker().apply(Fields.empty(value));
      }
    }
    throw name.mistake("unknown rule " + Value.quote(wanted), "use one of " + names());
  }

  private static boolean asksForMore(Key<?> key) {
    return key.isRequired() && !key.name().equals(RULE);
  }

  private static List<String> names() {
    return RULES.stream().map(r -> r.section().name()).toList();
  }

  private static Map<String, Object> schema() {
    List<Object> choices = new ArrayList<>();
    choices.add(
        Map.of(
            "enum",
            RULES.stream()
                .map(Rule::section)
                .filter(s -> s.keys().stream().noneMatch(ConnectSection::asksForMore))
                .map(Section::name)
                .toList()));
    RULES.forEach(rule -> choices.add(Schemas.object(rule.section())));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", choices);
    return schema;
  }

  private static Connectivity pairs(Value value) {
    List<Value> pairs = value.items();
    int[] sources = new int[pairs.size()];
    int[] targets = new int[pairs.size()];
    for (int i = 0; i < sources.length; i++) {
      List<Value> pair = pairs.get(i).items();
      if (pair.size() != 2) {
        throw pairs.get(i).mistake("a pair of " + pair.size(), "write [source, target]");
      }
      sources[i] = Forms.COUNT_OR_ZERO.read(pair.get(0));
      targets[i] = Forms.COUNT_OR_ZERO.read(pair.get(1));
    }
    return new Connectivity.Listed(sources, targets);
  }
}
