package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import java.util.Arrays;
import java.util.List;

/** Values that stay until an event changes them. */
final class HeldValues {

  /** What an event changes. */
  static final OptionSpec UPDATE =
      new OptionSpec(
          "update",
          List.of("address", "image"),
          "address: an event sets its own address; image: addresses without an event in a tick with"
              + " events become 0.");

  private HeldValues() {}

  static boolean areImages(EncoderSettings settings) {
    return settings.arguments().option(UPDATE.name()).equals("image");
  }

  /** Takes in the events of a tick; values that are not finite numbers become 0. */
  static void take(TickEvents events, double[] values, boolean images) {
    if (images && events.size() > 0) {
      Arrays.fill(values, 0);
    }
    for (int i = 0; i < events.size(); i++) {
      double value = events.value(i);
      values[events.address(i)] = Double.isFinite(value) ? value : 0;
    }
  }

  /** Whether all values are 0. */
  static boolean areZero(double[] values) {
    for (double value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
