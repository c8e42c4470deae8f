package io.spiketide.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** Writes everything that the processes of a local cluster read, before any of them starts. */
final class ClusterPreparation {
  private static final String LOGGING = "log4j2-process.properties";

  private ClusterPreparation() {}

  /**
   * Chooses ports and writes configuration and argument files.
   *
   * @return the cluster, yet without processes
   */
  static ClusterFile prepare(
      ClusterDirectory directory, LocalClusterSettings settings, String token) {
    int brokerPort = Ports.choose(settings.brokerPort(), "broker");
    int restPort = Ports.choose(settings.restPort(), "web UI of Flink");
    Configuration flink = flink(directory, settings, restPort);
    long parent = settings.detached() ? ChildMain.NO_PARENT : ProcessHandle.current().pid();
    JavaArguments java = new JavaArguments(directory, settings.classPath(), parent);

    directory.create();
    directory.write(
        directory.conf().resolve("config.yaml"),
        ConfigurationUtils.convertConfigToWritableLines(flink, true));
    directory.write(directory.logging(), logging());
    directory.write(
        directory.arguments(Member.BROKER), java.broker(brokerPort, settings.brokerOptions()));
    directory.write(directory.arguments(Member.JOB_MANAGER), java.jobManager(flink));
    for (int i = 0; i < settings.taskManagers(); i++) {
      Member member = Member.taskManager(i);
      directory.write(directory.arguments(member), java.taskManager(member, flink));
    }
    return new ClusterFile(
        token,
        Ports.LOOPBACK + ":" + brokerPort,
        URI.create("http://" + Ports.LOOPBACK + ":" + flink.get(RestOptions.PORT)),
        List.of());
  }

  private static Configuration flink(
      ClusterDirectory directory, LocalClusterSettings settings, int restPort) {
    Configuration c = Configuration.fromMap(settings.options());
    FlinkDefaults.absent(c, RestOptions.PORT, restPort);
    FlinkDefaults.absent(c, RestOptions.BIND_PORT, Integer.toString(c.get(RestOptions.PORT)));
    FlinkDefaults.absent(c, JobManagerOptions.PORT, Ports.free());
    FlinkDefaults.absent(c, TaskManagerOptions.NUM_TASK_SLOTS, settings.slots());
    FlinkDefaults.loopbackOnly(c);
    FlinkDefaults.durableIn(directory.root(), c);
    FlinkDefaults.temporaryIn(directory.tmp(), c);
    FlinkDefaults.noticeLossesQuickly(c);
    FlinkDefaults.registerSoon(c);
    FlinkDefaults.startPatiently(c);
    FlinkDefaults.smallProcesses(c);
    FlinkDefaults.oneClassPath(c);
    FlinkDefaults.freshMetrics(c);
    return c;
  }

  private static List<String> logging() {
    try (InputStream in = ClusterPreparation.class.getResourceAsStream(LOGGING)) {
      byte[] bytes = Objects.requireNonNull(in, LOGGING).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(LOGGING + " is not in the jar", e);
    }
  }
}
