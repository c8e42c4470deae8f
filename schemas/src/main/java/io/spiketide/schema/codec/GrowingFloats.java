package io.spiketide.schema.codec;

import java.util.Arrays;

/** A reusable list of floats without boxing. Single-threaded. */
final class GrowingFloats {
  private float[] items = new float[64];
  private int size;

  int size() {
    return size;
  }

  float get(int index) {
    return items[index];
  }

  /** The items, valid up to {@link #size()}. */
  float[] items() {
    return items;
  }

  void clear() {
    size = 0;
  }

  void add(float item) {
    ensureRoom(1);
    items[size++] = item;
  }

  void addAll(float[] more) {
    ensureRoom(more.length);
    System.arraycopy(more, 0, items, size, more.length);
    size += more.length;
  }

  /** Appends the same item until the list has this size. */
  void fillTo(int newSize, float item) {
    ensureRoom(newSize - size);
    Arrays.fill(items, size, newSize, item);
    size = newSize;
  }

  /**
   * Makes the list longer by so many items, whose values are not defined, and returns the first.
   */
  int grow(int more) {
    ensureRoom(more);
    int from = size;
    size += more;
    return from;
  }

  private void ensureRoom(int more) {
    if (size + more > items.length) {
      items = Arrays.copyOf(items, Math.max(size + more, 2 * items.length));
    }
  }

  float[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
