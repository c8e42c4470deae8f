package io.spiketide.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The keys and values of a mapping. What is wrong with one key is reported, and the others are read
 * all the same.
 */
final class Fields {
  private final Value whole;
  private final Map<String, Value> values;

  private Fields(Value whole, Map<String, Value> values) {
    this.whole = whole;
    this.values = values;
  }

  /** Any keys, such as names that the author chose; keys that are there twice are reported. */
  static Fields open(Value value) {
    if (!(value.node() instanceof MappingNode mapping)) {
      throw value.mistake(
          "keys and values are wanted, not " + value.kind(),
          "write key: value on lines of their own");
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      add(value, entry, values);
    }
    return new Fields(value, values);
  }

  /** No keys at all, in place of a value that is a bare name. */
  static Fields empty(Value value) {
    return new Fields(value, Map.of());
  }

  /** The keys of a section; unknown ones are reported. */
  static Fields of(Value value, Section section) {
    Fields fields = open(value);
    List<String> known = section.names();
    fields.values.forEach(
        (name, entry) -> {
          if (!known.contains(name)) {
            value.reading().report(unknown(entry, name, "use one of " + known));
          }
        });
    return fields;
  }

  static Mistake unknown(Value value, String name, String mend) {
    return value.mistake("unknown key " + Value.quote(name), mend);
  }

  /** The value of a key; empty if it is absent or wrong, which is then reported. */
  <T> Optional<T> read(Key<T> key) {
    Value value = values.get(key.name());
    return value == null ? Optional.empty() : attempt(value, key.form());
  }

  /** The value of a key; the fallback if it is absent or wrong, which is then reported. */
  <T> T read(Key<T> key, T fallback) {
    return read(key).orElse(fallback);
  }

  /**
   * The value of a required key.
   *
   * @throws Mistake if it is absent
   */
  <T> T need(Key<T> key) {
    Value value = values.get(key.name());
    if (value == null) {
      throw whole.mistake("the key " + key.name() + " is missing", "add " + key.name());
    }
    return key.form().read(value);
  }

  /** The value of a key that is there, read in another form than usual. */
  <T> T need(Key<T> key, Function<Value, T> reader) {
    return need(new Key<>(key.name(), new Form<>("", Map.of(), reader), key.fallback(), key.doc()));
  }

  /** Where the value of a key that is there stands. */
  Value value(Key<?> key) {
    Value value = values.get(key.name());
    if (value == null) {
      throw new IllegalStateException(key.name() + " is not there");
    }
    return value;
  }

  boolean has(Key<?> key) {
    return values.containsKey(key.name());
  }

  Map<String, Value> values() {
    return values;
  }

  /** Reads a value; empty if it is wrong, which is then reported. */
  static <T> Optional<T> attempt(Value value, Form<T> form) {
    return attempt(value, form::read, "wanted is " + form.text());
  }

  /**
   * Makes something of a value; empty if that fails, which is then reported.
   *
   * @param mend what to do where an exception does not say it itself
   */
  static <T> Optional<T> attempt(Value value, Function<Value, T> reader, String mend) {
    try {
      return Optional.of(reader.apply(value));
    } catch (Mistake mistake) {
      value.reading().report(mistake);
    } catch (IllegalArgumentException e) {
      value.reading().report(refused(value, String.valueOf(e.getMessage()), mend));
    }
    return Optional.empty();
  }

  /** Reports every required key of a section that is absent. */
  void requireAll(Section section) {
    for (Key<?> key : section.keys()) {
      if (key.isRequired() && !has(key)) {
        whole
            .reading()
            .report(
                whole.mistake(
                    "the key " + key.name() + " is missing",
                    "add " + key.name() + ": " + key.doc()));
      }
    }
  }

  private static Mistake refused(Value value, String message, String mend) {
    int mendAt = message.lastIndexOf("; ");
    return mendAt < 0
        ? value.mistake(message, mend)
        : value.mistake(message.substring(0, mendAt), message.substring(mendAt + 2));
  }

  private static void add(Value whole, NodeTuple entry, Map<String, Value> values) {
    Node keyNode = entry.getKeyNode();
    if (!(keyNode instanceof ScalarNode scalar)) {
      whole
          .reading()
          .report(new Mistake(whole.path(), keyNode, "a key is not a word", "use words as keys"));
      return;
    }
    String name = scalar.getValue();
    String path = whole.path().isEmpty() ? name : whole.path() + "." + name;
    Value value = new Value(whole.reading(), path, entry.getValueNode());
    Value first = values.putIfAbsent(name, value);
    if (first == null) {
      whole.reading().mark(path, keyNode);
    } else {
      String fault =
          "the key "
              + Value.quote(name)
              + " is there twice, first above on line "
              + Reading.line(first.node());
      whole.reading().report(new Mistake(path, keyNode, fault, "remove one of them"));
    }
  }
}
