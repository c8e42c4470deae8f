package io.spiketide.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
  @TempDir Path directory;

  @Test
  void aUsersOptionsOfFlinkWin() {
    Configuration flink =
        prepared(
            Map.of(
                "heartbeat.timeout", "7 s",
                "rest.bind-address", "0.0.0.0",
                "taskmanager.numberOfTaskSlots", "5"));
    assertThat(flink.toMap())
        .containsEntry("rest.bind-address", "0.0.0.0")
        .containsEntry("taskmanager.numberOfTaskSlots", "5")
        .containsEntry("jobmanager.bind-host", "127.0.0.1")
        .containsEntry("taskmanager.bind-host", "127.0.0.1");
    assertThat(flink.toMap().get("heartbeat.timeout")).isIn("7 s", "7s");
  }

  @Test
  void eachTaskManagerIsGivenItsMemory() throws Exception {
    prepared(
        Map.of("taskmanager.memory.process.size", "1500m", "env.java.opts.taskmanager", "-Da=b"));
    List<String> arguments = Files.readAllLines(directory.resolve("run/taskmanager-0.args"));
    assertThat(arguments).anyMatch(line -> line.startsWith("\"-Xmx")).contains("\"-Da=b\"");
    assertThat(arguments).anyMatch(line -> line.startsWith("\"taskmanager.memory.task.heap.size="));
    assertThat(Files.readAllLines(directory.resolve("run/jobmanager.args")))
        .doesNotContain("\"-Da=b\"");
  }

  @Test
  void aRelativeClassPathHoldsInTheDirectoryOfTheCluster() {
    String given = "a.jar" + File.pathSeparator + File.pathSeparator + "/b.jar";
    assertThat(
            LocalClusterSettings.in(directory)
                .classPath(given)
                .classPath()
                .split(File.pathSeparator))
        .containsExactly(new File("a.jar").getAbsolutePath(), "/b.jar");
  }

  @Test
  void aUsersOptionsOfTheBrokerWin() {
    assertThat(
            BrokerDefaults.properties(1, 2, directory, Map.of("auto.create.topics.enable", "true")))
        .containsEntry("auto.create.topics.enable", "true")
        .containsEntry("log.retention.ms", "-1");
  }

  @Test
  void clustersThatRunNothingAreRefused() {
    assertThatThrownBy(() -> LocalClusterSettings.in(directory).taskManagers(0))
        .hasMessageContaining("0 task managers");
    assertThatThrownBy(() -> EmbeddedFlinkSettings.DEFAULT.slots(0))
        .hasMessageContaining("0 slots");
    assertThatThrownBy(() -> BrokerSettings.TEMPORARY.port(70_000)).hasMessageContaining("70000");
  }

  private Configuration prepared(Map<String, String> options) {
    ClusterDirectory where = new ClusterDirectory(directory);
    ClusterPreparation.prepare(where, LocalClusterSettings.in(directory).options(options), "token");
    return GlobalConfiguration.loadConfiguration(where.conf().toString());
  }
}
