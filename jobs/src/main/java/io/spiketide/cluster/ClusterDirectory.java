package io.spiketide.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the files of a local cluster are.
 *
 * <pre>
 *   cluster.json   which processes run, and where they answer
 *   conf/          config.yaml of Flink, log4j2.properties
 *   run/           one argument file of java per process
 *   logs/          one log per process
 *   broker/        the broker's data
 *   checkpoints/   savepoints/   tmp/
 * </pre>
 *
 * @param root absolute
 */
record ClusterDirectory(Path root) {
  /** How much of a log a message quotes. */
  private static final int QUOTED_LINES = 3;

  Path clusterFile() {
    return root.resolve("cluster.json");
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path logging() {
    return conf().resolve("log4j2.properties");
  }

  Path arguments(Member member) {
    return root.resolve("run").resolve(member.name() + ".args");
  }

  Path log(Member member) {
    return root.resolve("logs").resolve(member.name() + ".log");
  }

  Path broker() {
    return root.resolve("broker");
  }

  Path tmp() {
    return root.resolve("tmp");
  }

  /** Makes every folder that is missing. */
  void create() {
    try {
      for (String folder : List.of("conf", "run", "logs", "broker", "tmp")) {
        Files.createDirectories(root.resolve(folder));
      }
    } catch (IOException e) {
      throw new ClusterFault(
          root
              + ": cannot hold a cluster ("
              + e.getMessage()
              + "); give a directory that can be written",
          e);
    }
  }

  /** Writes one file as a whole. */
  void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new ClusterFault(
          file
              + ": cannot be written ("
              + e.getMessage()
              + "); free space or give another directory",
          e);
    }
  }

  /** Deletes the file that says which processes run. */
  void forgetProcesses() {
    try {
      Files.deleteIfExists(clusterFile());
    } catch (IOException e) {
      throw new ClusterFault(
          clusterFile() + ": cannot be deleted (" + e.getMessage() + "); delete it by hand", e);
    }
  }

  /** The last lines of a member's log, for a message. */
  String endOfLog(Member member) {
    try {
      List<String> lines = Files.readAllLines(log(member));
      return String.join(
          " | ", lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }
}
