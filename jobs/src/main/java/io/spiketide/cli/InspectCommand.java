package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.network.Network;
import io.spiketide.nir.NirException;
import io.spiketide.nir.NirFile;
import io.spiketide.nir.NirInspect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide inspect FILE}: what is in a NIR file or a description. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Shows what is in a NIR file (nodes, parameters, options in force, cost per tick) or in a"
            + " description (inputs, populations, projections, readouts).")
final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Mixin NetworkSource network = new NetworkSource();

  @Option(names = "--json", description = "Print it as JSON.")
  boolean json;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (NetworkSource.isNir(network.file())) {
      inspectNir();
    } else {
      inspectDescription(Descriptions.read(network, console).network());
    }
    return ExitCode.OK.code();
  }

  private void inspectNir() {
    NirInspect report;
    try {
      report = NirInspect.of(NirFile.read(network.file()), network.options());
    } catch (NirException | IllegalArgumentException e) {
      throw UserException.badInput(String.valueOf(e.getMessage()));
    }
    if (!json) {
      console.data(report.text().stripTrailing());
      return;
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("nodes", report.nodes());
    value.put("edges", report.edges());
    value.put("options", report.options());
    report.cost().ifPresent(cost -> value.put("cost", cost));
    value.put("warnings", report.warnings());
    console.json(value);
  }

  private void inspectDescription(Network found) {
    NetworkSummary summary = NetworkSummary.of(found);
    if (json) {
      console.json(summary);
    } else {
      summary.lines().forEach(console::data);
    }
  }
}
