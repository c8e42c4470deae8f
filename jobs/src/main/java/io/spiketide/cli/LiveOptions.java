package io.spiketide.cli;

import io.spiketide.ingest.ClockRules;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.Timing;
import io.spiketide.sensor.PacketCut;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is declared of live sensors, and how they become packets: options of every gateway. */
final class LiveOptions {
  private static final TimeSpan DEFAULT_DELAY = new TimeSpan(200_000);

  @Option(
      names = "--shape",
      paramLabel = "2xHxW",
      required = true,
      description = "The sensor's shape, such as 2x480x640, or 12 for one whose x is its address.")
  String shape = "";

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      defaultValue = "live",
      description = "Key of the records: the copy of the network that is fed (default live).")
  String instance = "live";

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Name of the sensor (default: the instance).")
  @Nullable String source;

  @Option(
      names = "--input",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The network's input that is fed (default: its only one).")
  String input = "";

  @Option(
      names = "--max-sources",
      paramLabel = "N",
      defaultValue = "256",
      description = "Most sources at a time, where there may be several (default 256).")
  int maxSources = 256;

  @Option(
      names = "--wrap",
      paramLabel = "BITS",
      description =
          "Time stamps start again from 0 after so many bits, such as 24, 31 or 32; 64 for never"
              + " (default: as the framing says).")
  @Nullable Integer wrap;

  @Option(
      names = "--time",
      paramLabel = "WHICH",
      description =
          "Time of events: anchored (the sensor's, its first event at the time of its arrival),"
              + " sensor (the sensor's as it is) or arrival (default: anchored; http: sensor).")
  @Nullable Timing timing;

  @Option(
      names = "--max-back",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description = "A clock that runs back by more is not trusted (default 1s).")
  TimeSpan maxBack = new TimeSpan(1_000_000);

  @Option(
      names = "--max-ahead",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = TimeSpan.Converter.class,
      description =
          "A clock that runs ahead of the time that has passed by more is not trusted"
              + " (default 10s).")
  TimeSpan maxAhead = new TimeSpan(10_000_000);

  @Option(
      names = "--steady",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = TimeSpan.Converter.class,
      description = "How long a clock must be steady to be trusted again (default 5s).")
  TimeSpan steady = new TimeSpan(5_000_000);

  @Option(
      names = "--disorder",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = TimeSpan.Converter.class,
      description = "Events may be so much older than ones before them (default 0ms).")
  TimeSpan disorder = new TimeSpan(0);

  @Option(
      names = "--max-delay",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "Events may come so much later than the quickest ones; heartbeats leave them room"
              + " (default 200ms; http: 60s).")
  @Nullable TimeSpan maxDelay;

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      defaultValue = "100ms",
      converter = TimeSpan.Converter.class,
      description = "A source that is silent for longer sends heartbeats (default 100ms).")
  TimeSpan heartbeat = new TimeSpan(100_000);

  @Option(
      names = "--packet-events",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Most events in a packet (default 1024).")
  int packetEvents = 1024;

  @Option(
      names = "--packet-time",
      paramLabel = "TIME",
      defaultValue = "10ms",
      converter = TimeSpan.Converter.class,
      description =
          "Most event time in a packet, and most time that an event waits (default 10ms).")
  TimeSpan packetTime = new TimeSpan(10_000);

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "Remembers epoch and frontiers for the next run, so that it goes on behind this one even"
              + " if this host's clock does not.")
  @Nullable Path state;

  @Option(
      names = "--report",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = TimeSpan.Converter.class,
      description = "Time between two reports (default 10s).")
  TimeSpan report = new TimeSpan(10_000_000);

  @Option(names = "--json", description = "Write the reports as JSON, one a line.")
  boolean json;

  /** How sources are read. */
  LiveSettings settings(int stampBits, Timing usualTiming, TimeSpan usualDelay) {
    cut(0); // a mistake in it is said before anything is connected
    try {
      return new LiveSettings(
          Shapes.parse(shape),
          new ClockRules(
              wrap == null ? stampBits : wrap,
              maxBack.micros(),
              maxAhead.micros(),
              steady.micros()),
          timing == null ? usualTiming : timing,
          (maxDelay == null ? usualDelay : maxDelay).micros(),
          heartbeat.micros(),
          packetTime.micros());
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("ingest: " + e.getMessage());
    }
  }

  /** The same for sensors that send when something happens. */
  LiveSettings settings(int stampBits) {
    return settings(stampBits, Timing.ANCHORED, DEFAULT_DELAY);
  }

  /** How packets are cut; without a source's name where it is that of the instance. */
  PacketCut cut(long epoch) {
    try {
      return new PacketCut(
          source == null ? "" : source,
          input,
          epoch,
          packetEvents,
          packetTime.micros(),
          disorder.micros());
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--packet-events, --packet-time: " + e.getMessage());
    }
  }

  /** Which instance a sender belongs to: the one that is named, or one for each host. */
  Function<InetSocketAddress, String> instances(boolean perSender) {
    return perSender
        ? sender -> instance + "-" + sender.getAddress().getHostAddress()
        : sender -> instance;
  }
}
