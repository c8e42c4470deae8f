package io.spiketide.synapse;

/** Stable sorting of elements by a small whole number. */
final class CountingSort {
  private CountingSort() {}

  /**
   * The indices of the keys in ascending order of key, equal keys in ascending order of index.
   *
   * @param keys each in {@code [0, bound)}
   */
  static int[] order(int[] keys, int bound) {
    int[] next = new int[bound + 1];
    for (int key : keys) {
      next[key + 1]++;
    }
    for (int key = 0; key < bound; key++) {
      next[key + 1] += next[key];
    }
    int[] order = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      order[next[keys[i]]++] = i;
    }
    return order;
  }
}
