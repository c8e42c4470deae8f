package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.ingest.AcknowledgedSink;
import io.spiketide.job.NetworkSource;
import io.spiketide.job.Rights;
import io.spiketide.network.Network;
import io.spiketide.sensor.Excerpt;
import io.spiketide.sensor.FileHead;
import io.spiketide.sensor.PacedSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketSink;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide replay FILE…}: sends recordings to the topic of sensor events. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Sends recordings to the topic of sensor events, one after another.",
    footer = {
      "",
      "Examples:",
      "  spiketide replay --speed max --episode 350ms nmnist/*.bs2",
      "  spiketide replay --step 5ms --episode 1280ms --shape 12 touches.csv",
      "  spiketide replay --into braille.yaml --speed max --step 5ms --shape 12 touches.csv",
      "  spiketide replay --loop --from 2s --to 5s --roi 100,60,64,64 drive.raw"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final double REAL_TIME_PACKET_MICROS = 2_000;
  private static final double MOST_PACKET_MICROS = 10_000;

  /** Round trips until producer and broker are quick. */
  private static final int ANNOUNCEMENTS = 500;

  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin RecordingOptions recording = new RecordingOptions();
  @Mixin ExcerptOptions excerpt = new ExcerptOptions();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings of one sensor.")
  List<Path> files = List.of();

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      defaultValue = "replay",
      description = "Key of the records: the copy of the network that is fed (default replay).")
  String instance = "replay";

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
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      converter = Speed.class,
      description = "1 for real time (default), N for N times as fast, max for no waiting.")
  double speed = 1;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "now",
      description =
          "Event time of the first recording: now (default, on the next whole second),"
              + " recorded, or such as 2026-03-01T12:00:00Z.")
  String start = "now";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = TimeSpan.Converter.class,
      description = "Where in each file to begin (default: its begin).")
  TimeSpan from = new TimeSpan(0);

  @Option(
      names = "--loop",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "9223372036854775807",
      defaultValue = "1",
      description = "Play all files N times, or without a number until Ctrl-C (default once).")
  long rounds = 1;

  @Option(
      names = "--gap",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = TimeSpan.Converter.class,
      description = "Pause between two files (default none).")
  TimeSpan gap = new TimeSpan(0);

  @Option(
      names = "--align",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description =
          "Every file begins at a multiple of it; make it a multiple of the network's"
              + " tick (default 1s).")
  TimeSpan align = new TimeSpan(1_000_000);

  @Option(
      names = "--tail",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description =
          "How much silence is promised after the last event, so that the network can"
              + " finish (default 1s).")
  TimeSpan tail = new TimeSpan(1_000_000);

  @Option(
      names = "--no-episodes",
      description = "Do not mark each file that has no episodes of its own as one.")
  boolean noEpisodes;

  @Option(
      names = "--packet-events",
      paramLabel = "N",
      defaultValue = "1024",
      description = "Most events in a packet (default 1024).")
  int packetEvents = 1024;

  @Option(
      names = "--packet-time",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "Most event time in a packet (default 2ms in real time, more where it is faster, 10ms"
              + " at most): an event is sent so much late.")
  @Nullable TimeSpan packetTime;

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      defaultValue = "100ms",
      converter = TimeSpan.Converter.class,
      description =
          "In a silence that takes longer a promise is sent so often, so that the network goes on;"
              + " not with --speed max (default 100ms).")
  TimeSpan heartbeat = new TimeSpan(100_000);

  @Option(
      names = "--into",
      paramLabel = "NETWORK",
      description =
          "Show the recordings to this network in this process, without broker and Flink, and print"
              + " its decisions.")
  @Nullable Path into;

  @Option(names = "--dry-run", description = "Read and cut everything, send nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Print the counts at the end as JSON.")
  boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    ReadOptions options = recording.read(files.get(0));
    PacketCut cut = cut();
    Excerpt part = excerpt.excerpt(from, rounds);
    Path embedded = into;
    if (embedded == null && !dryRun && isPaced()) {
      rehearse(options, part, cut);
    }
    try (Playlist playlist = open(options, clock(), part)) {
      if (embedded != null) {
        play(playlist, embedded);
        return ExitCode.OK.code();
      }
      Playback.Report report = dryRun ? play(playlist, cut, 0, packet -> {}) : send(playlist, cut);
      print(report);
      return (report.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK).code();
    }
  }

  private Playlist open(ReadOptions options, PlaylistClock clock, Excerpt part)
      throws SensorException {
    try {
      return new Playlist(files, options, clock, !noEpisodes, part);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--roi, --loop: " + e.getMessage());
    }
  }

  /** Faults are left to the replay, which comes to them and tells. */
  private void rehearse(ReadOptions options, Excerpt part, PacketCut cut) {
    try (Playlist playlist = open(options, clock(), part)) {
      Playback.rehearse(playlist, cut, heartbeatMicros());
    } catch (SensorException e) {
      // nothing has been sent, so nothing is wrong yet
    }
  }

  private void play(Playlist playlist, Path file) throws SensorException {
    Network network = Descriptions.read(new NetworkSource(file), console).network();
    EmbeddedReplay replay = new EmbeddedReplay(console, network, instance, playlist, json);
    EmbeddedReplay.Played played = replay.play(speed, tail.micros());
    if (json) {
      console.json(played);
      replay.answers().json().forEach(console::json);
    } else {
      console.data(
          String.format(
              Locale.ROOT,
              "%,d events and %,d episodes; %,d events late, %,d outside the input",
              played.events(),
              played.episodes(),
              played.late(),
              played.outside()));
      replay.answers().lines().forEach(console::data);
    }
  }

  private Playback.Report send(Playlist playlist, PacketCut cut) throws SensorException {
    ClientProperties client = kafka.connect(console, Rights.ofSensor(kafka.topics()));
    kafka.requireTopics(client, Set.of(kafka.topics().sensorEvents()));
    if (speed == Double.POSITIVE_INFINITY) {
      client = SensorProducer.forBulk(client);
    }
    try (SensorProducer producer = new SensorProducer(client, kafka.topics())) {
      AcknowledgedSink broker = producer.to(instance);
      PacketSink target = isPaced() ? new FirstArrivals(producer, broker) : broker;
      int announcements = isPaced() ? ANNOUNCEMENTS : 0;
      Playback.Report report = play(playlist, cut, announcements, new PacedSink(target, speed));
      producer.flush();
      if (producer.acknowledged() != report.packets()) {
        throw new IllegalStateException(
            producer.acknowledged() + " of " + report.packets() + " packets acknowledged");
      }
      return report;
    }
  }

  private Playback.Report play(Playlist playlist, PacketCut cut, int announcements, PacketSink sink)
      throws SensorException {
    try (ReplayProgress progress = new ReplayProgress(console, totalBytes())) {
      return new Playback(playlist, cut, heartbeatMicros(), progress, sink)
          .play(announcements, tail.micros());
    }
  }

  /** Whether time passes as it does in the recordings, or a multiple of it. */
  private boolean isPaced() {
    return speed < Double.POSITIVE_INFINITY;
  }

  /** Bytes of all files in all rounds; {@link Long#MAX_VALUE} for without end. */
  private long totalBytes() throws SensorException {
    long bytes = 0;
    for (Path file : files) {
      bytes += FileHead.of(file).size();
    }
    return rounds > Long.MAX_VALUE / Math.max(1, bytes) ? Long.MAX_VALUE : bytes * rounds;
  }

  /** Event time between two heartbeats in a silence. */
  private long heartbeatMicros() {
    return isPaced() ? Math.max(1, (long) (heartbeat.micros() * speed)) : Long.MAX_VALUE;
  }

  private long packetMicros() {
    TimeSpan given = packetTime;
    if (given != null) {
      return given.micros();
    }
    return (long) Math.min(MOST_PACKET_MICROS, REAL_TIME_PACKET_MICROS * Math.max(1, speed));
  }

  private void print(Playback.Report report) {
    if (json) {
      console.json(report);
      return;
    }
    console.data(
        String.format(
            Locale.ROOT,
            "%,d events in %,d packets and %,d episodes from %d files in %.1f s (%,.0f events/s)",
            report.events(),
            report.packets(),
            report.episodes(),
            files.size(),
            report.seconds(),
            report.events() / Math.max(1e-9, report.seconds())));
    if (report.lostByPromise() > 0) {
      console.progress(
          report.lostByPromise()
              + " events came after later ones and will count as late; sort the recording by time");
    }
  }

  private PlaylistClock clock() {
    if (align.micros() == 0) {
      throw UserException.badInput("--align: 0 is no length of time; give at least 1us");
    }
    return new PlaylistClock(startMicros(), gap.micros(), align.micros());
  }

  private OptionalLong startMicros() {
    if (start.equals("recorded")) {
      return OptionalLong.empty();
    }
    Instant instant;
    try {
      instant =
          start.equals("now")
              ? Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
              : Instant.parse(start);
    } catch (DateTimeException e) {
      throw UserException.badInput(
          "--start: '"
              + start
              + "' is no time; use now, recorded, or such as 2026-03-01T12:00:00Z");
    }
    return OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  private PacketCut cut() {
    String name = source == null ? instance : source;
    try {
      return new PacketCut(
          name, input, System.currentTimeMillis(), packetEvents, packetMicros(), 0);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--packet-events, --packet-time: " + e.getMessage());
    }
  }
}
