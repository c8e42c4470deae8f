package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.job.Rights;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PacedSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
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
import java.util.OptionalLong;
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
      "  spiketide replay --step 5ms --episode 1280ms --shape 12 touches.csv"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin RecordingOptions recording = new RecordingOptions();

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
      defaultValue = "10ms",
      converter = TimeSpan.Converter.class,
      description = "Most event time in a packet (default 10ms).")
  TimeSpan packetTime = new TimeSpan(10_000);

  @Option(names = "--dry-run", description = "Read and cut everything, send nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Print the counts at the end as JSON.")
  boolean json;

  ReplayCommand(Console console) {
    this.console = console;
  }

  /** What was sent. */
  record Report(
      int files, long episodes, long events, long packets, double seconds, long lostByPromise) {}

  @Override
  public Integer call() throws SensorException {
    ReadOptions options = recording.read(files.get(0));
    PlaylistClock clock = clock();
    PacketCut cut = cut();
    try (EventRecording playlist = new Playlist(files, options, clock, !noEpisodes)) {
      Report report = dryRun ? play(playlist, cut, packet -> {}) : send(playlist, cut);
      print(report);
    }
    return ExitCode.OK.code();
  }

  private Report send(EventRecording playlist, PacketCut cut) throws SensorException {
    ClientProperties client = kafka.connect(console, Rights.ofSensor(kafka.topics()));
    try (SensorProducer producer = new SensorProducer(client, kafka.topics())) {
      Report report = play(playlist, cut, new PacedSink(producer.to(instance), speed));
      producer.flush();
      if (producer.acknowledged() != report.packets()) {
        throw new IllegalStateException(
            producer.acknowledged() + " of " + report.packets() + " packets acknowledged");
      }
      return report;
    }
  }

  private Report play(EventRecording playlist, PacketCut cut, PacketSink sink)
      throws SensorException {
    PacketCutter cutter = new PacketCutter(cut, sink);
    long begin = System.nanoTime();
    long episodes;
    try (ReplayProgress progress = new ReplayProgress(console)) {
      Watch watch = new Watch(cutter, progress);
      boolean more = true;
      while (more) {
        more = playlist.read(watch);
        if (Thread.currentThread().isInterrupted()) {
          throw UserException.interrupted();
        }
      }
      episodes = watch.episodes;
    }
    cutter.flush();
    if (cutter.packets() > 0) {
      cutter.promise(cutter.frontier() + tail.micros());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Report(
        files.size(), episodes, cutter.events(), cutter.packets(), seconds, cutter.broken());
  }

  private void print(Report report) {
    if (json) {
      console.json(report);
      return;
    }
    console.data(
        String.format(
            java.util.Locale.ROOT,
            "%,d events in %,d packets and %,d episodes from %d files in %.1f s (%,.0f events/s)",
            report.events(),
            report.packets(),
            report.episodes(),
            report.files(),
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
          name, input, System.currentTimeMillis(), packetEvents, packetTime.micros(), 0);
    } catch (IllegalArgumentException e) {
      throw UserException.badInput("--packet-events, --packet-time: " + e.getMessage());
    }
  }

  /** Hands everything on to the cutter and counts it. */
  private static final class Watch implements EventSink {
    private final PacketCutter target;
    private final ReplayProgress progress;
    private long episodes;

    Watch(PacketCutter target, ReplayProgress progress) {
      this.target = target;
      this.progress = progress;
    }

    @Override
    public void event(long micros, int address, float value) {
      target.event(micros, address, value);
      progress.reached(target.events());
    }

    @Override
    public void mark(EpisodeMark mark) {
      target.mark(mark);
      episodes += mark.kind() == EpisodeMark.Kind.END ? 1 : 0;
    }

    @Override
    public void dropped(long events) {
      target.dropped(events);
    }
  }
}
