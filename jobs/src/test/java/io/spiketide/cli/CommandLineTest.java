package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.demo.NamedNetworks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {
  private static final String NETWORK =
      """
      network: echo
      tick: 1 ms
      inputs:
        taxels: {shape: [12], encoder: events}
      populations:
        out:
          shape: [12]
          neuron: {model: lif_delta, tau_m: 10, E_L: 0, V_th: 0.5, V_reset: 0}
          publish: true
      projections:
        - {from: taxels, to: out, connect: one_to_one, weights: 1}
      readouts:
        touched: {of: out, type: spike_count, window: episode}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<Arguments> everyCommand() {
    List<String> names = new ArrayList<>();
    collect("", new CommandLineTest().commandLine(), names);
    return names.stream().map(Arguments::of);
  }

  private static void collect(String prefix, CommandLine command, List<String> names) {
    names.add(prefix);
    command
        .getSubcommands()
        .forEach((name, sub) -> collect((prefix + " " + name).strip(), sub, names));
  }

  @Test
  void thereIsACommandForEachThingThatTheReadmeNames() {
    assertThat(commandLine().getSubcommands().keySet())
        .contains(
            "demo",
            "run",
            "submit",
            "check",
            "plan",
            "inspect",
            "nir",
            "topics",
            "replay",
            "ingest",
            "tail",
            "raster",
            "stats",
            "simulate",
            "state",
            "cluster",
            "transactions",
            "doctor",
            "bench");
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void helpOfEveryCommandExplainsItAndTheExitCodes(String command) {
    assertThat(run((command + " --help").strip().split(" "))).isZero();
    assertThat(out.toString())
        .contains("Usage: spiketide")
        .contains("Exit codes:")
        .contains("stopped by Ctrl-C");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aNetworkThatRunsByItselfIsSimulatedMeasuredAndDrawn() throws Exception {
    Path raster = folder.resolve("raster.png");
    Path histograms = folder.resolve("stats.png");
    String[] brunel = {"simulate", "brunel", "--scale", "0.02", "--for", "300ms"};
    assertThat(
            run(
                Stream.concat(
                        Stream.of(brunel),
                        Stream.of("--raster", raster.toString(), "--png", histograms.toString()))
                    .toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("population excitatory: 200 neurons")
        .contains("spikes in 0.3 s (ticks 0 to 3000)")
        .contains("rate Hz");
    assertThat(raster).isNotEmptyFile();
    assertThat(histograms).isNotEmptyFile();

    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run(Stream.concat(Stream.of(brunel), Stream.of("--json")).toArray(String[]::new)))
        .isZero();
    JsonNode inhibitory = new ObjectMapper().readTree(out.toString().lines().toList().get(1));
    assertThat(inhibitory.path("population").asText()).isEqualTo("inhibitory");
    assertThat(first).contains("%,d spikes".formatted(inhibitory.path("spikes").asLong()));

    out.getBuffer().setLength(0);
    assertFault(
        "nothing is left of 1000 ticks",
        "simulate",
        "brunel",
        "--for",
        "100ms",
        "--discard",
        "100ms");
    assertFault("no population is published", "simulate", yaml(NETWORK.replace("true", "false")));
  }

  @Test
  void aRecordingIsPlayedIntoANetworkHere() throws Exception {
    Path touches = folder.resolve("touches.csv");
    Files.writeString(touches, "t,address\n0,3\n20000,3\n25000,5\n40000,12\n30000,1\n");
    String[] replay = {
      "replay",
      "--into",
      yaml(NETWORK).toString(),
      "--shape",
      "16",
      "--speed",
      "max",
      "--start",
      "2026-01-01T00:00:00Z",
      "--keep-going",
      "--loop",
      "2",
      "--json",
      touches.toString()
    };
    assertThat(run(replay)).as(err.toString()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(4);
    for (JsonNode decision : lines.subList(0, 2)) {
      assertThat(decision.path("readout").asText()).isEqualTo("touched");
      assertThat(decision.path("winner").asInt()).isEqualTo(3);
    }
    assertThat(lines.get(2).path("events").asInt()).isEqualTo(10);
    assertThat(lines.get(2).path("episodes").asInt()).isEqualTo(2);
    assertThat(lines.get(2).path("outside").asInt()).isEqualTo(2);
    assertThat(lines.get(3).path("decisions").asInt()).isEqualTo(2);
  }

  @Test
  void anExcerptThatIsNoneIsRefused() throws Exception {
    Path touches = folder.resolve("touches.csv");
    Files.writeString(touches, "t,address\n0,3\n");
    assertFault("is no stretch of time", "replay", "--from", "2s", "--to", "1s", touches);
    assertFault("a region has four numbers", "replay", "--roi", "1,2,3", touches);
    assertFault("is not within a sensor", "replay", "--roi", "1,2,3,4", touches);
    assertFault("played 0 times", "replay", "--loop", "0", touches);
  }

  @Test
  void aGatewaySaysWhatItWasGivenWrongBeforeItConnects() {
    assertFault("unknown framing 'spiff'; use one of spif, ", gateway("--framing", "spiff"));
    assertFault("--shape: '2xHxW' is no shape", gateway("--shape", "2xHxW"));
    assertFault("use 16 to 62, or 64", gateway("--wrap", "8"));
    assertFault(
        "cannot be told from a wrap of 24 bits", gateway("--wrap", "24", "--max-back", "9s"));
    assertFault(
        "--listen: 'here:http' is no address of this host", gateway("--listen", "here:http"));
    assertFault("packets of 0 events", gateway("--packet-events", "0"));
    assertFault("ingest: which transport? use one of [udp, tcp, stdin", "ingest");
  }

  /** A gateway that could do no harm if it started. */
  private static String[] gateway(String... options) {
    List<String> all = new ArrayList<>(List.of("ingest", "udp", "--wait", "1ms"));
    all.addAll(List.of(options));
    if (!all.contains("--shape")) {
      all.addAll(List.of("--shape", "2x10x10"));
    }
    return all.toArray(String[]::new);
  }

  @Test
  void anUnknownSectionOfTheBenchmarkNamesTheKnownOnesAndMeasuresNothing() {
    assertThat(run("bench", "pipeline", "pipelin")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("bench: unknown section 'pipelin'; use one of [")
        .contains("pipeline")
        .contains("all]")
        .doesNotContain("round");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownCommandOrOptionSuggestsAKnownOne() {
    assertThat(run("replai")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean replay");
    assertThat(run("tail", "--jsn", "decisions")).isEqualTo(2);
    assertThat(err.toString()).contains("see 'spiketide tail --help'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongInputIsAMessageWithTheMendAndNoStackTrace() throws Exception {
    Path bytes = Files.write(folder.resolve("noise.raw"), new byte[] {1, 2, 3});
    assertFault("noise.raw: the content is of no known format", "replay", "--dry-run", bytes);
    assertFault("x.csv: there is no such file; check the path", "replay", folder.resolve("x.csv"));
    assertFault("unknown topic 'news'; use one of [sensor-events,", "tail", "news");
    assertFault("'5' is no length of time; write a number", "replay", "--step", "5", bytes);
    assertFault("'fast' is no speed", "replay", "--speed", "fast", bytes);
    assertFault("'2x' is no shape", "replay", "--shape", "2x", bytes);
    assertFault("'noon' is no time; use now, recorded", "replay", "--start", "noon", csv());
    assertFault("'dawn' is no time; write such as 2026", "stats", "--from", "dawn");
    assertFault("give --min-intervals 1 or more", "stats", "--min-intervals", "0");
    assertFault("x.yaml", "stats", "--network", folder.resolve("x.yaml"));
    assertFault("use one of [out]", "stats", "--population", "in", "--network", yaml(NETWORK));
    assertFault("topic prefix 'a b'", "tail", "--prefix", "a b", "spikes");
    assertFault("there is no such file", "check", folder.resolve("x.yaml"));
    assertFault("no.nir", "inspect", folder.resolve("no.nir"));
    assertFault(
        "use broker, jobmanager or taskmanager-N",
        "cluster",
        "kill",
        "--directory",
        folder,
        "zookeeper");
  }

  @Test
  void aBrokerOrClusterThatIsNotThereIsNoMistakeOfTheUser() throws Exception {
    String nobody = "127.0.0.1:" + freePort();
    assertThat(run("tail", "-b", nobody, "--wait", "0s", "decisions")).isEqualTo(3);
    assertThat(err.toString()).contains(nobody + ": no broker answers");
    assertThat(run("submit", "-m", nobody, yaml(NETWORK).toString())).isEqualTo(3);
    assertThat(err.toString()).contains(nobody + ": no Flink answers there; start a cluster");
    assertThat(run("cluster", "status", "--directory", folder.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("no cluster runs here").doesNotContain("\tat ");
  }

  @Test
  void checkReportsAllMistakesWithTheirLinesAndFails() throws Exception {
    Path file = yaml(NETWORK.replace("lif_delta", "lif_dleta").replace("to: out", "to: outt"));
    assertThat(run("check", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("network.yaml:8 populations.out.neuron")
        .contains("lif_dleta")
        .contains("outt");
    assertThat(run("check", yaml(NETWORK).toString())).isZero();
  }

  @Test
  void planAndInspectSpeakTextAndJson() throws Exception {
    String file = yaml(NETWORK).toString();
    assertThat(run("plan", file)).isZero();
    assertThat(out.toString()).contains("network echo: tick 1 ms").contains("decisions");
    out.getBuffer().setLength(0);
    assertThat(run("plan", "--json", file)).isZero();
    JsonNode plan = new ObjectMapper().readTree(out.toString());
    assertThat(plan.path("stages").path(0).path("synapses").asInt()).isEqualTo(12);
    out.getBuffer().setLength(0);
    assertThat(run("inspect", "--json", file)).isZero();
    JsonNode summary = new ObjectMapper().readTree(out.toString());
    assertThat(summary.path("populations").path(0).path("type").asText()).isEqualTo("lif_delta");
  }

  @Test
  void aNetworkThatNeedsInputIsShownWhatItIsMadeForAndItsAnswersAreCounted() throws Exception {
    assertThat(run("simulate", "reservoir", "--for", "12s", "--discard", "1200ms")).isZero();
    assertThat(out.toString())
        .contains("population liquid: 135 neurons")
        .containsPattern("readout match: 90 decisions, [89]\\d of 90 right");
    out.getBuffer().setLength(0);
    assertThat(run("simulate", "demo", "--for", "2s", "--json")).isZero();
    JsonNode last = new ObjectMapper().readTree(out.toString().lines().reduce("", (a, b) -> b));
    assertThat(last.path("readout").asText()).isEqualTo("direction");
    assertThat(last.path("decisions").asInt()).isEqualTo(2);
    assertThat(last.path("labelled").asInt()).isEqualTo(2);
  }

  @Test
  void networksAreUsedByNameWithSeedAndScale() throws Exception {
    NamedNetworks.names().forEach(name -> assertThat(run("check", name)).as(name).isZero());
    out.getBuffer().setLength(0);
    assertThat(run("inspect", "brunel", "--scale", "0.02", "--seed", "5", "--json")).isZero();
    JsonNode summary = new ObjectMapper().readTree(out.toString());
    assertThat(summary.path("seed").asLong()).isEqualTo(5);
    assertThat(summary.path("populations").path(0).path("size").asText()).isEqualTo("200");
    out.getBuffer().setLength(0);
    assertThat(run("inspect", "microcircuit", "--scale", "0.1", "--json")).isZero();
    String tenth = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("inspect", "microcircuit", "--scale=0.1", "--indegree-scale=0.1", "--json"))
        .isZero();
    assertThat(out.toString()).isEqualTo(tenth);
    out.getBuffer().setLength(0);
    assertThat(run("plan", "izhikevich")).isZero();
    assertThat(out.toString()).contains("network izhikevich: tick 1 ms");
    out.getBuffer().setLength(0);
    String file = yaml(NETWORK).toString();
    assertFault("network 'izhikevich' has one size; leave", "inspect", "izhikevich", "--scale", 2);
    assertFault("--scale: 0.0 is outside 0.004", "inspect", "brunel", "--scale", "0");
    assertFault("'brunel' has no factor of its in-deg", "plan", "brunel", "--indegree-scale", 1);
    assertFault("--seed, --scale and --indegree-scale are for", "plan", file, "--seed", 3);
    assertFault("--tick-ms", "plan", "brunel", "--tick-ms", 1);
  }

  @Test
  void helpNamesEveryNetworkThatIsThereByName() {
    assertThat(run("plan", "--help")).isZero();
    String help = out.toString().replaceAll("\\s+", " ");
    assertThat(help).contains("a network by name: " + String.join(", ", NamedNetworks.names()));
  }

  @Test
  void replayCountsWhatItWouldSend() throws Exception {
    assertThat(run("replay", "--dry-run", "--json", "--step", "5ms", csv().toString())).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("events").asInt()).isEqualTo(3);
    assertThat(report.path("episodes").asInt()).isEqualTo(2);
  }

  @Test
  void aRecordingOfAClockIsReadAsTheDocumentationSays() throws Exception {
    Path clock = Files.writeString(folder.resolve("clock.csv"), "t,address\n0,0\n10000,0\n");
    assertThat(run("replay", "--dry-run", "--json", clock.toString())).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("events").asInt()).isEqualTo(2);
    assertThat(report.path("packets").asInt()).isGreaterThanOrEqualTo(3); // the last is a promise
  }

  private void assertFault(String message, Object... arguments) {
    err.getBuffer().setLength(0);
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    assertThat(run(texts)).as(message).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aSecretOnTheCommandLineIsRefused() throws IOException {
    String secret = "-Dsasl.jaas.config=hush";
    String network = yaml(NETWORK).toString();
    assertThat(run("run", network, secret)).isEqualTo(2);
    assertThat(run("submit", network, "--jobmanager", "a:1", secret)).isEqualTo(2);
    assertThat(run("cluster", "start", "--directory", folder.toString(), secret)).isEqualTo(2);
    assertThat(run("tail", "spikes", "-b", "ann:hush@a:1")).isEqualTo(3);
    assertThat(err.toString())
        .contains("-D sasl.jaas.config: a secret on the command line", "write host:port alone")
        .doesNotContain("hush");
  }

  @Test
  void rightsArePrintedAsCommands() throws IOException {
    String network = yaml(NETWORK).toString();
    assertThat(run("topics", "acls", "--principal", "User:ann", network, "-b", "a:1")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "kafka-acls.sh --bootstrap-server a:1 --add --allow-principal User:ann --operation READ"
                + " --topic sensor-events",
            "kafka-acls.sh --bootstrap-server a:1 --add --allow-principal User:ann --operation READ"
                + " --group spiketide-echo")
        .noneMatch(line -> line.contains("recordings"));
    assertThat(run("topics", "acls", "--principal", "ann")).isEqualTo(2);
    assertThat(err.toString()).contains("write User:ann");
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("network.yaml"), text);
  }

  private Path csv() throws IOException {
    return Files.writeString(
        folder.resolve("touches.csv"), "sample,step,channel\n0,1,2\n0,2,2\n1,0,11\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private CommandLine commandLine() {
    return Main.commandLine(
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false));
  }

  private int run(String... arguments) {
    return commandLine().execute(arguments);
  }
}
