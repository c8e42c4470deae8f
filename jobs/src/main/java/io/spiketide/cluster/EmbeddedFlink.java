package io.spiketide.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** A Flink cluster inside this process, with its web UI on the loopback address. */
public final class EmbeddedFlink implements AutoCloseable {
  private final MiniCluster cluster;
  private final URI rest;
  private final @Nullable Path temporary;
  private boolean closed;

  private EmbeddedFlink(MiniCluster cluster, URI rest, @Nullable Path temporary) {
    this.cluster = cluster;
    this.rest = rest;
    this.temporary = temporary;
  }

  /**
   * Starts a cluster and returns when it takes jobs.
   *
   * @throws ClusterFault if the port is in use, or Flink refuses an option
   */
  public static EmbeddedFlink start(EmbeddedFlinkSettings settings) {
    int port = Ports.choose(settings.restPort(), "web UI of Flink");
    Path given = settings.directory();
    Path directory = given == null ? temporaryDirectory() : given.toAbsolutePath();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(settings, port, directory))
                .setNumTaskManagers(settings.taskManagers())
                .setNumSlotsPerTaskManager(settings.slots())
                .build());
    try {
      cluster.start();
      URI rest = cluster.getRestAddress().get();
      return new EmbeddedFlink(cluster, rest, given == null ? directory : null);
    } catch (Exception e) {
      cluster.closeAsync();
      throw new ClusterFault(
          "Flink in this process: does not start ("
              + e.getMessage()
              + "); see the options given"
              + " with -D",
          e);
    }
  }

  /** Where the REST API and the web UI answer. */
  public URI restUri() {
    return rest;
  }

  /** Questions about jobs that run here. */
  public FlinkRest rest() {
    return new FlinkRest(rest);
  }

  /**
   * An environment whose jobs run here, with the classes of this process.
   *
   * @param job options of the job, such as {@code parallelism.default}; not changed
   */
  public StreamExecutionEnvironment environment(Configuration job) {
    return StreamExecutionEnvironment.createRemoteEnvironment(
        rest.getHost(), rest.getPort(), new Configuration(job));
  }

  /** Ends a task manager as if it had been killed; its tasks fail. */
  public void killTaskManager(int index) {
    try {
      cluster.terminateTaskManager(index).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("task manager " + index + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds a task manager. */
  public void startTaskManager() {
    try {
      cluster.startTaskManager();
    } catch (Exception e) {
      throw new IllegalStateException("a task manager does not start", e);
    }
  }

  /** Cancels what runs and returns when everything has ended; a temporary directory is deleted. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    cluster.closeAsync().join();
    if (temporary != null) {
      FileUtils.deleteDirectoryQuietly(temporary.toFile());
    }
  }

  private static Configuration configuration(
      EmbeddedFlinkSettings settings, int port, Path directory) {
    Configuration c = settings.options();
    c.set(RestOptions.PORT, port);
    FlinkDefaults.absent(c, RestOptions.BIND_PORT, Integer.toString(port));
    FlinkDefaults.absent(c, WebOptions.SUBMIT_ENABLE, false);
    FlinkDefaults.loopbackOnly(c);
    FlinkDefaults.durableIn(directory, c);
    FlinkDefaults.freshMetrics(c);
    return c;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("spiketide-flink-");
    } catch (IOException e) {
      throw new ClusterFault(
          System.getProperty("java.io.tmpdir")
              + ": cannot hold checkpoints ("
              + e.getMessage()
              + "); give a directory that can be written",
          e);
    }
  }
}
