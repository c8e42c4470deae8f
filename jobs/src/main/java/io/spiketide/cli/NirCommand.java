package io.spiketide.cli;

import io.spiketide.compare.CompareException;
import io.spiketide.compare.ComparisonReport;
import io.spiketide.compare.ExpectedSpikes;
import io.spiketide.compare.RecordedSamples;
import io.spiketide.compare.SpikeComparison;
import io.spiketide.job.NetworkSource;
import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirExport;
import io.spiketide.nir.NirFile;
import io.spiketide.sensor.SensorException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide nir export} and {@code check}. */
@Command(
    name = "nir",
    mixinStandardHelpOptions = true,
    description = "Exchanges networks with other simulators in NIR files.")
final class NirCommand {
  private final Console console;

  NirCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes a network as a NIR file.")
  int export(
      @Mixin NetworkSource network,
      @Option(names = "--out", paramLabel = "FILE", required = true, description = "The NIR file.")
          Path out) {
    try {
      NirFile.write(NirExport.fromNetwork(Descriptions.read(network, console).network()), out);
    } catch (NirException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
    console.data(out.toString());
    return ExitCode.OK.code();
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compares a network's spikes with those that its simulator recorded.")
  int check(
      @Mixin NetworkSource network,
      @Mixin RecordingOptions recordings,
      @Option(
              names = "--events",
              paramLabel = "FILE",
              required = true,
              description = "The recorded events: a recording or a folder of recordings.")
          Path events,
      @Option(
              names = "--expected",
              paramLabel = "CSV",
              required = true,
              description =
                  "What came out: counts per sample (columns sample or file, label, out0, out1, …,"
                      + " total:POPULATION) or a raster (a line per tick, a column per neuron).")
          Path expected,
      @Option(
              names = "--population",
              paramLabel = "NAME",
              defaultValue = "",
              description = "The output to compare; by default the only published one.")
          String population,
      @Option(
              names = "--ticks",
              paramLabel = "N",
              description = "How long each sample is run; by default as the files say.")
          @Nullable Long ticks) {
    Network read = Descriptions.read(network, console).network();
    try {
      ComparisonReport report =
          new SpikeComparison(read, population)
              .compare(
                  ExpectedSpikes.read(expected),
                  RecordedSamples.open(events, recordings.read(events), read.time()),
                  ticks == null ? OptionalLong.empty() : OptionalLong.of(ticks));
      console.data(report.text());
      return report.isEqual() ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
    } catch (CompareException | SensorException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
  }
}
