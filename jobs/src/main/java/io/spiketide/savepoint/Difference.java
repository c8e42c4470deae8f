package io.spiketide.savepoint;

import org.jspecify.annotations.Nullable;

/**
 * What is not the same in two savepoints.
 *
 * @param what such as {@code tick} or {@code population hidden V_m}
 * @param a how it is in the first, null if it is only in the other or values differ
 * @param b how it is in the second, likewise
 * @param values by how much values differ that both have as many of, null for what has no values
 */
public record Difference(
    String what, @Nullable String a, @Nullable String b, @Nullable Deviation values) {

  /**
   * How far values are apart.
   *
   * @param differ how many of them are not the same, bit for bit
   * @param of how many there are
   * @param largest absolute difference of two values
   * @param first the first neuron with another value
   * @param a its value in the first
   * @param b its value in the second
   */
  public record Deviation(int differ, int of, double largest, int first, double a, double b) {}

  /** As people read it. */
  public String text() {
    Deviation v = values;
    return v == null
        ? "%s: %s | %s".formatted(what, a == null ? "–" : a, b == null ? "–" : b)
        : "%s: %d of %d differ, by up to %s; first at %d: %s | %s"
            .formatted(what, v.differ, v.of, Fact.figure(v.largest), v.first, v.a, v.b);
  }
}
