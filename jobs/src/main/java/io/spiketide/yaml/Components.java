package io.spiketide.yaml;

import io.spiketide.catalog.Catalog;
import io.spiketide.catalog.Component;
import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.network.Settings;
import io.spiketide.network.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The components of a catalog as they are written: the name under a key of its own, parameters and
 * options flat beside it.
 *
 * @param selector the key that holds the name, such as {@code model}
 */
record Components<T extends Component>(Catalog<T> catalog, Key<String> selector) {

  /** A component on its own: its bare name, or keys and values. */
  Form<Settings> form() {
    List<Object> schemas = new ArrayList<>();
    schemas.add(Map.of("enum", catalog.all().stream().map(Component::name).toList()));
    schemas.addAll(schemas(List.of()));
    return new Form<>(
        catalog.kind() + ", or its name alone",
        Map.of("anyOf", schemas),
        value ->
            value.isMapping() ? read(Fields.open(value), List.of()) : Settings.of(value.text()));
  }

  /**
   * Reads the component among the fields; wrong parameters are reported and left out.
   *
   * @param others names of keys that are not the component's
   */
  Settings read(Fields fields, List<String> others) {
    Settings settings = Settings.of(fields.need(selector));
    Optional<T> component = catalog.find(settings.type());
    if (component.isEmpty()) {
      return settings;
    }
    Map<String, Values> parameters = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    fields
        .values()
        .forEach(
            (name, value) -> {
              Optional<ParameterSpec> parameter =
                  component.get().parameters().stream()
                      .filter(p -> p.name().equals(name))
                      .findFirst();
              Optional<OptionSpec> option =
                  component.get().options().stream().filter(o -> o.name().equals(name)).findFirst();
              if (parameter.isPresent()) {
                Fields.attempt(value, ValuesForm.inUnit(parameter.get().unit()))
                    .ifPresent(v -> parameters.put(name, v));
              } else if (option.isPresent()) {
                Fields.attempt(value, Forms.WORD).ifPresent(v -> options.put(name, v));
              } else if (!name.equals(selector.name()) && !others.contains(name)) {
                value.reading().report(unknown(component.get(), name, value, others));
              }
            });
    return new Settings(settings.type(), parameters, options);
  }

  /**
   * Schemas of the components, one each.
   *
   * @param others keys beside those of the component
   */
  List<Object> schemas(List<Key<?>> others) {
    List<Object> schemas = new ArrayList<>();
    for (T component : catalog.all()) {
      Map<String, Object> properties = new LinkedHashMap<>();
      List<String> required = new ArrayList<>();
      for (Key<?> key : others) {
        properties.put(key.name(), Schemas.described(key));
        if (key.isRequired()) {
          required.add(key.name());
        }
      }
      properties.put(selector.name(), Map.of("const", component.name()));
      required.add(selector.name());
      for (ParameterSpec parameter : component.parameters()) {
        properties.put(parameter.name(), Schemas.described(key(parameter)));
        if (parameter.isRequired()) {
          required.add(parameter.name());
        }
      }
      for (OptionSpec option : component.options()) {
        properties.put(option.name(), Schemas.described(key(option)));
      }
      schemas.add(Schemas.object(component.summary(), properties, required));
    }
    return schemas;
  }

  private static Key<Values> key(ParameterSpec parameter) {
    Form<Values> form = ValuesForm.inUnit(parameter.unit());
    return parameter.isRequired()
        ? Key.required(parameter.name(), form, parameter.doc())
        : Key.optional(
            parameter.name(), form, String.valueOf(parameter.defaultValue()), parameter.doc());
  }

  private static Key<String> key(OptionSpec option) {
    return Key.optional(
        option.name(), Forms.choice(option.choices()), option.defaultChoice(), option.doc());
  }

  private Mistake unknown(T component, String name, Value value, List<String> others) {
    List<String> known = new ArrayList<>(others);
    known.add(selector.name());
    component.parameters().forEach(p -> known.add(p.name()));
    component.options().forEach(o -> known.add(o.name()));
    return Fields.unknown(value, name, component.name() + " takes " + known);
  }
}
