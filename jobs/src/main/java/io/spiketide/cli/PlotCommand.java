package io.spiketide.cli;

import io.spiketide.network.Network;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide plot weights}. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    description = "Draws pictures of what a network has learned.")
final class PlotCommand {
  private final Console console;

  PlotCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "weights",
      mixinStandardHelpOptions = true,
      description = {
        "Draws receptive fields as a PNG file: a tile for each target neuron, a pixel for each of its"
            + " sources in their shape, dark for the smallest weight and bright for the largest."
      },
      footer = {
        "",
        "Example: spiketide plot weights network.yaml --instance cam-1 --snapshot noon --out fields.png"
      })
  int weights(
      @Mixin WeightSource source,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              required = true,
              description = "The picture (.png).")
          Path out) {
    if (!out.toString().endsWith(".png")) {
      throw UserException.badInput("--out: " + out + " is no PNG file; name it such as fields.png");
    }
    Network described = source.network(console);
    WeightsCommand.write(described, source.read(described, console), out);
    console.data(out.toString());
    return ExitCode.OK.code();
  }
}
