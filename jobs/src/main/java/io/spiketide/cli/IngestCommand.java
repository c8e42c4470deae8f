package io.spiketide.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spiketide ingest}: gateways between live sensors and the topic of sensor events. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Takes live sensors in, until Ctrl-C: their events become packets on Kafka.",
    synopsisSubcommandLabel = "TRANSPORT",
    footer = {
      "",
      "Example: spiketide ingest udp --listen 0.0.0.0:3333 --framing spif --shape 2x480x640"
    })
final class IngestCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  private IngestCommand() {}

  /** The command with those below it. A new transport is one line here. */
  static CommandLine withTransports(Console console) {
    CommandLine ingest = new CommandLine(new IngestCommand());
    List.of(
            new IngestUdpCommand(console),
            new IngestTcpCommand(console),
            new IngestStdinCommand(console),
            new IngestHttpCommand(console))
        .forEach(ingest::addSubcommand);
    return ingest;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "ingest: which transport? use one of " + spec.subcommands().keySet());
  }
}
