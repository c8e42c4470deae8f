package io.spiketide.schema;

/**
 * The rules that packets check when they are made. A failure is an {@link
 * IllegalArgumentException}; for bytes off the wire the codec turns it into a {@link
 * WireException}.
 */
final class Checks {
  private Checks() {}

  static void require(boolean rule, String fault) {
    if (!rule) {
      throw new IllegalArgumentException(fault);
    }
  }

  static void notEmpty(String field, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(field + " is empty");
    }
  }

  static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(field + " is negative: " + value);
    }
  }

  /** Of the first {@code n} values. */
  static void noneNegative(String field, int[] values, int n) {
    int signs = 0;
    for (int i = 0; i < n; i++) {
      signs |= values[i];
    }
    for (int i = 0; signs < 0 && i < n; i++) {
      notNegative(field, values[i]);
    }
  }

  static void positive(String field, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " is not positive: " + value);
    }
  }

  static void sameLength(String one, int oneLength, String other, int otherLength) {
    if (oneLength != otherLength) {
      throw new IllegalArgumentException(
          one + " holds " + oneLength + " items, but " + other + " holds " + otherLength);
    }
  }

  /** The second array may be empty, which stands for its default per item. */
  static void sameLengthOrEmpty(String one, int oneLength, String other, int otherLength) {
    if (otherLength != 0) {
      sameLength(one, oneLength, other, otherLength);
    }
  }
}
