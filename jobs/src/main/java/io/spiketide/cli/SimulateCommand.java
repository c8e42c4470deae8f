package io.spiketide.cli;

import io.spiketide.demo.Tasks;
import io.spiketide.job.NetworkSource;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.neuron.Spikes;
import io.spiketide.plot.CourseImage;
import io.spiketide.plot.RasterImage;
import io.spiketide.plot.RasterText;
import io.spiketide.plot.SpikeRaster;
import io.spiketide.plot.StatisticsImage;
import io.spiketide.schema.SpikePacket;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.SensorException;
import io.spiketide.simulation.Simulation;
import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationRecorder;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code spiketide simulate NETWORK}: a network that runs by itself, or with what it is shown by
 * name, in the kernel alone.
 */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a network that needs no input in this process, without broker and Flink, and shows what"
          + " it fires: a raster, and rate, CV and correlation of each published population. Networks"
          + " by name that do need input are shown what they are made for, and their answers are"
          + " counted.",
      "Its spikes are those of the job for an instance of the same name that starts at tick 0."
    },
    footer = {
      "",
      "Example: spiketide simulate brunel --for 1s --discard 100ms --raster raster.png"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int COLUMNS = 92;
  private static final int ROWS = 12;
  private static final int STEPS = 20;
  private static final double MICROS_PER_SECOND = 1e6;

  private final Console console;

  @Mixin NetworkSource source = new NetworkSource();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description = "How much of the network's time (default 1s).")
  TimeSpan length = new TimeSpan(1_000_000);

  @Option(
      names = "--discard",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = TimeSpan.Converter.class,
      description = "How much the statistics leave out at the start (default 0).")
  TimeSpan discard = new TimeSpan(0);

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      defaultValue = "a",
      description = "Name of the instance, which chooses its noise (default a).")
  String instance = "a";

  @Option(names = "--raster", paramLabel = "FILE", description = "Draw the spikes as a PNG file.")
  @Nullable Path raster;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw histograms as a PNG file.")
  @Nullable Path png;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Most spikes that are drawn (default 200000).")
  int limit = 200_000;

  @Option(
      names = "--show",
      paramLabel = "TASK|FILE",
      description = {
        "What to show a network of a file: pattern (inputs clock [50] and target [1]: draw a curve"
            + " of a second), evidence (senses [40] and target [2]: were there more cues left or"
            + " right?), repeating-pattern (afferents [2000]: which pattern repeats in noise?);"
            + " or a recording, which comes to the first input."
      })
  @Nullable String task;

  @Mixin RecordingOptions recording = new RecordingOptions();

  @Option(
      names = "--curve",
      paramLabel = "FILE",
      description = "Draw the course of the readouts' answers as a PNG file: how a network learns.")
  @Nullable Path curve;

  @Option(names = "--json", description = "Print JSON, one population a line.")
  boolean json;

  SimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    Network network = Descriptions.read(source, console).network();
    if (network.populations().stream().noneMatch(Population::publish)) {
      throw UserException.badInput(
          "network '%s': no population is published, so there is nothing to show; set publish: true"
              .formatted(network.name()));
    }
    long tick = network.time().tickMicros();
    Stretch stretch = stretch(tick);
    Measures measures =
        new Measures(
            Measures.DEFAULT_MIN_INTERVALS,
            Measures.defaultBinTicks(tick),
            Measures.DEFAULT_SAMPLE);
    List<PopulationRecorder> recorders = new ArrayList<>();
    for (Population population : network.populations()) {
      recorders.add(new PopulationRecorder(population.shape().size(), stretch, measures));
    }
    AnswerCount answers = new AnswerCount(network);
    AnswerCourse course = new AnswerCourse(network);
    SpikeRaster drawn = new SpikeRaster(limit);
    console.progress("building network '%s'".formatted(network.name()));
    Simulation simulation =
        new Simulation(
            network,
            instance,
            shown(network),
            new Simulation.Listener() {
              @Override
              public void spikes(int population, long at, Spikes spikes) {
                record(recorders.get(population), at, spikes);
                drawn.add(packet(network, population, at, spikes));
              }

              @Override
              public void decision(
                  int readout, String trueLabel, long endTick, int winner, double[] values) {
                course.add(readout, trueLabel, winner, values);
                if (endTick > stretch.start()) {
                  answers.add(readout, trueLabel, winner);
                }
              }
            });
    run(simulation, stretch);
    show(network, recorders, drawn);
    if (json) {
      answers.json().forEach(console::json);
    } else {
      answers.lines().forEach(console::data);
      course.lines().forEach(console::data);
    }
    draw(curve, file -> CourseImage.write(course.curves(), network.name(), file));
    return ExitCode.OK.code();
  }

  /** What comes to which input. */
  private Map<String, EventRecording> shown(Network network) throws SensorException {
    String first = network.inputs().isEmpty() ? "" : network.inputs().get(0).name();
    if (task == null) {
      return source.stimulus(instance).map(stimulus -> Map.of(first, stimulus)).orElse(Map.of());
    }
    Optional<Tasks.Task> known = Tasks.find(task);
    if (known.isPresent()) {
      return known.get().stimuli().recordings(network.seed(), instance);
    } else if (!Files.isRegularFile(Path.of(task))) {
      throw UserException.badInput(
          "--show: there is no task and no file '%s'; use a recording or one of %s"
              .formatted(task, Tasks.names()));
    }
    PlaylistClock clock = PlaylistClock.from(0, network.time().tickMicros());
    List<Path> files = List.of(Path.of(task));
    return Map.of(first, new Playlist(files, recording.read(files.get(0)), clock, false));
  }

  private Stretch stretch(long tickMicros) {
    long start = -Math.floorDiv(-discard.micros(), tickMicros);
    long end = -Math.floorDiv(-length.micros(), tickMicros);
    if (end <= start) {
      throw UserException.badInput(
          "--for: nothing is left of %d ticks without the first %d; raise it, or lower --discard"
              .formatted(end, start));
    }
    return new Stretch(start, end, tickMicros);
  }

  private void run(Simulation simulation, Stretch stretch) {
    long begin = System.nanoTime();
    double said = 0;
    for (int step = 1; step <= STEPS; step++) {
      long until = Math.max(1, stretch.end() * step / STEPS);
      simulation.runUntil(until);
      if (Thread.currentThread().isInterrupted()) {
        throw UserException.interrupted();
      }
      double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1000.0;
      if (seconds >= said + 1 || step == STEPS) {
        said = seconds;
        console.progress(
            String.format(
                Locale.ROOT,
                "%.3f s of %.3f s simulated in %.1f s",
                until * stretch.tickMicros() / MICROS_PER_SECOND,
                stretch.end() * stretch.tickMicros() / MICROS_PER_SECOND,
                seconds));
      }
    }
  }

  private static void record(PopulationRecorder recorder, long tick, Spikes spikes) {
    for (int i = 0; i < spikes.size(); i++) {
      recorder.add(spikes.neuron(i), tick, Math.max(1, (long) spikes.count(i)));
    }
  }

  private SpikePacket packet(Network network, int population, long tick, Spikes spikes) {
    int n = spikes.size();
    return new SpikePacket(
        network.name(),
        instance,
        network.populations().get(population).name(),
        0,
        0,
        tick,
        tick,
        tick + 1,
        new int[n],
        Arrays.copyOf(spikes.neurons(), n),
        new int[0],
        (int) network.time().tickMicros());
  }

  private void show(Network network, List<PopulationRecorder> recorders, SpikeRaster drawn) {
    SpikeSurvey.Source from = new SpikeSurvey.Source(network.name(), instance);
    Map<String, PopulationStatistics> all = new LinkedHashMap<>();
    for (int p = 0; p < recorders.size(); p++) {
      Population population = network.populations().get(p);
      if (population.publish()) {
        PopulationStatistics statistics = recorders.get(p).statistics();
        SpikeTally.Train train = new SpikeTally.Train(from, population.name());
        StatsTable table = new StatsTable(train, statistics, true);
        all.put(population.name(), statistics);
        if (json) {
          console.json(table.json());
        } else {
          table.lines().forEach(console::data);
        }
      }
    }
    if (drawn.omitted() > 0) {
      console.progress(drawn.omitted() + " spikes beyond --limit " + limit + " are not drawn");
    }
    if (drawn.size() == 0) {
      console.progress("nothing fired, so no raster is drawn");
    } else if (raster != null) {
      draw(raster, file -> RasterImage.write(drawn, "spikes of " + network.name(), file));
    } else if (!json) {
      RasterText.lines(drawn, COLUMNS, ROWS).forEach(console::data);
    }
    draw(png, file -> StatisticsImage.write(all, file));
  }

  private interface Picture {
    void write(Path file) throws IOException;
  }

  private void draw(@Nullable Path file, Picture picture) {
    if (file == null) {
      return;
    }
    try {
      picture.write(file);
    } catch (IOException e) {
      throw UserException.environment(
          file + ": cannot be written (" + e + "); choose another file");
    }
    console.progress("drawn: " + file);
  }
}
