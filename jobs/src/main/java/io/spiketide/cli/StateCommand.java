package io.spiketide.cli;

import io.spiketide.savepoint.InstanceDetail;
import io.spiketide.savepoint.Savepoint;
import io.spiketide.savepoint.SavepointDiff;
import io.spiketide.savepoint.SavepointSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide state show} and {@code diff}. */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = "Looks into savepoints and retained checkpoints.")
final class StateCommand {
  private final Console console;

  StateCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints what a savepoint holds: network, stages, instances, ticks, spikes.",
      footer = {"", "Example: spiketide state show savepoints/savepoint-1a2b --instance camera-1"})
  int show(
      @Parameters(
              paramLabel = "SAVEPOINT",
              description = "Directory of a savepoint or a retained checkpoint.")
          String path,
      @Option(
              names = "--instance",
              paramLabel = "KEY",
              description = "Print all that is stored of this instance.")
          @Nullable String instance,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "Instances that are printed one by one (default 20).")
          int limit,
      @Option(
              names = "--json",
              description = "Print JSON: the savepoint; with --instance a line for each thing.")
          boolean json) {
    requireLimit(limit);
    Savepoint savepoint = Savepoint.open(path);
    if (instance == null) {
      SavepointSummary summary = SavepointSummary.of(savepoint);
      print(json, summary, StateLines.of(summary, limit));
      return ExitCode.OK.code();
    }
    List<InstanceDetail> details = InstanceDetail.of(savepoint, instance);
    if (json) {
      details.forEach(console::json);
    } else {
      StateLines.of(details).forEach(console::data);
    }
    return ExitCode.OK.code();
  }

  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = {
        "Says what differs between two savepoints of a network: its description, and of each"
            + " instance ticks, variables, spikes in flight, waiting events, sequence numbers.",
        "Parallelism and files do not count, nor do positions in topics. Exit code 0: the same; 1:"
            + " they differ."
      },
      footer = {
        "",
        "Example: spiketide state diff savepoints/savepoint-1a2b checkpoints/JOB/chk-7"
      })
  int diff(
      @Parameters(paramLabel = "A", description = "Directory of a savepoint or a checkpoint.")
          String a,
      @Parameters(paramLabel = "B", description = "Directory of another one.") String b,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "Instances of which differences are printed (default 20).")
          int limit,
      @Option(
              names = "--json",
              description = "Print JSON: a line for each difference, and one that sums up.")
          boolean json) {
    requireLimit(limit);
    SavepointDiff diff = SavepointDiff.of(Savepoint.open(a), Savepoint.open(b));
    if (json) {
      diff.findings().forEach(console::json);
    }
    print(json, StateLines.sum(diff), StateLines.of(diff, limit));
    return diff.isSame() ? ExitCode.OK.code() : ExitCode.CHECK_FAILED.code();
  }

  private static void requireLimit(int limit) {
    if (limit < 0) {
      throw UserException.badInput("--limit: %d is negative; give 0 or more".formatted(limit));
    }
  }

  private void print(boolean json, Object value, List<String> lines) {
    if (json) {
      console.json(value);
    } else {
      lines.forEach(console::data);
    }
  }
}
