package io.spiketide.cli;

import io.spiketide.ingest.Framing;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.StreamReceiver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide ingest stdin}: what another program writes. */
@Command(
    name = "stdin",
    mixinStandardHelpOptions = true,
    description =
        "Takes in the events that another program writes, until it ends. It is held back where it"
            + " is faster than the broker; nothing gets lost.",
    footer = {"", "Example: driver | spiketide ingest stdin --framing faery --shape 2x480x640"})
final class IngestStdinCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LiveOptions live = new LiveOptions();
  @Mixin FramingOption framing = new FramingOption();

  @Option(
      names = "--tail",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = TimeSpan.Converter.class,
      description =
          "How much silence is promised after the last event, so that the network can finish"
              + " (default 1s).")
  TimeSpan tail = new TimeSpan(1_000_000);

  IngestStdinCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Framing form = framing.get();
    LiveSettings settings = live.settings(form.stampBits());
    try (Gateway gateway = Gateway.connect(console, kafka, live, settings, "stdin", 1)) {
      return gateway.run(
          StreamReceiver.of(System.in, form, live.instance, gateway.sources()), tail);
    }
  }
}
