package io.spiketide.bench;

import io.spiketide.cluster.ClusterFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The live heap of a Java process of this machine, as the JDK's {@code jcmd} counts it. */
final class HeapAfterCollection {
  /** One process is asked by one other at a time; whoever comes second gets no answer. */
  private static final int ATTEMPTS = 5;

  private HeapAfterCollection() {}

  /**
   * Collects the whole heap of a process and counts what is left.
   *
   * @throws ClusterFault if this Java has no jcmd or the process does not answer it
   */
  static long bytes(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new ClusterFault(jcmd + ": not there; run this with a JDK instead of a runtime alone");
    }
    String answer = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      answer = ask(jcmd, pid);
      // the last line: Total, instances, bytes
      String[] words = answer.lines().reduce("", (before, line) -> line).trim().split("\\s+");
      if (words[0].equals("Total") && words.length > 2) {
        return Long.parseLong(words[2]);
      }
    }
    throw new ClusterFault(
        "process "
            + pid
            + ": jcmd gives no histogram ("
            + answer.strip()
            + "); is it under a load?");
  }

  private static String ask(Path jcmd, long pid) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"))
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return answer.stripTrailing();
  }
}
