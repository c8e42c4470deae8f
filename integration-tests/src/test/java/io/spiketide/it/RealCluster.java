package io.spiketide.it;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a job manager and two task managers as processes, shared by the tests that need them.
 * Jobs bring the job jar.
 */
final class RealCluster {
  static final int TASK_MANAGERS = 2;

  static final Path JAR =
      Path.of(System.getProperty("spiketide.root"), "jobs/target/spiketide-job.jar");
  private static @Nullable LocalCluster cluster;

  private RealCluster() {}

  /** The cluster, started by the first who asks; it ends with this process. */
  static synchronized LocalCluster get() throws IOException {
    if (cluster == null) {
      Path directory = Files.createTempDirectory("spiketide-cluster");
      cluster =
          LocalCluster.start(
              LocalClusterSettings.in(directory)
                  .taskManagers(TASK_MANAGERS)
                  .slots(2)
                  .classPath(withoutConnectors())
                  .options(
                      Map.of(
                          "classloader.resolve-order", "child-first",
                          "restart-strategy.type", "fixed-delay",
                          "restart-strategy.fixed-delay.attempts", "1000",
                          "restart-strategy.fixed-delay.delay", "200 ms")),
              System.out::println);
    }
    return cluster;
  }

  /** As a Flink distribution is: connectors and all of ours come with the job jar. */
  static String withoutConnectors() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("flink-connector"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** An environment that submits the job jar, resuming from a savepoint if one is given. */
  static StreamExecutionEnvironment environment(Duration checkpoints, @Nullable String savepoint)
      throws IOException {
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", checkpoints.toMillis() + " ms");
    if (savepoint != null) {
      options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    URI rest = get().restUri();
    return StreamExecutionEnvironment.createRemoteEnvironment(
        rest.getHost(), rest.getPort(), options, JAR.toString());
  }

  static FlinkRest rest() throws IOException {
    return get().rest();
  }
}
