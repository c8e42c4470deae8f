package io.spiketide.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Closing files that were only read. */
final class Streams {
  private Streams() {}

  static void closeReading(@Nullable Closeable file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing a file that was only read failed", e);
    }
  }
}
