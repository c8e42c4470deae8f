package io.spiketide.cli;

import io.spiketide.ingest.Framing;
import io.spiketide.ingest.Framings;
import picocli.CommandLine.Option;

/** How sensors write their events into bytes. */
final class FramingOption {
  @Option(
      names = "--framing",
      paramLabel = "NAME",
      defaultValue = "spif",
      description =
          "How events are written: spif (AEStream), faery, faery32 (Faery's short form),"
              + " aedat-davis, aedat-dvs128 or aedat-flat (jAER, by camera) (default spif).")
  String name = "spif";

  /**
   * The framing that is named.
   *
   * @throws UserException if there is none; lists the known ones
   */
  Framing get() {
    try {
      return Framings.named(name);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--framing: " + e.getMessage());
    }
  }
}
