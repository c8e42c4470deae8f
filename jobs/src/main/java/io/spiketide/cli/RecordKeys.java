package io.spiketide.cli;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keys of Kafka records as text. */
final class RecordKeys {
  private RecordKeys() {}

  /** The key in UTF-8; empty for a record without one. */
  static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
