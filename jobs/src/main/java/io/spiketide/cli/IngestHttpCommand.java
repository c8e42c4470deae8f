package io.spiketide.cli;

import io.spiketide.ingest.HttpReceiver;
import io.spiketide.ingest.LiveSettings;
import io.spiketide.ingest.Timing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spiketide ingest http}: devices that speak nothing but HTTP. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description =
        "Takes in packets that devices post to /packets, in JSON or Avro. The answer 200 says that"
            + " the broker has them.",
    footer = {
      "",
      "Example: spiketide ingest http --listen 0.0.0.0:8090 --token-file token.txt --shape 12",
      "  curl -H \"Authorization: Bearer $(cat token.txt)\" -H 'Content-Type: application/json'",
      "    -d '{\"source\": \"glove-1\", \"addresses\": [3, 7]}' http://HOST:8090/packets"
    })
final class IngestHttpCommand implements Callable<Integer> {
  static final String TOKEN_VARIABLE = "SPIKETIDE_TOKEN";
  private static final int STAMP_BITS = 64;
  private static final int SHORTEST_TOKEN = 16;
  private static final int LARGEST_BODY = 64 << 20;
  private static final TimeSpan USUAL_DELAY = new TimeSpan(60_000_000);

  private final Console console;

  @Mixin KafkaOptions kafka = new KafkaOptions();
  @Mixin LiveOptions live = new LiveOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:8090",
      description = "Where to listen; port 0 for a free one (default localhost:8090).")
  String listen = "localhost:8090";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token that devices must show, 16 characters or more (default: the"
              + " environment variable "
              + TOKEN_VARIABLE
              + ").")
  @Nullable Path tokenFile;

  @Option(
      names = "--max-body",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description = "Longest body that is taken (default 1048576).")
  int longestBody = 1 << 20;

  IngestHttpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LiveSettings settings = live.settings(STAMP_BITS, Timing.SENSOR, USUAL_DELAY);
    InetSocketAddress address = Listening.parse(listen);
    String token = token();
    if (longestBody < 1 || longestBody > LARGEST_BODY) {
      throw UserException.badInput(
          "--max-body: " + longestBody + " bytes; give 1 to " + LARGEST_BODY);
    }
    try (Gateway gateway =
        Gateway.connect(console, kafka, live, settings, "http:" + listen, live.maxSources)) {
      HttpReceiver receiver;
      try {
        receiver = HttpReceiver.open(address, token, longestBody, live.instance, gateway.sources());
      } catch (IOException e) {
        throw Listening.taken("http", address, e);
      }
      try (receiver) {
        console.progress(
            "http:%s:%d: waiting for packets at /packets; Ctrl-C ends"
                .formatted(address.getHostString(), receiver.port()));
        return gateway.run(receiver);
      }
    }
  }

  private String token() {
    Path file = tokenFile;
    String token = file == null ? System.getenv(TOKEN_VARIABLE) : read(file);
    if (token == null) {
      throw UserException.badInput(
          "ingest http: no token; write one into a file for --token-file, or set "
              + TOKEN_VARIABLE);
    }
    if (token.strip().length() < SHORTEST_TOKEN) {
      throw UserException.badInput(
          "ingest http: the token is shorter than "
              + SHORTEST_TOKEN
              + " characters; make one with 'openssl rand -hex 16'");
    }
    return token.strip();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw UserException.badInput(
          "--token-file " + file + ": cannot be read; check its name and permissions");
    }
  }
}
