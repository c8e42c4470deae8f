package io.spiketide.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Reads nested lists of numbers, in which all lists of a depth have the same length. */
final class NestedList {
  private final ToDoubleFunction<Value> number;
  private final List<Integer> shape = new ArrayList<>();
  private double[] values = new double[16];
  private int size;

  private NestedList(ToDoubleFunction<Value> number) {
    this.number = number;
  }

  /**
   * The numbers of a list with their shape.
   *
   * @throws Mistake at the first number or list that does not fit
   */
  static Tensor read(Value list, ToDoubleFunction<Value> number) {
    NestedList reader = new NestedList(number);
    for (Value first = list; first.isList(); ) {
      List<Value> items = first.items();
      if (items.isEmpty()) {
        throw first.mistake("the list is empty", "list numbers");
      }
      reader.shape.add(items.size());
      first = items.get(0);
    }
    reader.add(list, 0);
    return new Tensor(reader.shape, Arrays.copyOf(reader.values, reader.size));
  }

  private void add(Value value, int depth) {
    if (depth == shape.size()) {
      if (value.isList()) {
        throw value.mistake("a list among numbers", "make all lists of the same depth");
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = number.applyAsDouble(value);
      return;
    }
    List<Value> items = value.isList() ? value.items() : List.of();
    if (items.size() != shape.get(depth)) {
      throw value.mistake(
          (value.isList() ? "a list of " + items.size() : value.kind())
              + " where the first is a list of "
              + shape.get(depth),
          "make all lists of the same length");
    }
    for (Value item : items) {
      add(item, depth + 1);
    }
  }
}
