package io.spiketide.cluster;

import io.spiketide.connector.kafka.ClientProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.metadata.storage.FormatterException;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, its own controller) in this process, bound to the loopback address.
 * It may be started again on the same directory, in this process or another one.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The file that a formatted directory has. */
  private static final String FORMATTED = "meta.properties";

  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private final boolean temporary;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, int port, Path directory, boolean temporary) {
    this.server = server;
    this.port = port;
    this.directory = directory;
    this.temporary = temporary;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @throws ClusterFault if the port is in use, the directory cannot be written, or an option is
   *     unknown to Kafka
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    int port = Ports.choose(settings.port(), "broker");
    Path given = settings.directory();
    Path directory = given == null ? temporaryDirectory() : given.toAbsolutePath();
    format(directory);
    Properties properties =
        BrokerDefaults.properties(port, Ports.free(), directory, settings.options());
    KafkaRaftServer server = server(properties, directory);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new ClusterFault(
          "broker on port "
              + port
              + ": does not start ("
              + e.getMessage()
              + "); see its log, or give another port or directory",
          e);
    }
    return new EmbeddedBroker(server, port, directory, given == null);
  }

  /** Where clients connect, {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + port;
  }

  /** Settings of a client of this broker. */
  public ClientProperties client() {
    return ClientProperties.of(bootstrapServers());
  }

  public int port() {
    return port;
  }

  /** Where the data is, absolute. */
  public Path directory() {
    return directory;
  }

  /** Stops the broker and returns when it is down; a temporary directory is deleted. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    if (temporary) {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
  }

  private static KafkaRaftServer server(Properties properties, Path directory) {
    try {
      return new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    } catch (ConfigException e) {
      throw new ClusterFault("broker options: " + e.getMessage() + "; correct the option", e);
    } catch (KafkaException e) {
      throw new ClusterFault(
          directory
              + ": "
              + e.getMessage()
              + "; stop the broker that uses the directory, or give another one",
          e);
    }
  }

  private static void format(Path directory) {
    if (Files.exists(directory.resolve(FORMATTED))) {
      return;
    }
    try {
      Files.createDirectories(directory);
      new Formatter()
          .setNodeId(BrokerDefaults.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(BrokerDefaults.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException | FormatterException e) {
      throw unwritable(directory, e);
    } catch (Exception e) {
      throw new IllegalStateException("formatting " + directory + " failed", e);
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("spiketide-broker-");
    } catch (IOException e) {
      throw unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private static ClusterFault unwritable(Path directory, Exception e) {
    return new ClusterFault(
        directory
            + ": cannot hold a broker's data ("
            + e.getMessage()
            + "); give an empty directory that can be written",
        e);
  }
}
