package io.spiketide.cli;

import io.spiketide.ingest.LiveCounts;
import io.spiketide.ingest.TransportCounts;
import java.util.Locale;
import java.util.Map;

/**
 * What a gateway has done so far.
 *
 * @param seconds since it started
 * @param epoch run of the producer
 * @param transport what came
 * @param unexpected datagrams, connections and requests of sources that there was no room for
 * @param malformed requests that could not be read, so that nobody knows whose they are
 * @param sources what became of it, by instance
 * @param packets packets that were given to the producer
 * @param acknowledged packets that the brokers have
 * @param heldUpSeconds how long receiving stood still because the brokers took nothing
 */
record IngestReport(
    double seconds,
    long epoch,
    TransportCounts transport,
    long unexpected,
    long malformed,
    Map<String, LiveCounts> sources,
    long packets,
    long acknowledged,
    double heldUpSeconds) {

  /** Events that were received. */
  long events() {
    return sources.values().stream().mapToLong(LiveCounts::events).sum();
  }

  /**
   * A line for people, with what is wrong only where something is.
   *
   * @param before the report before, for rates
   */
  String line(IngestReport before) {
    StringBuilder line = new StringBuilder();
    double span = Math.max(1e-3, seconds - before.seconds);
    add(
        line,
        "%,.0f s: %,d events (%,.0f/s), %,d packets",
        seconds,
        events(),
        (events() - before.events()) / span,
        packets);
    addIf(line, packets - acknowledged, "%,d not acknowledged yet");
    addIf(line, transport.lost(), "%,d datagrams lost");
    addIf(line, transport.kernelDrops(), "%,d of them or more dropped by the kernel");
    addIf(line, transport.duplicate(), "%,d datagrams came twice");
    addIf(line, transport.reordered(), "%,d datagrams out of order");
    addIf(line, transport.refused(), "%,d requests or connections refused");
    addIf(line, unexpected, "%,d from sources too many");
    if (heldUpSeconds > before.heldUpSeconds) {
      add(line, ", held up by the broker for %.1f s", heldUpSeconds - before.heldUpSeconds);
    }
    sources.forEach((instance, counts) -> describe(line, instance, counts));
    return line.toString();
  }

  private static void describe(StringBuilder line, String instance, LiveCounts counts) {
    int begin = line.length();
    addIf(line, counts.malformed(), "%,d malformed");
    addIf(line, counts.outside(), "%,d events outside the shape");
    addIf(line, counts.quarantined(), "%,d events kept out for the clock");
    addIf(line, counts.lost(), "%,d events lost");
    addIf(line, counts.late(), "%,d events behind a promise");
    Double drift = counts.clockDriftPpm();
    if (drift != null) {
      add(line, ", clock %+.1f ppm", drift);
    }
    if (counts.inQuarantine()) {
      add(line, ", in quarantine");
    }
    if (line.length() > begin) {
      line.replace(begin, begin + 2, "; " + instance + ": ");
    }
  }

  private static void addIf(StringBuilder line, long count, String text) {
    if (count > 0) {
      add(line, ", " + text, count);
    }
  }

  private static void add(StringBuilder line, String text, Object... values) {
    line.append(String.format(Locale.ROOT, text, values));
  }
}
