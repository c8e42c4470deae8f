package io.spiketide.it;

import io.spiketide.cluster.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;
import org.awaitility.Awaitility;

/** One ZooKeeper of Flink's own jars, in a process of its own; it ends with {@link #close}. */
final class ZooKeeper implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private ZooKeeper(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and returns when it takes connections. */
  static ZooKeeper start(Path directory) throws IOException {
    Files.createDirectories(directory);
    int port = Ports.free();
    Path config = directory.resolve("zoo.cfg");
    Files.write(
        config,
        List.of(
            "dataDir=" + directory.resolve("data"),
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "tickTime=2000",
            "admin.enableServer=false"));
    File log = directory.resolve("zookeeper.log").toFile();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                FlinkZooKeeperQuorumPeer.class.getName(),
                "--zkConfigFile",
                config.toString(),
                "--peerId",
                "1")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    ZooKeeper started = new ZooKeeper(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Awaitility.await()
        .atMost(START)
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException(
                    "ZooKeeper ended: " + Files.readString(log.toPath()));
              }
              return started.answers();
            });
    return started;
  }

  /** Where clients connect. */
  String quorum() {
    return "127.0.0.1:" + port;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
