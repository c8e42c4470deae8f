package io.spiketide.job;

import io.spiketide.demo.NamedNetworks;
import io.spiketide.demo.NamedNetworks.NamedNetwork;
import io.spiketide.demo.NamedNetworks.Scale;
import io.spiketide.demo.NamedNetworks.Variant;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Problem;
import io.spiketide.network.ReadoutSpec;
import io.spiketide.network.Settings;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirGraph;
import io.spiketide.nir.NirNetworks;
import io.spiketide.nir.NirOptions;
import io.spiketide.nir.NirRepair;
import io.spiketide.rules.NetworkRules;
import io.spiketide.sensor.EventRecording;
import io.spiketide.yaml.Description;
import io.spiketide.yaml.NetworkYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A network on the command line: a description in YAML, a trained network in a NIR file with what
 * such a file lacks given as options, or one of {@link NamedNetworks} by its name.
 */
public final class NetworkSource {
  private static final long DEFAULT_SEED = 1;
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F'};
  private static final long MICROS_PER_MILLI = 1000;

  @Parameters(
      paramLabel = "NETWORK",
      description =
          "description (.yaml), NIR file (.nir), or a network by name: demo, brunel,"
              + " brunel-exponential, brunel-stdp, microcircuit, izhikevich, synfire, reservoir")
  private @Nullable Path file;

  @Option(
      names = "--tick-ms",
      paramLabel = "MS",
      description = "NIR: event time of a tick in ms, by default that of the step")
  private @Nullable Double tickMillis;

  @Option(
      names = "--step-ms",
      paramLabel = "MS",
      description = "NIR: step of the trained equations (dt) in ms, by default 0.1")
  private @Nullable Double stepMillis;

  @Option(
      names = "--reset",
      paramLabel = "RULE",
      description = "NIR: ${COMPLETION-CANDIDATES}, by default v_reset")
  private NirOptions.@Nullable Reset reset;

  @Option(
      names = "--discretisation",
      paramLabel = "NAME",
      description = "NIR: ${COMPLETION-CANDIDATES}, by default snntorch")
  private NirOptions.@Nullable Discretisation discretisation;

  @Option(
      names = "--loop",
      paramLabel = "WHERE",
      description = "NIR: where recurrence is delayed, ${COMPLETION-CANDIDATES}")
  private NirOptions.@Nullable Loop loop;

  @Option(
      names = "--repair",
      paramLabel = "FAULT",
      description =
          "NIR: mend a known fault of the file, ${COMPLETION-CANDIDATES}; may be repeated")
  private List<NirRepair> repairs = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "network by name: all random numbers are a function of it, by default 1")
  private @Nullable Long seed;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description = "brunel*, microcircuit: factor of sizes and in-degrees, by default 1")
  private @Nullable Double scale;

  @Option(
      names = "--indegree-scale",
      paramLabel = "FACTOR",
      description = "microcircuit: factor of in-degrees, by default that of the sizes")
  private @Nullable Double indegreeScale;

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "cut every population into so many shards, by default as the description says")
  private @Nullable Integer shards;

  @Option(
      names = "--slice-ms",
      paramLabel = "MS",
      description = "event time that one spike packet covers, by default as the description says")
  private @Nullable Double sliceMillis;

  /** For picocli, which fills the fields. */
  public NetworkSource() {}

  /** A file with default options. */
  public NetworkSource(Path file) {
    this.file = file;
  }

  /** The file that was given. */
  public Path file() {
    if (file == null) {
      throw new IllegalStateException("picocli requires NETWORK");
    }
    return file;
  }

  /**
   * Reads the network and checks it.
   *
   * <p>A NIR file says nothing of readouts and episodes: each output population then answers by its
   * spike counts at the end of each episode, and episodes reset the state.
   *
   * @throws io.spiketide.yaml.DescriptionException with all mistakes of a description
   * @throws NirException with the mistake of a NIR file
   * @throws IllegalArgumentException if an option does not fit the file
   */
  public Description read() throws NirException {
    Description described = described();
    Network network = described.network();
    return new Description(network.placed(placement(network)), described.warnings());
  }

  /** The placement of the description, or what the options say instead. */
  private Placement placement(Network network) {
    Placement placement = network.placement();
    if (shards != null) {
      if (shards < 1) {
        throw new IllegalArgumentException("--shards: " + shards + " is below 1; give 1 or more");
      }
      placement =
          new Placement(
              placement.sliceTicks(), placement.budget(), shards, Map.of(), placement.redraw());
    }
    if (sliceMillis != null) {
      double ticks = Math.rint(sliceMillis / network.time().tickMillis());
      if (!(ticks >= 1 && ticks <= Integer.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "--slice-ms: %s ms is less than a tick of %s ms or too long; give more or less"
                .formatted(sliceMillis, network.time().tickMillis()));
      }
      placement = placement.inSlicesOf((int) ticks);
    }
    return placement;
  }

  private Description described() throws NirException {
    Optional<NamedNetwork> named = named();
    if (named.isPresent()) {
      return byName(named.get());
    }
    if (seed != null || scale != null || indegreeScale != null) {
      throw new IllegalArgumentException(
          file()
              + ": --seed, --scale and --indegree-scale are for networks by name, "
              + NamedNetworks.names()
              + "; write them into the description");
    }
    return isNir(file()) ? fromNir() : fromYaml();
  }

  /** The network that is meant by name alone; a file of that name comes first. */
  private Optional<NamedNetwork> named() {
    return Files.exists(file()) ? Optional.empty() : NamedNetworks.find(file().toString());
  }

  /** Whether there is something to read: a file, or a network of that name. */
  public boolean isThere() {
    return Files.isReadable(file()) || named().isPresent();
  }

  private Description byName(NamedNetwork named) {
    refuseNirOptions();
    if (scale != null && !named.scales().contains(Scale.SIZE)) {
      throw new IllegalArgumentException(
          "--scale: network '" + named.name() + "' has one size; leave it out");
    }
    if (indegreeScale != null && !named.scales().contains(Scale.INDEGREE)) {
      throw new IllegalArgumentException(
          "--indegree-scale: network '"
              + named.name()
              + "' has no factor of its in-degrees alone; leave it out");
    }
    Network network = named.builder().build(variant());
    List<Problem> errors = NetworkRules.check(network).stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          errors.stream().map(p -> named.name() + " " + p).collect(Collectors.joining("\n")));
    }
    return new Description(network, List.of());
  }

  /** What the network is shown that was named, empty if it runs by itself or is in a file. */
  public Optional<EventRecording> stimulus(String instance) {
    return named()
        .map(NamedNetwork::stimulus)
        .map(stimulus -> stimulus.recording(seed(), instance));
  }

  private long seed() {
    return seed == null ? DEFAULT_SEED : seed;
  }

  private Variant variant() {
    double size = scale == null ? 1 : scale;
    return new Variant(seed(), size, indegreeScale == null ? size : indegreeScale);
  }

  private Description fromYaml() {
    refuseNirOptions();
    return NetworkYaml.load(file());
  }

  private void refuseNirOptions() {
    if (tickMillis != null
        || stepMillis != null
        || reset != null
        || discretisation != null
        || loop != null
        || !repairs.isEmpty()) {
      throw new IllegalArgumentException(
          file()
              + ": --tick-ms, --step-ms, --reset, --discretisation, --loop and --repair are for NIR"
              + " files; write them into the description");
    }
  }

  private Description fromNir() throws NirException {
    Network read;
    NirGraph graph = NirFile.read(file());
    try {
      read = NirNetworks.toNetwork(graph, options());
    } catch (NirException e) {
      throw e.inFile(file());
    }
    List<ReadoutSpec> readouts =
        read.populations().stream()
            .filter(Population::publish)
            .map(NetworkSource::spikeCount)
            .toList();
    Network network =
        new Network(
            read.name(),
            read.time(),
            read.seed(),
            read.inputs(),
            read.populations(),
            read.projections(),
            readouts,
            read.recordings(),
            read.instances().resettingAtEpisodes(),
            read.placement());
    List<Problem> errors = NetworkRules.check(network).stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          errors.stream().map(p -> file() + " " + p).collect(Collectors.joining("\n")));
    }
    return new Description(network, List.of());
  }

  private static ReadoutSpec spikeCount(Population population) {
    return new ReadoutSpec(
        population.name(),
        population.name(),
        Settings.of("spike_count"),
        new ReadoutSpec.Window.Episode(),
        List.of());
  }

  /** The options in force for a NIR file. */
  public NirOptions options() {
    String name = file().getFileName().toString().replaceFirst("\\.[^.]*$", "");
    NirOptions options = NirOptions.defaults(name.replaceAll("[^A-Za-z0-9._-]", "-"));
    if (stepMillis != null) {
      options = options.withStep(stepMillis);
      options = options.withTick(Math.max(1, Math.round(stepMillis * MICROS_PER_MILLI)));
    }
    if (tickMillis != null) {
      long micros = Math.round(tickMillis * MICROS_PER_MILLI);
      if (micros < 1 || Math.abs(micros - tickMillis * MICROS_PER_MILLI) > 1e-6) {
        throw new IllegalArgumentException(
            "--tick-ms: " + tickMillis + " ms is no whole number of µs above 0; give such a one");
      }
      options = options.withTick(micros);
    }
    if (reset != null) {
      options = options.withReset(reset);
    }
    if (discretisation != null) {
      options = options.withDiscretisation(discretisation);
    }
    for (NirRepair repair : repairs) {
      options = options.repairing(repair);
    }
    return loop == null ? options : options.withLoop(loop);
  }

  /** Whether a file is HDF5, and so a NIR file, by its content. */
  public static boolean isNir(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(HDF5.length), HDF5);
    } catch (IOException e) {
      return false;
    }
  }
}
