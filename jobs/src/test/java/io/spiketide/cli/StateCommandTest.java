package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.savepoint.StoredNetwork;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String early = "";
  private String late = "";

  @BeforeEach
  void store() throws Exception {
    try (StoredNetwork stored =
        new StoredNetwork(
            StoredNetwork.network(folder, StoredNetwork.TEXT),
            StoredNetwork.Storage.HASHMAP_SAVEPOINT,
            2)) {
      stored.send("left", 0, 12, 1, 3, 5, 11, 14);
      stored.send("right", 0, 12, 1, 3, 5);
      early = stored.savepoint(folder);
      stored.send("left", 1, 16, 15);
      late = stored.savepoint(folder);
    }
  }

  @Test
  void showNamesNetworkStagesAndInstances() {
    assertThat(run("state", "show", early)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(early + ": checkpoint 1 of network reflex, description ")
        .contains("stage stage-reflex: parallelism 2 of 128, ")
        .contains("  2 instances of 8 neurons, next ticks 12 to 12, ")
        .contains(" spikes in flight, 1 events wait")
        .contains("instance left, shard 0 of stage-reflex: next tick 12, ")
        .contains("instance right, shard 0 of stage-reflex: next tick 12, ");
    assertThat(run("state", "show", early, "--limit", "1")).isZero();
    assertThat(out.toString())
        .doesNotContain("instance right")
        .contains("and 1 more; raise --limit, or give --json");
  }

  @Test
  void showPrintsWhatAnInstanceKeeps() throws Exception {
    assertThat(run("state", "show", late, "--instance", "left")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("instance left, shard 0 of stage-reflex")
        .contains("  tick: 16")
        .containsPattern("population muscle v: 2 values, min \\S+, mean \\S+, max \\S+")
        .contains("  source finger of input skin next sequence: 2")
        .doesNotContain("right");

    assertThat(run("state", "show", late, "--instance", "left", "--json")).isZero();
    JsonNode variable =
        lines().stream()
            .filter(line -> line.path("what").asText().equals("population muscle v"))
            .findFirst()
            .orElseThrow();
    assertThat(variable.path("values").path("count").asInt()).isEqualTo(2);
    assertThat(variable.path("values").path("min").asDouble())
        .isLessThanOrEqualTo(variable.path("values").path("mean").asDouble());
  }

  @Test
  void showPrintsJson() throws Exception {
    assertThat(run("state", "show", late, "--json")).isZero();
    JsonNode savepoint = lines().get(0);
    assertThat(savepoint.path("network").asText()).isEqualTo("reflex");
    JsonNode stage = savepoint.path("stages").path(0);
    assertThat(stage.path("firstTick").asLong()).isEqualTo(12);
    assertThat(stage.path("lastTick").asLong()).isEqualTo(16);
    assertThat(stage.path("neurons").asLong()).isEqualTo(8);
    assertThat(stage.path("bytes").asLong()).isPositive();
    assertThat(savepoint.path("instances")).hasSize(2);
  }

  @Test
  void diffOfASavepointWithItselfIsTheSame() {
    assertThat(run("state", "diff", early, early)).isZero();
    assertThat(out.toString())
        .contains("stage stage-reflex: 2 the same, 0 differ, 0 only in the first")
        .endsWith("the savepoints are the same\n");
  }

  @Test
  void diffSaysWhatDiffersAndEndsWithACodeOfItsOwn() throws Exception {
    assertThat(run("state", "diff", early, late)).isEqualTo(ExitCode.CHECK_FAILED.code());
    assertThat(out.toString())
        .contains("instance left, shard 0 of stage-reflex")
        .contains("  tick: 12 | 16")
        .containsPattern(
            "population muscle v: 2 of 2 differ, by up to \\S+; first at 0: \\S+ \\| \\S+")
        .doesNotContain("instance right")
        .contains("stage stage-reflex: 1 the same, 1 differ, 0 only in the first")
        .endsWith("the savepoints differ\n");
    assertThat(err.toString()).isEmpty();

    assertThat(run("state", "diff", early, late, "--json")).isEqualTo(ExitCode.CHECK_FAILED.code());
    List<JsonNode> lines = lines();
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(last.path("same").asBoolean()).isFalse();
    assertThat(last.path("differences").asInt()).isEqualTo(lines.size() - 1);
    assertThat(lines.get(0).path("key").path("instance").asText()).isEqualTo("left");
    assertThat(lines.get(0).path("difference").path("what").asText()).isEqualTo("tick");
    assertThat(lines.get(0).path("difference").path("b").asText()).isEqualTo("16");
  }

  @Test
  void whatCannotBeReadIsTheUsersToMend() {
    String none = folder.resolve("none").toString();
    assertThat(run("state", "diff", early, none)).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString())
        .contains("savepoint " + none + ": cannot be read (")
        .doesNotContain("Exception");
    assertThat(run("state", "diff", early, late, "--limit", "-1"))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString()).contains("--limit: -1 is negative; give 0 or more");
    assertThat(run("state", "show", early, "--instance", "middle"))
        .isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(err.toString())
        .contains(
            "savepoint %s: has no instance 'middle'; use one of [left, right]".formatted(early));
  }

  private List<JsonNode> lines() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
