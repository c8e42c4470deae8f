package io.spiketide.yaml;

import io.spiketide.catalog.Component;
import io.spiketide.network.Learning;
import io.spiketide.network.Settings;
import io.spiketide.plasticity.LearningRule;
import io.spiketide.plasticity.LearningRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands under {@code learning} of a projection: how its weights change. */
final class LearningSection {
  private static final Key<String> RULE =
      Key.required("rule", Forms.WORD, "Name of the rule; its parameters stand beside it.");
  private static final Key<String> SIGNAL =
      Key.optional("signal", Forms.WORD, "none", "Input that brings the rule's learning signal.");
  private static final Key<List<String>> LABELS =
      Key.optional(
          "labels", Forms.WORDS, "those of the signal", "Classes that marks of episodes name.");

  static final Components<LearningRule> RULES = new Components<>(LearningRules.CATALOG, RULE);

  private static final List<Key<?>> OTHERS = List.of(SIGNAL, LABELS);

  static final Form<Learning> FORM =
      new Form<>(
          "learning rule, or its name alone", Map.of("anyOf", schemas()), LearningSection::read);

  private LearningSection() {}

  private static List<Object> schemas() {
    List<Object> schemas = new ArrayList<>();
    schemas.add(Map.of("enum", LearningRules.CATALOG.all().stream().map(Component::name).toList()));
    schemas.addAll(RULES.schemas(OTHERS));
    return schemas;
  }

  private static Learning read(Value value) {
    if (!value.isMapping()) {
      return Learning.by(Settings.of(value.text()));
    }
    Fields fields = Fields.open(value);
    Settings rule = RULES.read(fields, List.of(SIGNAL.name(), LABELS.name()));
    return new Learning(rule, fields.read(SIGNAL, ""), fields.read(LABELS, List.of()));
  }
}
