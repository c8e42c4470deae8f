package io.spiketide.schema.codec;

import java.util.Arrays;

/** A reusable list of ints without boxing. Single-threaded. */
final class GrowingInts {
  private int[] items = new int[64];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  /** The items, valid up to {@link #size()}. */
  int[] items() {
    return items;
  }

  void clear() {
    size = 0;
  }

  void add(int item) {
    ensureRoom(1);
    items[size++] = item;
  }

  void addAll(int[] more) {
    addAll(more, more.length);
  }

  /** Appends the first {@code n} of these. */
  void addAll(int[] more, int n) {
    ensureRoom(n);
    System.arraycopy(more, 0, items, size, n);
    size += n;
  }

  /** Appends the same item until the list has this size. */
  void fillTo(int newSize, int item) {
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

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }
}
