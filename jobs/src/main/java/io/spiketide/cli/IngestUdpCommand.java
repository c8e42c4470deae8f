package io.spiketide.cli;

import io.spiketide.ingest.Framing;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.UdpReceiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide ingest udp}: sensors that send datagrams. */
@Command(
    name = "udp",
    mixinStandardHelpOptions = true,
    description = "Takes in sensors that send datagrams, and counts those that get lost.",
    footer = {
      "",
      "Examples:",
      "  aestream input inivation davis output udp 192.0.2.1 3333 --include-timestamp",
      "    spiketide ingest udp --listen 0.0.0.0:3333 --framing spif --shape 2x260x346",
      "  jAER, File, Remote, unicast output",
      "    spiketide ingest udp --listen 0.0.0.0:8991 --framing aedat-davis --shape 2x180x240"
    })
final class IngestUdpCommand implements Callable<Integer> {
  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LiveOptions live = new LiveOptions();
  @Mixin FramingOption framing = new FramingOption();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:3333",
      description = "Where to listen; port 0 for a free one (default localhost:3333).")
  String listen = "localhost:3333";

  @Option(
      names = "--per-sender",
      description = "Every host that sends is an instance of its own, named KEY-ADDRESS.")
  boolean perSender;

  @Option(
      names = "--receive-buffer",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description =
          "What the kernel keeps while the gateway is held up; Linux gives at most"
              + " net.core.rmem_max (default 4194304).")
  int receiveBuffer = 4_194_304;

  IngestUdpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Framing form = framing.get();
    LiveSettings settings = live.settings(form.stampBits());
    InetSocketAddress address = Listening.parse(listen);
    try (Gateway gateway =
        Gateway.connect(console, kafka, live, settings, "udp:" + listen, live.maxSources)) {
      UdpReceiver receiver;
      try {
        receiver =
            UdpReceiver.open(
                address, receiveBuffer, form, live.instances(perSender), gateway.sources());
      } catch (IOException e) {
        throw Listening.taken("udp", address, e);
      }
      try (receiver) {
        console.progress(
            "udp:%s:%d: waiting for datagrams of framing %s; the kernel keeps %,d bytes; Ctrl-C ends"
                .formatted(
                    address.getHostString(), receiver.port(), form.name(), receiver.bufferBytes()));
        return gateway.run(receiver);
      }
    }
  }
}
