package io.spiketide.cluster;

import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;

/**
 * A temporary broker in a process of its own, on the loopback address; it ends with this process,
 * however that ends.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /** What Kafka's own scripts start a broker with. */
  private static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35");

  private final Process process;
  private final ClientProperties client;
  private final Path directory;

  private BrokerProcess(Process process, ClientProperties client, Path directory) {
    this.process = process;
    this.client = client;
    this.directory = directory;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @throws ClusterFault if it cannot be started
   */
  public static BrokerProcess start() {
    Path directory = temporaryDirectory();
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildMain.class.getName(), "" + ProcessHandle.current().pid()));
    command.addAll(List.of(BrokerMain.class.getName(), "" + port, directory + "/data"));
    File log = directory.resolve("broker.log").toFile();
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      ClientProperties client = ClientProperties.of(Ports.LOOPBACK + ":" + port);
      BrokerProcess broker = new BrokerProcess(process, client, directory);
      broker.awaitAnswer();
      return broker;
    } catch (IOException e) {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
      throw new ClusterFault(
          "broker: cannot be started (" + e.getMessage() + "); see that java can be run", e);
    }
  }

  /** Settings of a client of this broker. */
  public ClientProperties client() {
    return client;
  }

  /** Ends the process and deletes its data. */
  @Override
  public void close() {
    MemberProcess.kill(process.toHandle()); // its data is not wanted any more
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }

  private void awaitAnswer() {
    try {
      Waiting.until(
          () -> {
            if (!process.isAlive()) {
              throw new ClusterFault("broker: ended while it was starting; " + endOfLog());
            }
            return BrokerCheck.answers(client);
          },
          START,
          () -> "broker: not ready after " + START.toSeconds() + " s; " + endOfLog());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("broker.log"));
      return "its log ends with: "
          + String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return "its log cannot be read";
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("spiketide-broker-");
    } catch (IOException e) {
      throw new ClusterFault(
          System.getProperty("java.io.tmpdir")
              + ": cannot hold a broker's data ("
              + e.getMessage()
              + "); give a directory that can be written with -Djava.io.tmpdir",
          e);
    }
  }
}
