package io.spiketide.cluster;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** What a Flink cluster on this machine is set to, each option only where the user set none. */
final class FlinkDefaults {
  private FlinkDefaults() {}

  /** Nothing that listens can be reached from another machine: Flink runs any jar it is given. */
  static void loopbackOnly(Configuration c) {
    absent(c, JobManagerOptions.ADDRESS, Ports.LOOPBACK);
    absent(c, JobManagerOptions.BIND_HOST, Ports.LOOPBACK);
    absent(c, TaskManagerOptions.HOST, Ports.LOOPBACK);
    absent(c, TaskManagerOptions.BIND_HOST, Ports.LOOPBACK);
    absent(c, RestOptions.ADDRESS, Ports.LOOPBACK);
    absent(c, RestOptions.BIND_ADDRESS, Ports.LOOPBACK);
  }

  /**
   * Where checkpoints and savepoints go.
   *
   * @param directory absolute; gets {@code checkpoints} and {@code savepoints}
   */
  static void durableIn(Path directory, Configuration c) {
    absent(
        c,
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    absent(
        c,
        CheckpointingOptions.SAVEPOINT_DIRECTORY,
        directory.resolve("savepoints").toUri().toString());
  }

  /** Temporary files of processes. */
  static void temporaryIn(Path directory, Configuration c) {
    absent(c, CoreOptions.TMP_DIRS, directory.toString());
  }

  /**
   * The processes run with all of our class path, connectors included, and Flink always takes its
   * connectors from there: so all of a job's classes are taken from there.
   */
  static void oneClassPath(Configuration c) {
    absent(c, CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
  }

  /** Metrics that REST tells are at most this old, instead of Flink's 10 s. */
  static void freshMetrics(Configuration c) {
    absent(c, MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
  }

  /** A killed task manager is missed within seconds; a paused one within the timeout. */
  static void noticeLossesQuickly(Configuration c) {
    absent(c, HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
    absent(c, HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(20));
  }

  /**
   * A job manager that was started again has its task managers back within seconds: in Flink they
   * pause for 10 s where it does not answer, and ask twice as seldom each time, up to twice a
   * minute. So long they also wait for its answer, so it must not be too short.
   */
  static void registerSoon(Configuration c) {
    absent(c, ClusterOptions.MAX_REGISTRATION_TIMEOUT, Duration.ofSeconds(5));
    absent(c, ClusterOptions.ERROR_REGISTRATION_DELAY, Duration.ofMillis(500));
  }

  /**
   * On a machine that is busy a process may take more than Flink's 10 s until it can be reached.
   */
  static void startPatiently(Configuration c) {
    absent(c, RpcOptions.STARTUP_TIMEOUT, Duration.ofSeconds(90));
  }

  /** A job manager of 768 MiB and task managers of 1280 MiB in all, of which 0.5 GiB for state. */
  static void smallProcesses(Configuration c) {
    if (!c.contains(JobManagerOptions.TOTAL_FLINK_MEMORY)
        && !c.contains(JobManagerOptions.JVM_HEAP_MEMORY)) {
      absent(c, JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(768));
    }
    absent(c, JobManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(192));
    absent(c, JobManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(96));
    if (!c.contains(TaskManagerOptions.TOTAL_FLINK_MEMORY)
        && !c.contains(TaskManagerOptions.TASK_HEAP_MEMORY)) {
      absent(c, TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1280));
    }
    absent(c, TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(192));
    absent(c, TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(128));
    // State is kept on the heap; only RocksDB would want managed memory.
    if (!c.contains(TaskManagerOptions.MANAGED_MEMORY_FRACTION)) {
      absent(c, TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    }
  }

  static <T> void absent(Configuration c, ConfigOption<T> option, T value) {
    if (!c.contains(option)) {
      c.set(option, value);
    }
  }
}
