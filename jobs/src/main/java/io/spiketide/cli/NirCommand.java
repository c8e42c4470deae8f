package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirExport;
import io.spiketide.nir.NirFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide nir export}. */
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
}
