package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cli.Main;
import io.spiketide.network.Network;
import io.spiketide.schema.SensorPacket;
import io.spiketide.yaml.NetworkYaml;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does to a network that learns on a cluster, by the command line. */
class WeightsITCase {
  private static final String NETWORK =
      """
      network: listener
      tick: 1 ms
      seed: 4
      inputs:
        ear: {shape: [4, 4]}
      populations:
        cells: {shape: [6], publish: true, neuron: {model: lif, tau_m: 10, V_th: 0.3}}
      projections:
        - from: ear
          to: cells
          weights: {uniform: [0.2, 0.8]}
          delay: 1 ms
          learning: {rule: pair_stdp, A_plus: 0.02, A_minus: 0.018}
      """;
  private static final int STEP = 20;
  private static final long START = 1_000_000;

  @TempDir Path folder;

  private PipelineRun run;
  private Path file;

  @Test
  @DisplayName("snapshots, freezing, rolling back and export do what they say")
  void commandsAreCarriedOut() throws Exception {
    file = Files.writeString(folder.resolve("listener.yaml"), NETWORK);
    Network network = NetworkYaml.load(file).network();
    run = new PipelineRun(network, RealCluster.get().client());
    String job = run.start(RealCluster.environment(Duration.ofMillis(500), null), 1);
    RealCluster.awaitRunning(job);
    try (Ear ear = new Ear(run)) {
      assertThat(command("snapshot", "--name", "one")).contains("done before tick");
      assertThat(command("freeze", "--round")).contains("ear-1: done before tick");
      command("snapshot", "--name", "two");
      command("snapshot", "--name", "three");
      Path one = get("one.csv", "--snapshot", "one");
      Path two = get("two.csv", "--snapshot", "two");
      Path three = get("three.csv");
      assertThat(spiketide(1, "weights", "diff", one.toString(), two.toString()))
          .contains("weights differ");
      assertThat(spiketide(0, "weights", "diff", two.toString(), three.toString()))
          .startsWith("0 of 96 weights differ");

      command("rollback", "--instance", "ear-1", "--to", "one");
      command("snapshot", "--name", "four");
      spiketide(0, "weights", "diff", one.toString(), get("four.csv").toString());
      List<String> lines = new ArrayList<>(Files.readAllLines(one));
      lines.add(1, lines.remove(2));
      Path sorted = Files.write(folder.resolve("sorted.csv"), lines);
      String[] set = options("set", "--projection", "ear->cells", "--from", sorted.toString());
      assertThat(spiketide(2, set)).contains("not the synapses of 'ear->cells' in their order");
      assertThat(spiketide(2, options("rate", "--factor", "-1"))).contains("--factor: -1.0");
      assertThat(spiketide(2, options("get", "--instance", "ear-1", "--snapshot", "none")))
          .contains("there are [one, two, three, four]");
      assertThat(spiketide(1, options("reset", "--at", "5")))
          .contains("refused: tick 5 has passed");
      ear.check();
    }
    String savepoint = RealCluster.rest().stopWithSavepoint(job, null, PipelineRun.PATIENCE);
    Path stored = get("stored.csv", "--savepoint", savepoint);
    spiketide(0, "weights", "diff", folder.resolve("four.csv").toString(), stored.toString());
    assertThat(Files.size(get("learned.nir", "--savepoint", savepoint))).isPositive();
    assertThat(Files.size(get("fields.png", "--savepoint", savepoint))).isPositive();
  }

  /** A command to all instances or one, soon. */
  private String command(String... words) {
    return spiketide(0, with(options(words), "--lead", "500ms"));
  }

  private Path get(String name, String... more) {
    Path out = folder.resolve(name);
    spiketide(0, with(options("get", "--instance", "ear-1", "--out", out.toString()), more));
    return out;
  }

  private String[] options(String... words) {
    List<String> all = new ArrayList<>(List.of("weights", words[0], file.toString()));
    all.addAll(Arrays.asList(words).subList(1, words.length));
    all.addAll(List.of("-b", run.brokers.bootstrapServers(), "--prefix", run.topics.prefix()));
    return all.toArray(String[]::new);
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private static String spiketide(int exitCode, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    assertThat(code).as("%s%n%s%s", String.join(" ", words), out, err).isEqualTo(exitCode);
    return exitCode == 2 ? err.toString() : out.toString();
  }

  /** A sensor that sends in real time until it is closed. */
  private static final class Ear implements AutoCloseable {
    private final Feed feed;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Random random = new Random(3);
    private long sequence;

    Ear(PipelineRun run) {
      feed = run.feed();
      clock.scheduleAtFixedRate(this::send, 0, STEP, TimeUnit.MILLISECONDS);
    }

    private void send() {
      long from = START + sequence * STEP * 1000;
      int[] offsets = random.ints(6, 0, STEP).sorted().map(ms -> ms * 1000).toArray();
      int[] addresses = random.ints(6, 0, 16).toArray();
      SensorPacket packet =
          new SensorPacket(
              "ear",
              0,
              sequence++,
              from + STEP * 1000,
              "",
              from,
              offsets,
              addresses,
              new float[0],
              List.of(),
              0);
      try {
        feed.send("ear-1", packet, (from + STEP * 1000) / 1000);
      } catch (RuntimeException e) {
        failure.set(e);
      }
    }

    void check() {
      assertThat(failure.get()).isNull();
    }

    @Override
    public void close() throws Exception {
      clock.shutdown();
      clock.awaitTermination(10, TimeUnit.SECONDS);
      feed.close();
    }
  }
}
