package io.spiketide.cli;

import io.spiketide.kernel.CompiledNetwork;
import io.spiketide.kernel.LearnedWeights;
import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirExport;
import io.spiketide.nir.NirFile;
import io.spiketide.npy.NpyException;
import io.spiketide.npy.NpyFile;
import io.spiketide.plot.WeightImage;
import io.spiketide.schema.ControlAction;
import io.spiketide.weights.LearnedNetwork;
import io.spiketide.weights.WeightFile;
import io.spiketide.weights.WeightSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide weights}: what a running network has learned, and whether it goes on to. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at what a running network has learned, and commands it: at a tick of event time that"
          + " all of its instances and shards agree on, the same in every replay."
    },
    footer = {
      "",
      "Example: spiketide weights snapshot network.yaml --name before-noon",
      "         spiketide weights get network.yaml --instance cam-1 --out learned.nir",
      "         spiketide weights rollback network.yaml --instance cam-1 --to before-noon"
    })
final class WeightsCommand {
  private final Console console;

  WeightsCommand(Console console) {
    this.console = console;
  }

  @Command(name = "freeze", mixinStandardHelpOptions = true, description = "Switches learning off.")
  int freeze(
      @Mixin CommandOptions options,
      @Option(
              names = "--round",
              description =
                  "Round the weights to single precision, so that an exported network fires the"
                      + " very same spikes.")
          boolean round) {
    return options.carryOut(console, ControlAction.LEARNING_OFF, round ? 1 : 0, "");
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Switches learning on again.")
  int resume(@Mixin CommandOptions options) {
    return options.carryOut(console, ControlAction.LEARNING_ON, 0, "");
  }

  @Command(name = "rate", mixinStandardHelpOptions = true, description = "Sets how fast it learns.")
  int rate(
      @Mixin CommandOptions options,
      @Option(
              names = "--factor",
              paramLabel = "X",
              required = true,
              description = "Factor of all changes; 1 as described.")
          double factor) {
    if (!(factor >= 0 && Double.isFinite(factor))) {
      throw UserException.badInput("--factor: " + factor + " is not a factor of 0 or more");
    }
    return options.carryOut(console, ControlAction.LEARNING_RATE, factor, "");
  }

  @Command(
      name = "reset",
      mixinStandardHelpOptions = true,
      description = "Gives back the weights that the description says.")
  int reset(@Mixin CommandOptions options) {
    return options.carryOut(console, ControlAction.RESET_WEIGHTS, 0, "");
  }

  @Command(
      name = "snapshot",
      mixinStandardHelpOptions = true,
      description = "Writes the weights to the topic of weights, under a name.")
  int snapshot(
      @Mixin CommandOptions options,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              required = true,
              description = "What to call it; one of the same name is replaced.")
          String name) {
    return options.carryOut(console, ControlAction.SNAPSHOT, 0, name);
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Replaces the weights of a projection by those of a file.")
  int set(
      @Mixin CommandOptions options,
      @Option(
              names = "--from",
              paramLabel = "FILE",
              required = true,
              description =
                  "Weights as 'weights get' writes them (.csv), or an array (.npy) in the same"
                      + " order: source, then target; kernels as out, in, height, width.")
          Path file) {
    if (options.projection.isEmpty()) {
      throw UserException.badInput("weights set: name the projection with --projection");
    }
    WeightSet given = read(file, options.projection);
    requirePairs(given, options.network(console), options.projection, file);
    return options.carryOut(
        console,
        ControlAction.REPLACE_WEIGHTS,
        0,
        "",
        CommandOptions.parts(options.projection, given.weights()));
  }

  /** Weights go by their places, so the pairs that a table names must be those of the synapses. */
  private static void requirePairs(
      WeightSet given, Network described, String projection, Path file) {
    if (given.sources().length == 0) {
      return;
    }
    LearnedWeights.Places places =
        new LearnedWeights(CompiledNetwork.compile(described)).places(projection);
    if (!Arrays.equals(given.sources(), places.sources())
        || !Arrays.equals(given.targets(), places.targets())) {
      throw UserException.badInput(
          file
              + ": its pairs of source and target are not the synapses of '"
              + projection
              + "' in their order; keep the lines as 'spiketide weights get' writes them");
    }
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Puts the weights of a snapshot back.")
  int rollback(
      @Mixin CommandOptions options,
      @Option(
              names = "--to",
              paramLabel = "NAME",
              required = true,
              description = "Name of the snapshot.")
          String name) {
    if (options.instance.isEmpty()) {
      throw UserException.badInput(
          "weights rollback: name the instance with --instance, since each has learned its own");
    }
    Network described = options.network(console);
    WeightSource source = new WeightSource();
    source.kafka = options.kafka;
    source.instance = options.instance;
    List<CommandOptions.Part> parts = new ArrayList<>();
    for (WeightSet weights : source.ofTopic(described, console, name)) {
      if (options.projection.isEmpty() || options.projection.equals(weights.projection())) {
        parts.addAll(CommandOptions.parts(weights.projection(), weights.weights()));
      }
    }
    return options.carryOut(console, ControlAction.REPLACE_WEIGHTS, 0, "", parts);
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = {
        "Shows learned weights, or writes them to a file: of a snapshot, or of a savepoint.",
        "As .csv: a line per weight. As .nir: the whole network with the learned weights, for"
            + " snnTorch, Norse and others. As .png: a picture of them."
      })
  int get(
      @Mixin WeightSource source,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description =
                  "Where to write them: .csv, .nir or .png (default: show where they lie).")
          @Nullable Path out,
      @Option(names = "--json", description = "Print JSON, one projection a line.") boolean json) {
    Network described = source.network(console);
    List<WeightSet> sets = source.read(described, console);
    if (out == null) {
      sets.forEach(set -> show(set, json));
      return ExitCode.OK.code();
    }
    write(described, sets, out);
    console.data(out.toString());
    return ExitCode.OK.code();
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "Says how two sets of weights differ.",
      footer = {"", "Example: spiketide weights diff monday.csv tuesday.csv"})
  int diff(
      @Parameters(paramLabel = "A", description = "Weights as 'weights get' writes them (.csv).")
          Path a,
      @Parameters(paramLabel = "B", description = "The other ones.") Path b,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    WeightSet.Difference difference;
    WeightSet first = read(a, "");
    try {
      difference = first.differenceTo(read(b, ""));
    } catch (IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
    if (json) {
      console.json(difference);
    } else {
      console.data(
          String.format(
              Locale.ROOT,
              "%d of %d weights differ: mean %+.6g, mean size %.6g, largest %.6g",
              difference.changed(),
              first.weights().length,
              difference.mean(),
              difference.meanSize(),
              difference.largest()));
    }
    return difference.changed() == 0 ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
  }

  private void show(WeightSet set, boolean json) {
    WeightSet.Spread spread = set.spread();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("instance", set.instance());
      line.put("projection", set.projection());
      line.put("snapshot", set.snapshot());
      line.put("tick", set.tick());
      line.put("weights", spread);
      console.json(line);
    } else {
      console.data(
          String.format(
              Locale.ROOT,
              "%s %s, %s before tick %d: %d weights, %.6g to %.6g, mean %.6g",
              set.instance(),
              set.projection(),
              set.snapshot(),
              set.tick(),
              spread.count(),
              spread.min(),
              spread.max(),
              spread.mean()));
    }
  }

  static void write(Network network, List<WeightSet> sets, Path out) {
    String name = out.toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".nir")) {
        NirFile.write(NirExport.fromNetwork(LearnedNetwork.of(network, sets)), out);
      } else if (name.endsWith(".csv")) {
        WeightFile.write(only(sets), out);
      } else if (name.endsWith(".png")) {
        WeightImage.write(only(sets), network, out);
      } else {
        throw UserException.badInput("--out: " + out + " is none of .csv, .nir and .png");
      }
    } catch (NirException | IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw UserException.environment(out + ": cannot be written (" + e.getMessage() + ")");
    }
  }

  private static WeightSet only(List<WeightSet> sets) {
    if (sets.size() > 1) {
      throw UserException.badInput(
          "weights get: several projections have learned; name one with --projection: "
              + sets.stream().map(WeightSet::projection).toList());
    }
    return sets.get(0);
  }

  private static WeightSet read(Path file, String projection) {
    try {
      if (!Files.isRegularFile(file)) {
        throw UserException.badInput(file + ": there is no such file");
      }
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
        return new WeightSet(
            "",
            projection,
            file.toString(),
            0,
            1,
            new int[0],
            new int[0],
            NpyFile.read(file).values());
      }
      return WeightFile.read(file, projection);
    } catch (NpyException | IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw UserException.badInput(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }
}
