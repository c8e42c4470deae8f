package io.spiketide.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** What java is started with for each member of a local cluster, as lines of an argument file. */
final class JavaArguments {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** A broker for trying and testing; it keeps its data in files, not on the heap. */
  private static final List<String> BROKER_MEMORY = List.of("-Xms128m", "-Xmx384m");

  /**
   * Flink's RPC looks for timers that are due every 10 ms, in two actor systems: most of what an
   * idle process takes. No record waits for such a timer, only heartbeats, timeouts and the like.
   */
  private static final String SELDOM_TIMERS = "-Dpekko.scheduler.tick-duration=100ms";

  /** What Flink reaches of the JDK's insides on Java 17. */
  private static final List<String> ACCESS =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private final ClusterDirectory directory;
  private final String classPath;
  private final long parent;

  /**
   * @param parent the process with which the members end, or {@link ChildMain#NO_PARENT}
   */
  JavaArguments(ClusterDirectory directory, String classPath, long parent) {
    this.directory = directory;
    this.classPath = classPath;
    this.parent = parent;
  }

  List<String> broker(int port, Map<String, String> options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(Integer.toString(port), directory.broker().toString()));
    options.forEach((key, value) -> arguments.add(key + "=" + value));
    return file(Member.BROKER, BROKER_MEMORY, BrokerMain.class.getName(), arguments);
  }

  /**
   * @throws ClusterFault if the memory options contradict each other
   */
  List<String> jobManager(Configuration flink) {
    try {
      List<String> jvm = new ArrayList<>();
      jvm.addAll(
          words(
              JobManagerProcessUtils.generateJvmParametersStr(
                  JobManagerProcessUtils.processSpecFromConfig(flink), flink)));
      jvm.addAll(options(flink, CoreOptions.FLINK_JM_JVM_OPTIONS));
      return file(Member.JOB_MANAGER, jvm, JOB_MANAGER, configured());
    } catch (IllegalConfigurationException e) {
      throw memory("job manager", e);
    }
  }

  /**
   * @throws ClusterFault if the memory options contradict each other
   */
  List<String> taskManager(Member member, Configuration flink) {
    try {
      TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(flink);
      List<String> jvm = new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
      jvm.addAll(options(flink, CoreOptions.FLINK_TM_JVM_OPTIONS));
      List<String> arguments = new ArrayList<>(configured());
      arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
      return file(member, jvm, TASK_MANAGER, arguments);
    } catch (IllegalConfigurationException e) {
      throw memory("task manager", e);
    }
  }

  private List<String> file(Member member, List<String> jvm, String main, List<String> arguments) {
    List<String> lines = new ArrayList<>(ACCESS);
    lines.add(SELDOM_TIMERS);
    lines.addAll(jvm);
    lines.add("-Djava.awt.headless=true");
    lines.add("-Dlog4j2.configurationFile=" + directory.logging().toUri());
    lines.add("-Dlog.file=" + directory.log(member)); // the web UI shows this file
    lines.add("-cp");
    lines.add(classPath);
    lines.add(ChildMain.class.getName());
    lines.add(Long.toString(parent));
    lines.add(main);
    lines.addAll(arguments);
    return lines.stream().map(JavaArguments::quoted).toList();
  }

  private List<String> configured() {
    return List.of("--configDir", directory.conf().toString());
  }

  private static List<String> options(Configuration flink, ConfigOption<String> ofRole) {
    List<String> all = new ArrayList<>(words(flink.get(CoreOptions.FLINK_JVM_OPTIONS)));
    all.addAll(words(flink.get(ofRole)));
    return all;
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static ClusterFault memory(String who, IllegalConfigurationException e) {
    return new ClusterFault(
        "memory of the " + who + ": " + e.getMessage() + "; correct the options given with -D", e);
  }
}
