package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.cli.Main;
import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.cluster.EmbeddedFlink;
import io.spiketide.cluster.EmbeddedFlinkSettings;
import io.spiketide.network.Placement;
import io.spiketide.schema.SensorPacket;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code spiketide state} on savepoints and checkpoints of jobs that run: they are the same where
 * the network has come to the same, at any parallelism and in any files, and differ in what has
 * moved on.
 */
class StateDiffITCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SLICE = 15;
  private static final long HALF = 300;
  private static final long TICKS = 600;
  private static final List<String> INSTANCES = List.of("a", "b/c");

  @TempDir static Path directory;

  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private static Recurrent recurrent;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
    flink =
        EmbeddedFlink.start(
            EmbeddedFlinkSettings.DEFAULT.taskManagers(2).slots(2).directory(directory));
    recurrent = new Recurrent(INSTANCES, TICKS);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  /** What {@code spiketide state} answered. */
  private record Answer(int code, List<JsonNode> lines) {
    JsonNode last() {
      return lines.get(lines.size() - 1);
    }

    List<JsonNode> of(String what) {
      return lines.stream()
          .filter(line -> line.path("difference").path("what").asText().equals(what))
          .toList();
    }
  }

  @Test
  void parallelismAndFilesDoNotCountAndProgressDoes() throws Exception {
    Configuration incremental = new Configuration();
    incremental.setString("state.backend.type", "rocksdb");
    incremental.setString("execution.checkpointing.incremental", "true");
    try (Job one = new Job(1, 1, new Configuration());
        Job two = new Job(1, 2, incremental)) {
      one.feed(0, HALF);
      String early = one.savepointAt(HALF);
      one.feed(HALF, TICKS);
      String late = one.savepointAt(TICKS);
      two.feed(0, TICKS);
      String elsewhere = two.savepointAt(TICKS);

      assertSame(early, early, INSTANCES.size());
      assertSame(late, elsewhere, INSTANCES.size());
      assertSame(late, two.checkpoint(), INSTANCES.size());

      Answer moved = diff(early, elsewhere);
      assertThat(moved.code).isEqualTo(1);
      assertThat(moved.of("description")).isEmpty();
      assertThat(moved.of("tick")).hasSize(INSTANCES.size());
      JsonNode tick = moved.of("tick").get(1);
      assertThat(tick.path("key").path("instance").asText()).isEqualTo("b/c");
      assertThat(tick.path("difference").path("a").asLong()).isEqualTo(HALF);
      assertThat(tick.path("difference").path("b").asLong()).isEqualTo(TICKS);
      assertThat(moved.of("source clock of input clock next sequence")).hasSize(2);
      JsonNode potential =
          moved.of("population excitatory v").get(0).path("difference").path("values");
      assertThat(potential.path("of").asInt()).isEqualTo(excitatory());
      assertThat(potential.path("differ").asInt()).isGreaterThan(excitatory() / 2);
      assertThat(potential.path("largest").asDouble()).isPositive();
    }
  }

  @Test
  void shardsAreComparedOneByOne() throws Exception {
    int shards = 3;
    try (Job one = new Job(shards, 1, new Configuration());
        Job two = new Job(shards, 2, new Configuration())) {
      one.feed(0, HALF);
      String early = one.savepointAt(HALF);
      two.feed(0, TICKS);
      String late = two.savepointAt(TICKS);
      assertSame(early, early, shards * INSTANCES.size());

      Answer moved = diff(early, late);
      assertThat(moved.code).isEqualTo(1);
      assertThat(moved.of("tick")).hasSize(shards * INSTANCES.size());
      List<JsonNode> potentials = moved.of("population excitatory v");
      assertThat(potentials).hasSize(shards * INSTANCES.size());
      int neurons = 0;
      for (int shard = 0; shard < shards; shard++) { // of the first instance
        JsonNode potential = potentials.get(shard);
        assertThat(potential.path("key").path("shard").asInt()).isEqualTo(shard);
        JsonNode values = potential.path("difference").path("values");
        assertThat(values.path("first").asInt())
            .isBetween(neurons, neurons + values.path("of").asInt() - 1);
        neurons += values.path("of").asInt();
      }
      assertThat(neurons).isEqualTo(excitatory());

      one.feed(HALF, TICKS);
      // A shard may have run all ticks while what the others fired last is still on its way.
      AtomicReference<Answer> answer = new AtomicReference<>();
      Awaitility.await()
          .atMost(PipelineRun.PATIENCE)
          .until(
              () -> {
                answer.set(diff(one.savepoint(), two.savepoint()));
                return answer.get().code == 0;
              });
      assertThat(answer.get().last().path("stages").path(0).path("same").asInt())
          .isEqualTo(shards * INSTANCES.size());
    }
  }

  private static int excitatory() {
    return recurrent.network.population("excitatory").orElseThrow().shape().size();
  }

  private static void assertSame(String a, String b, int keys) throws Exception {
    Answer answer = diff(a, b);
    assertThat(answer.lines.subList(0, answer.lines.size() - 1)).as("differences").isEmpty();
    assertThat(answer.code).isZero();
    assertThat(answer.last().path("same").asBoolean()).isTrue();
    assertThat(answer.last().path("stages").path(0).path("same").asInt()).isEqualTo(keys);
  }

  private static Answer diff(String a, String b) throws Exception {
    return state("diff", a, b);
  }

  private static Answer state(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("state"));
    command.addAll(List.of(arguments));
    command.add("--json");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), command.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return new Answer(code, lines);
  }

  /** The network, cut into so many shards, as a job. */
  private static final class Job implements AutoCloseable {
    private static final long STEP = 100;

    private final PipelineRun run;
    private final String id;

    Job(int shards, int parallelism, Configuration options) throws Exception {
      run =
          new PipelineRun(recurrent.placed(new Placement(SLICE).cutInto(shards)), broker.client());
      id = run.start(flink.environment(options), parallelism);
      flink.rest().awaitRunning(id, PipelineRun.PATIENCE);
    }

    /** Lets the instances run from a tick to another. */
    void feed(long from, long to) throws Exception {
      Map<String, List<SensorPacket>> some = new LinkedHashMap<>();
      recurrent
          .packets(STEP)
          .forEach(
              (instance, packets) ->
                  some.put(instance, packets.subList((int) (from / STEP), (int) (to / STEP))));
      run.feedAll(some, 1);
    }

    String savepoint() {
      return flink.rest().savepoint(id, null, PipelineRun.PATIENCE);
    }

    /** A savepoint in which all instances have run up to a tick. */
    String savepointAt(long tick) {
      AtomicReference<String> savepoint = new AtomicReference<>("");
      Awaitility.await("savepoint at tick " + tick)
          .atMost(PipelineRun.PATIENCE)
          .until(
              () -> {
                savepoint.set(savepoint());
                JsonNode stage = state("show", savepoint.get()).last().path("stages").path(0);
                return stage.path("instances").asInt() == INSTANCES.size()
                    && stage.path("firstTick").asLong() == tick;
              });
      return savepoint.get();
    }

    /** A checkpoint that is kept. */
    String checkpoint() {
      long number = flink.rest().checkpoint(id, PipelineRun.PATIENCE).id();
      return directory.resolve("checkpoints").resolve(id).resolve("chk-" + number).toString();
    }

    @Override
    public void close() {
      flink.rest().cancel(id);
      flink.rest().awaitEnd(id, PipelineRun.PATIENCE);
    }
  }
}
