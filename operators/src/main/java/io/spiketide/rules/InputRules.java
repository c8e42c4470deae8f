package io.spiketide.rules;

import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import org.jspecify.annotations.Nullable;

/** Rules on inputs and instances: size and times. */
final class InputRules {
  /** The largest event cameras have two million addresses with two polarities. */
  private static final int MAX_ADDRESSES = 1 << 24;

  private InputRules() {}

  static void size(Review review) {
    for (Input input : review.network().inputs()) {
      if (input.shape().size() > MAX_ADDRESSES) {
        review.error(
            Paths.shape(input),
            "shape "
                + input.shape()
                + " has "
                + Text.count(input.shape().size())
                + " addresses, more than any sensor",
            "use at most " + Text.count(MAX_ADDRESSES));
      }
    }
  }

  static void times(Review review) {
    for (Input input : review.network().inputs()) {
      Long disorder = input.disorderMicros();
      if (disorder != null && disorder < 0) {
        review.error(
            Paths.of(input) + ".disorder",
            "a disorder of " + disorder + " µs is negative",
            "give 0 us or more, or leave it out where packets carry frontiers");
      }
    }
  }

  static void instanceTimes(Review review) {
    Instances instances = review.network().instances();
    aboveZero(review, "instances.time_to_live", instances.timeToLiveMillis());
    aboveZero(review, "instances.idle_flush", instances.idleFlushMillis());
  }

  private static void aboveZero(Review review, String path, @Nullable Long millis) {
    if (millis != null && millis < 1) {
      review.error(path, millis + " ms is not above 0", "give 1 ms or more, or leave it out");
    }
  }
}
