package io.spiketide.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a local cluster of processes runs.
 *
 * @param directory everything of the cluster; made where it is missing, kept when the cluster stops
 * @param taskManagers at least 1
 * @param slots of each task manager, at least 1
 * @param brokerPort where Kafka clients connect; 0 chooses a free one
 * @param restPort of Flink's REST address and web UI; 0 chooses a free one
 * @param detached whether the processes go on when this one ends; otherwise they end with it
 * @param classPath what the processes run with; jobs submitted without a jar need their classes
 *     here
 * @param options the user's options of Flink; they win over ours
 * @param brokerOptions the broker's own settings by Kafka's names; they win over ours
 */
public record LocalClusterSettings(
    Path directory,
    int taskManagers,
    int slots,
    int brokerPort,
    int restPort,
    boolean detached,
    String classPath,
    Map<String, String> options,
    Map<String, String> brokerOptions) {
  public LocalClusterSettings {
    directory = directory.toAbsolutePath().normalize();
    classPath = absolute(classPath);
    options = Map.copyOf(options);
    brokerOptions = Map.copyOf(brokerOptions);
    if (taskManagers < 1 || slots < 1) {
      throw new ClusterFault(
          "local cluster: "
              + taskManagers
              + " task managers with "
              + slots
              + " slots run nothing; give at least 1 of each");
    }
  }

  /** One task manager with two slots, free ports, in the foreground, classes of this process. */
  public static LocalClusterSettings in(Path directory) {
    String classPath = System.getProperty("java.class.path");
    return new LocalClusterSettings(directory, 1, 2, 0, 0, false, classPath, Map.of(), Map.of());
  }

  public LocalClusterSettings taskManagers(int other) {
    return new LocalClusterSettings(
        directory, other, slots, brokerPort, restPort, detached, classPath, options, brokerOptions);
  }

  public LocalClusterSettings slots(int other) {
    return new LocalClusterSettings(
        directory,
        taskManagers,
        other,
        brokerPort,
        restPort,
        detached,
        classPath,
        options,
        brokerOptions);
  }

  public LocalClusterSettings brokerPort(int other) {
    return new LocalClusterSettings(
        directory,
        taskManagers,
        slots,
        other,
        restPort,
        detached,
        classPath,
        options,
        brokerOptions);
  }

  public LocalClusterSettings restPort(int other) {
    return new LocalClusterSettings(
        directory,
        taskManagers,
        slots,
        brokerPort,
        other,
        detached,
        classPath,
        options,
        brokerOptions);
  }

  public LocalClusterSettings detached(boolean other) {
    return new LocalClusterSettings(
        directory,
        taskManagers,
        slots,
        brokerPort,
        restPort,
        other,
        classPath,
        options,
        brokerOptions);
  }

  public LocalClusterSettings classPath(String other) {
    return new LocalClusterSettings(
        directory,
        taskManagers,
        slots,
        brokerPort,
        restPort,
        detached,
        other,
        options,
        brokerOptions);
  }

  /** With all of these options of Flink besides those already given. */
  public LocalClusterSettings options(Map<String, String> others) {
    Map<String, String> more = new TreeMap<>(options);
    more.putAll(others);
    return new LocalClusterSettings(
        directory,
        taskManagers,
        slots,
        brokerPort,
        restPort,
        detached,
        classPath,
        more,
        brokerOptions);
  }

  /** With all of these settings of the broker besides those already given. */
  public LocalClusterSettings brokerOptions(Map<String, String> others) {
    Map<String, String> more = new TreeMap<>(brokerOptions);
    more.putAll(others);
    return new LocalClusterSettings(
        directory, taskManagers, slots, brokerPort, restPort, detached, classPath, options, more);
  }

  /** The processes run in another directory than this one. */
  private static String absolute(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
