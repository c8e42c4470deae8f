package io.spiketide.encoding;

import io.spiketide.catalog.Arguments;
import java.util.Arrays;

/** Parameters that are lists. */
final class Lists {
  private Lists() {}

  /**
   * Lists that belong together, those of one value repeated.
   *
   * @throws IllegalArgumentException if their lengths differ
   */
  static double[][] equallyLong(SpikeEncoder encoder, Arguments arguments, String... names) {
    int length = 1;
    for (String name : names) {
      length = Math.max(length, arguments.list(name).length);
    }
    double[][] lists = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      double[] given = arguments.list(names[i]);
      if (given.length != 1 && given.length != length) {
        throw new IllegalArgumentException(
            encoder.name()
                + ": "
                + given.length
                + " values of "
                + names[i]
                + " do not go with "
                + length
                + " of "
                + String.join(" or ", names)
                + "; list equally many, or give one");
      }
      lists[i] = new double[length];
      Arrays.setAll(lists[i], k -> given[given.length == 1 ? 0 : k]);
    }
    return lists;
  }
}
