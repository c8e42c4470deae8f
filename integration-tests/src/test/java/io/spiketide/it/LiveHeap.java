package io.spiketide.it;

import io.spiketide.cluster.LocalCluster;
import io.spiketide.cluster.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the task managers of the real cluster hold on their heaps after a full collection. */
final class LiveHeap {
  /** The last line of a histogram: number and bytes of all objects that are alive. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private LiveHeap() {}

  /** In bytes, over all task managers; each collects first. */
  static long bytes(LocalCluster cluster) throws IOException, InterruptedException {
    long sum = 0;
    for (int i = 0; i < RealCluster.TASK_MANAGERS; i++) {
      sum += bytes(cluster.pid(Member.taskManager(i)).orElseThrow());
    }
    return sum;
  }

  /** The least of some measurements: what is on its way differs from one moment to the next. */
  static long leastBytes(LocalCluster cluster, int times) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      least = Math.min(least, bytes(cluster));
    }
    return least;
  }

  private static long bytes(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new IOException(
          "process " + pid + " gives no histogram: " + said.lines().findFirst().orElse("nothing"));
    }
    return Long.parseLong(total.group(1));
  }
}
