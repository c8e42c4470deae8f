package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.job.Rights;
import io.spiketide.network.Network;
import io.spiketide.network.Population;
import io.spiketide.plot.StatisticsImage;
import io.spiketide.statistics.Measures;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide stats}: rates, CV and correlation of the populations in the topic of spikes. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the spikes of each instance and population: rate, CV of inter-spike intervals, and"
          + " pairwise correlation of spike counts.",
      "Counts from the first tick of an instance's packets (or --from), less what --discard leaves"
          + " out, up to the latest promise of any of its packets (or --to)."
    },
    footer = {
      "",
      "Example: spiketide stats --network network.yaml --discard 100ms --png stats.png"
    })
final class StatsCommand implements Callable<Integer> {
  private static final int MOST_NAMES = 20;

  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--network",
      paramLabel = "NETWORK",
      description =
          "The description of the network that ran, for the sizes of its populations (default: the"
              + " largest neuron that fired + 1).")
  @Nullable Path network;

  @Option(
      names = "--instance",
      paramLabel = "KEY",
      description = "Only this instance; may be repeated (default: all).")
  List<String> instances = List.of();

  @Option(
      names = "--population",
      paramLabel = "NAME",
      description = "Only this population; may be repeated (default: all).")
  List<String> populations = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = EventTime.Converter.class,
      description = "From this event time on, such as 2026-03-01T12:00:00Z, or this tick.")
  @Nullable EventTime from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = EventTime.Converter.class,
      description = "Up to this event time or tick, without it.")
  @Nullable EventTime to;

  @Option(
      names = "--discard",
      paramLabel = "TIME",
      defaultValue = "0ms",
      converter = TimeSpan.Converter.class,
      description = "How much is left out at the start, until the network has settled (default 0).")
  TimeSpan discard = new TimeSpan(0);

  @Option(
      names = "--min-intervals",
      paramLabel = "N",
      defaultValue = "" + Measures.DEFAULT_MIN_INTERVALS,
      description = "Intervals that a neuron needs for its CV to be taken (default 10).")
  int minIntervals = Measures.DEFAULT_MIN_INTERVALS;

  @Option(
      names = "--bin",
      paramLabel = "TIME",
      converter = TimeSpan.Converter.class,
      description =
          "Bins whose counts are correlated, a multiple of the tick (default about 5 ms).")
  @Nullable TimeSpan bin;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + Measures.DEFAULT_SAMPLE,
      description = "Neurons of a population that are correlated with each other (default 100).")
  int sample = Measures.DEFAULT_SAMPLE;

  @Option(names = "--json", description = "Print JSON, one population a line.")
  boolean json;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw histograms as a PNG file.")
  @Nullable Path png;

  StatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (minIntervals < 1 || sample < 0) {
      throw UserException.badInput("stats: give --min-intervals 1 or more and --sample 0 or more");
    }
    Network described = null;
    Path named = network;
    if (named != null) {
      described = Descriptions.read(new NetworkSource(named), console).network();
      requireKnown("population", populations, names(described), "network " + described.name());
    }
    List<StatsTable> tables = measure(described);
    tables.forEach(this::print);
    draw(tables);
    return ExitCode.OK.code();
  }

  private List<StatsTable> measure(@Nullable Network described) {
    String topic = kafka.topics().spikes();
    try (TopicReader reader =
        new TopicReader(kafka.connect(console, Rights.ofReader(topic)), topic)) {
      SpikePackets packets = new SpikePackets(reader, from, console::progress);
      SpikeSurvey survey = new SpikeSurvey();
      packets.forEach(survey::add);
      SpikeTally tally = tally(survey, described, topic);
      packets.forEach(tally::add);
      List<StatsTable> tables = new ArrayList<>();
      for (Map.Entry<SpikeTally.Train, PopulationStatistics> e : tally.statistics().entrySet()) {
        tables.add(new StatsTable(e.getKey(), e.getValue(), described != null));
      }
      return tables;
    }
  }

  /** Decides what is measured, over which stretch; says what is not there. */
  SpikeTally tally(SpikeSurvey survey, @Nullable Network described, String topic) {
    if (survey.instances().isEmpty()) {
      throw UserException.badInput(
          "topic "
              + topic
              + ": no spikes"
              + (from == null ? "" : " from --from on")
              + "; set publish: true at a population and let the network run");
    }
    requireKnown("instance", instances, survey.names(), "topic " + topic);
    if (described == null) {
      requireKnown("population", populations, survey.populationNames(), "topic " + topic);
    }
    SpikeTally tally = new SpikeTally();
    boolean any = false;
    for (Map.Entry<SpikeSurvey.Source, SpikeSurvey.Extent> e : survey.instances().entrySet()) {
      if (isWanted(e.getKey(), described)) {
        add(tally, e.getKey(), e.getValue(), described);
        any = true;
      }
    }
    if (!any) {
      throw UserException.badInput(
          "topic "
              + topic
              + ": no spikes of these instances"
              + (described == null ? "" : " in network '" + described.name() + "'")
              + "; correct --instance or --network");
    }
    return tally;
  }

  private boolean isWanted(SpikeSurvey.Source source, @Nullable Network described) {
    return (described == null || described.name().equals(source.network()))
        && (instances.isEmpty() || instances.contains(source.instance()));
  }

  private void add(
      SpikeTally tally,
      SpikeSurvey.Source source,
      SpikeSurvey.Extent extent,
      @Nullable Network described) {
    Stretch stretch = stretch(source, extent);
    Measures measures = new Measures(minIntervals, binTicks(extent.tickMicros()), sample);
    Map<String, Integer> sizes = described == null ? extent.sizes() : sizes(described);
    sizes.forEach(
        (population, size) -> {
          if (populations.isEmpty() || populations.contains(population)) {
            tally.measure(new SpikeTally.Train(source, population), size, stretch, measures);
          }
        });
  }

  private Stretch stretch(SpikeSurvey.Source source, SpikeSurvey.Extent extent) {
    long tick = extent.tickMicros();
    long first = from == null ? extent.first() : Math.max(from.tick(tick), extent.first());
    long start = first - Math.floorDiv(-discard.micros(), tick);
    long end = to == null ? extent.end() : Math.min(to.tick(tick), extent.end());
    if (end <= start) {
      throw UserException.badInput(
          "instance '%s': its spikes reach from tick %d to %d, of which nothing is left from %d to %d; lower --discard, or move --from and --to"
              .formatted(source.instance(), extent.first(), extent.end(), start, end));
    }
    return new Stretch(start, end, tick);
  }

  private long binTicks(long tickMicros) {
    TimeSpan given = bin;
    if (given == null) {
      return Measures.defaultBinTicks(tickMicros);
    }
    if (given.micros() < 1 || given.micros() % tickMicros != 0) {
      throw UserException.badInput(
          "--bin: %d µs is no multiple of a tick, which is %d µs; give a multiple"
              .formatted(given.micros(), tickMicros));
    }
    return given.micros() / tickMicros;
  }

  private static Map<String, Integer> sizes(Network described) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (Population population : described.populations()) {
      if (population.publish()) {
        sizes.put(population.name(), population.shape().size());
      }
    }
    return sizes;
  }

  private static Collection<String> names(Network described) {
    return sizes(described).keySet();
  }

  private static void requireKnown(
      String kind, List<String> wanted, Collection<String> known, String where) {
    for (String name : wanted) {
      if (!known.contains(name)) {
        List<String> some = known.stream().limit(MOST_NAMES).toList();
        throw UserException.badInput(
            "%s: no spikes of %s '%s'; use one of %s%s"
                .formatted(where, kind, name, some, known.size() > MOST_NAMES ? " and more" : ""));
      }
    }
  }

  private void print(StatsTable table) {
    if (json) {
      console.json(table.json());
    } else {
      table.lines().forEach(console::data);
    }
  }

  private void draw(List<StatsTable> tables) {
    Path file = png;
    if (file == null) {
      return;
    }
    Map<String, PopulationStatistics> drawn = new LinkedHashMap<>();
    for (StatsTable table : tables) {
      if (drawn.size() < StatisticsImage.MOST_POPULATIONS) {
        drawn.put(table.label(), table.statistics());
      }
    }
    try {
      StatisticsImage.write(drawn, file);
    } catch (IOException e) {
      throw UserException.environment(
          file + ": cannot be written (" + e + "); choose another file");
    }
    console.progress(
        "%s: histograms of %d of %d populations".formatted(file, drawn.size(), tables.size()));
  }
}
