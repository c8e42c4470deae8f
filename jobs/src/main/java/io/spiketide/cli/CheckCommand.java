package io.spiketide.cli;

import io.spiketide.job.NetworkSource;
import io.spiketide.nir.NirException;
import io.spiketide.yaml.DescriptionException;
import io.spiketide.yaml.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide check NETWORK}: reports all mistakes at once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Reports all mistakes of a network at once, with file and line.",
    footer = {"", "Exit code 1 if there is an error; warnings alone are no error."})
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin NetworkSource network = new NetworkSource();

  @Option(names = "--json", description = "Print the problems as JSON, one a line.")
  boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!network.isThere()) {
      throw UserException.badInput(
          network.file() + ": there is no such file, or it cannot be read; check the path");
    }
    try {
      List<Located> warnings = network.read().warnings();
      warnings.forEach(this::print);
      console.progress(network.file() + ": no errors, " + warnings.size() + " warnings");
      return ExitCode.OK.code();
    } catch (DescriptionException e) {
      e.problems().forEach(this::print);
      console.progress(network.file() + ": " + e.problems().size() + " problems");
    } catch (NirException | IllegalArgumentException e) {
      print(String.valueOf(e.getMessage()));
    }
    return ExitCode.CHECK_FAILED.code();
  }

  private void print(Located problem) {
    if (!json) {
      console.data(problem.toString());
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file", problem.file());
    line.put("line", problem.line());
    line.put("severity", problem.problem().severity());
    line.put("path", problem.problem().path());
    line.put("fault", problem.problem().fault());
    line.put("mend", problem.problem().mend());
    console.json(line);
  }

  private void print(String problem) {
    if (json) {
      console.json(Map.of("fault", problem));
    } else {
      console.data(problem);
    }
  }
}
