package io.spiketide.job;

import io.spiketide.network.Editions;
import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.time.TimeBase;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for a description that takes over from another one at a tick of event time. */
public final class Replacement {
  @Option(
      names = "--replaces",
      paramLabel = "NETWORK",
      description =
          "The description that runs until --at, for every instance alike; NETWORK from then on.")
  private @Nullable Path replaced;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When NETWORK takes over: an event time such as 2026-03-01T12:00:00Z, or the number of"
              + " a tick.")
  private @Nullable String at;

  /** For picocli, which fills the fields. */
  public Replacement() {}

  /**
   * What is run when: the network alone, or after the one that it replaces.
   *
   * @throws io.spiketide.yaml.DescriptionException with all mistakes of the replaced description
   * @throws NirException with the mistake of a NIR file
   * @throws IllegalArgumentException if an option is missing or wrong
   */
  public Editions editions(Network network) throws NirException {
    if (replaced == null && at == null) {
      return Editions.of(network);
    } else if (at == null) {
      throw new IllegalArgumentException(
          "--replaces: it is not said when " + replaced + " ends; give --at, or leave both out");
    } else if (replaced == null) {
      throw new IllegalArgumentException(
          "--at: it is not said what runs until " + at + "; give --replaces, or leave both out");
    }
    Network before = new NetworkSource(replaced).read().network();
    return Editions.of(before).then(tick(at, network.time()), network);
  }

  /** The first tick that starts at or after the time. */
  private static long tick(String text, TimeBase time) {
    if (text.matches("-?[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    try {
      return time.tickCeil(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--at: '"
              + text
              + "' is neither a time nor a tick; write 2026-03-01T12:00:00Z or a whole number",
          e);
    }
  }
}
