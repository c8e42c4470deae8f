package io.spiketide.it;

import io.spiketide.cluster.FlinkRest;
import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.LocalClusterSettings;
import io.spiketide.cluster.Member;
import io.spiketide.cluster.Ports;
import io.spiketide.connector.kafka.ClientProperties;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a job manager and two task managers as processes, shared by the tests that need them.
 * Jobs bring the job jar.
 */
final class RealCluster {
  static final int TASK_MANAGERS = 2;

  static final Path JAR =
      Path.of(System.getProperty("spiketide.root"), "jobs/target/spiketide-job.jar");

  /** Shorter than the stops of the tests: the job has moved on when the stopped one wakes up. */
  private static final String HEARTBEAT_TIMEOUT = "8 s";

  private static @Nullable LocalCluster cluster;
  private static @Nullable BrokerProxy proxy;

  private RealCluster() {}

  /** The cluster, started by the first who asks; it ends with this process. */
  static synchronized LocalCluster get() throws IOException {
    if (cluster == null) {
      Path directory = Files.createTempDirectory("spiketide-cluster");
      int[] ports = {Ports.free(), Ports.free(), Ports.free()};
      proxy = new BrokerProxy(ports[1]);
      cluster =
          LocalCluster.start(
              LocalClusterSettings.in(directory)
                  .brokerPort(ports[0])
                  .brokerOptions(secondListener(ports, proxy.port()))
                  .taskManagers(TASK_MANAGERS)
                  .slots(2)
                  .classPath(withoutConnectors())
                  .options(
                      Map.of(
                          "classloader.resolve-order", "child-first",
                          "heartbeat.interval", "1 s",
                          "heartbeat.timeout", HEARTBEAT_TIMEOUT,
                          "taskmanager.load-balance.mode", "SLOTS")),
              System.out::println);
    }
    return cluster;
  }

  /** The network between the broker and clients that use {@link #proxiedClient}. */
  static synchronized BrokerProxy proxy() throws IOException {
    get();
    return Objects.requireNonNull(proxy);
  }

  static ClientProperties proxiedClient() throws IOException {
    return ClientProperties.of("127.0.0.1:" + proxy().port());
  }

  /**
   * A listener that sends its clients to the proxy.
   *
   * @param ports of clients, of the proxy's connections, of the controller
   */
  private static Map<String, String> secondListener(int[] ports, int proxyPort) {
    String host = "://127.0.0.1:";
    String clients = "PLAINTEXT" + host + ports[0];
    return Map.of(
        "listeners",
        clients + ",PROXIED" + host + ports[1] + ",CONTROLLER" + host + ports[2],
        "advertised.listeners",
        clients + ",PROXIED" + host + proxyPort,
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.quorum.voters",
        "1@127.0.0.1:" + ports[2]);
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
    return environment(options);
  }

  /** An environment that submits the job jar with these options. */
  static StreamExecutionEnvironment environment(Configuration options) throws IOException {
    URI rest = get().restUri();
    return StreamExecutionEnvironment.createRemoteEnvironment(
        rest.getHost(), rest.getPort(), options, JAR.toString());
  }

  /**
   * Waits until the job runs, and starts task managers that have ended meanwhile, as whatever runs
   * a cluster does: Flink ends one if it fails while it tidies up after another one was killed.
   */
  static void awaitRunning(String job) throws IOException {
    FlinkRest rest = rest();
    Awaitility.await("job " + job + " runs")
        .atMost(PipelineRun.PATIENCE)
        .until(
            () -> {
              supervise();
              return rest.runs(job);
            });
  }

  /** Starts task managers that have ended. */
  static void supervise() throws IOException {
    for (int i = 0; i < TASK_MANAGERS; i++) {
      Member member = Member.taskManager(i);
      if (get().pid(member).isEmpty()) {
        System.out.println(member + " has ended by itself and is started again");
        get().start(member);
      }
    }
  }

  static FlinkRest rest() throws IOException {
    return get().rest();
  }
}
