package io.spiketide.yaml;

import java.util.Map;
import java.util.function.Function;

/**
 * The form of a value: how it is read, and how it is described to people and to editors.
 *
 * @param text for the reference page, such as {@code time}
 * @param schema fragment of JSON Schema
 * @param reader makes the value; throws {@link Mistake}, or {@link IllegalArgumentException} where
 *     a record of the description refuses it
 */
record Form<T>(String text, Map<String, Object> schema, Function<Value, T> reader) {

  T read(Value value) {
    return reader.apply(value);
  }

  /** The same form with more to be done to what was read. */
  <R> Form<R> then(Function<T, R> next) {
    return new Form<>(text, schema, reader.andThen(next));
  }
}
