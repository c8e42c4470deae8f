package io.spiketide.cli;

import io.spiketide.ingest.Framing;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.TcpReceiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide ingest tcp}: sensors that send byte streams over connections. */
@Command(
    name = "tcp",
    mixinStandardHelpOptions = true,
    description =
        "Takes in sensors that connect and send events one after another. A sensor that is faster"
            + " than the broker is held back; nothing gets lost.",
    footer = {
      "",
      "Example: spiketide ingest tcp --listen 0.0.0.0:3334 --framing faery --shape 2x480x640"
    })
final class IngestTcpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LiveOptions live = new LiveOptions();
  @Mixin FramingOption framing = new FramingOption();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:3334",
      description = "Where to listen; port 0 for a free one (default localhost:3334).")
  String listen = "localhost:3334";

  @Option(
      names = "--per-sender",
      description = "Every host that connects is an instance of its own, named KEY-ADDRESS.")
  boolean perSender;

  IngestTcpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Framing form = framing.get();
    LiveSettings settings = live.settings(form.stampBits());
    InetSocketAddress address = Listening.parse(listen);
    try (Gateway gateway =
        Gateway.connect(console, kafka, live, settings, "tcp:" + listen, live.maxSources)) {
      TcpReceiver receiver;
      try {
        receiver =
            TcpReceiver.open(
                address,
                form,
                live.instances(perSender),
                gateway.sources(),
                (instance, why) -> console.progress(instance + ": " + why));
      } catch (IOException e) {
        throw Listening.taken("tcp", address, e);
      }
      try (receiver) {
        console.progress(
            "tcp:%s:%d: waiting for connections with framing %s; Ctrl-C ends"
                .formatted(address.getHostString(), receiver.port(), form.name()));
        return gateway.run(receiver);
      }
    }
  }
}
