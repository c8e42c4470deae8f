package io.spiketide.bench;

import io.spiketide.cluster.ClusterFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The live heap of a Java process of this machine, as the JDK's {@code jcmd} counts it. */
final class HeapAfterCollection {
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
    Process process =
        new ProcessBuilder(
                List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram", "-all=false"))
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    // the last line: Total, instances, bytes
    String total = answer.lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    String[] words = total.trim().split("\\s+");
    if (!words[0].equals("Total") || words.length < 3) {
      throw new ClusterFault("process " + pid + ": jcmd gives no histogram (" + total + ")");
    }
    return Long.parseLong(words[2]);
  }
}
