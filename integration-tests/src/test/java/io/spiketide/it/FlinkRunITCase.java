package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.LocalCluster;
import io.spiketide.schema.SensorPacket;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.client.cli.CliFrontend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Session mode by Flink's own client: the commands of jobs/docs/deploy.md. */
class FlinkRunITCase {
  private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (\\S+)");

  @TempDir Path savepoints;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = RealCluster.get();
  }

  @Test
  void aJobIsRunStoppedAndRunAgainFromItsSavepoint() throws Exception {
    Workload workload = PromisesITCase.cameras(2, 2);
    Harvest expected = workload.expected();
    PipelineRun run = new PipelineRun(workload.network(), cluster.client());
    List<Map.Entry<String, SensorPacket>> packets = Feed.interleave(workload.packets(64), 7);
    String prefix = run.topics.prefix();
    Harvest harvest = new Harvest();
    try (Feed feed = run.feed();
        Drain drain = run.drain()) {
      String first = run(prefix);
      feed.sendAll(packets.subList(0, packets.size() / 2));
      assertThat(
              drain.until(
                  () -> harvest.spikeCount() > expected.spikeCount() / 10,
                  PipelineRun.PATIENCE,
                  record -> run.add(record, harvest)))
          .isTrue();
      assertThat(flink("list", "-m", address())).contains(first, "spiketide direction (RUNNING)");
      String stopped =
          flink("stop", "-m", address(), "--savepointPath", savepoints.toUri().toString(), first);
      String second = run(prefix, "-s", found(SAVEPOINT, stopped));
      feed.sendAll(packets.subList(packets.size() / 2, packets.size()));
      assertThat(
              drain.until(
                  () -> harvest.isAsLargeAs(expected),
                  PipelineRun.PATIENCE,
                  record -> run.add(record, harvest)))
          .isTrue();
      flink("cancel", "-m", address(), second);
    }
    assertThat(harvest.firstDifference(expected)).isEqualTo("none");
    assertThat(harvest.sha256()).isEqualTo(expected.sha256());
  }

  @Test
  void aNetworkThatIsMissingIsNamedWithoutAStackTrace() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-m", address()));
    arguments.addAll(List.of(RealCluster.JAR.toString(), "missing.yaml"));
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said).contains("missing.yaml", "there is no such file").doesNotContain("\tat ");
  }

  /** Runs network demo, whose seed draws nothing, and returns the job's id. */
  private static String run(String prefix, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "-d", "-m", address(), "-p", "2"));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of(RealCluster.JAR.toString(), "demo"));
    arguments.addAll(List.of("--bootstrap-servers", cluster.bootstrapServers()));
    arguments.addAll(List.of("--prefix", prefix));
    String job = found(JOB, flink(arguments.toArray(new String[0])));
    RealCluster.rest().awaitRunning(job, PipelineRun.PATIENCE);
    return job;
  }

  private static String address() {
    return cluster.restUri().getAuthority();
  }

  private static String flink(String... arguments) throws Exception {
    Process process = start(List.of(arguments));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("flink %s: %s", List.of(arguments), said).isZero();
    return said;
  }

  private static Process start(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        "@" + RealCluster.JAR.resolveSibling("../src/main/launcher/java.options").normalize());
    command.addAll(List.of("-Dlog4j2.configurationFile=classpath:log4j2-cli.properties"));
    command.addAll(List.of("-cp", distribution(), CliFrontend.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", cluster.directory().resolve("conf").toString());
    return builder.start();
  }

  /** As Flink's own lib folder: the Kafka connector comes with the job jar. */
  private static String distribution() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("flink-connector-kafka"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in: %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
