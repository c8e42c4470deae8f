package io.spiketide.cluster;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * How a Flink cluster in this process runs.
 *
 * @param taskManagers at least 1
 * @param slots of each task manager, at least 1
 * @param restPort of the REST address and the web UI, on the loopback address; 0 chooses a free one
 * @param directory where checkpoints and savepoints stay; null for a temporary one that goes with
 *     the cluster
 * @param options the user's options of Flink, which win over ours; copied
 */
public record EmbeddedFlinkSettings(
    int taskManagers, int slots, int restPort, @Nullable Path directory, Configuration options) {
  /** One task manager with two slots, a free port, a temporary directory. */
  public static final EmbeddedFlinkSettings DEFAULT =
      new EmbeddedFlinkSettings(1, 2, 0, null, new Configuration());

  public EmbeddedFlinkSettings {
    if (taskManagers < 1 || slots < 1) {
      throw new ClusterFault(
          "Flink in this process: "
              + taskManagers
              + " task managers with "
              + slots
              + " slots run nothing; give at least 1 of each");
    }
    options = new Configuration(options);
  }

  public EmbeddedFlinkSettings taskManagers(int other) {
    return new EmbeddedFlinkSettings(other, slots, restPort, directory, options);
  }

  public EmbeddedFlinkSettings slots(int other) {
    return new EmbeddedFlinkSettings(taskManagers, other, restPort, directory, options);
  }

  public EmbeddedFlinkSettings restPort(int other) {
    return new EmbeddedFlinkSettings(taskManagers, slots, other, directory, options);
  }

  public EmbeddedFlinkSettings directory(Path other) {
    return new EmbeddedFlinkSettings(taskManagers, slots, restPort, other, options);
  }

  public EmbeddedFlinkSettings options(Configuration other) {
    return new EmbeddedFlinkSettings(taskManagers, slots, restPort, directory, other);
  }

  /** A copy, so that nobody changes ours. */
  @Override
  public Configuration options() {
    return new Configuration(options);
  }
}
