package io.spiketide.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.ClusterFile.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
  private static final ClusterFile CLUSTER =
      new ClusterFile(
          "token",
          "127.0.0.1:9092",
          URI.create("http://127.0.0.1:8081"),
          List.of(
              new Running(Member.BROKER, 10, "broker-a"),
              new Running(Member.taskManager(1), 11, "taskmanager-1-b")));

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrites() throws IOException {
    Path file = Files.write(directory.resolve("cluster.json"), CLUSTER.lines());
    assertThat(ClusterFile.read(file)).contains(CLUSTER);
  }

  @Test
  void aMissingFileIsNoCluster() {
    assertThat(ClusterFile.read(directory.resolve("cluster.json"))).isEmpty();
  }

  @Test
  void aBrokenFileIsNamedWithTheMend() throws IOException {
    Path file = Files.writeString(directory.resolve("cluster.json"), "{");
    assertThatThrownBy(() -> ClusterFile.read(file))
        .isInstanceOf(ClusterFault.class)
        .hasMessageContaining(file + ": is not readable")
        .hasMessageContaining("delete the file");
  }

  @Test
  void aMemberThatIsStartedAgainReplacesItsOldProcess() {
    ClusterFile later = CLUSTER.with(new Running(Member.BROKER, 12, "broker-c"));
    assertThat(later.processes()).hasSize(2);
    assertThat(later.process(Member.BROKER).orElseThrow().pid()).isEqualTo(12);
    assertThat(later.process(Member.JOB_MANAGER)).isEmpty();
  }
}
