package io.spiketide.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A value of the file with its place. */
record Value(Reading reading, String path, Node node) {
  private static final int MAX_SHOWN = 40;

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether nothing is written, as in {@code record:} alone. */
  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The written text of a number or word. */
  String text() {
    if (node instanceof ScalarNode scalar && !isNothing()) {
      return scalar.getValue();
    }
    throw mistake("a single value is wanted, not " + kind(), "write one number or word");
  }

  /** The items of a list. */
  List<Value> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw mistake("a list is wanted, not " + kind(), "write [a, b] or lines that start with -");
    }
    List<Value> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new Value(reading, path + "[" + items.size() + "]", item));
    }
    return items;
  }

  /** What this is, in words with the value itself. */
  String kind() {
    if (isNothing()) {
      return "nothing";
    } else if (node instanceof ScalarNode scalar) {
      return quote(scalar.getValue());
    }
    return isList() ? "a list" : "keys and values";
  }

  Mistake mistake(String fault, String mend) {
    return new Mistake(path, node, fault, mend);
  }

  /** Text in quotes, cut where it is long. */
  static String quote(String text) {
    String line = text.replaceAll("\\s+", " ");
    return "'" + (line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line) + "'";
  }
}
