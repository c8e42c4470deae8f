package io.spiketide.yaml;

import java.util.List;

/**
 * A group of keys with its place in the reference page.
 *
 * @param name heading, and the name of its definition in the schema
 * @param doc a sentence or two
 */
record Section(String name, String doc, List<Key<?>> keys) {
  Section {
    keys = List.copyOf(keys);
  }

  List<String> names() {
    return keys.stream().<String>map(Key::name).toList();
  }
}
