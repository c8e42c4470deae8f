package io.spiketide.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.cluster.BrokerMain;
import io.spiketide.cluster.ChildMain;
import io.spiketide.cluster.Ports;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aBrokerProcessEndsWithItsParentEvenIfThatIsKilled(@TempDir Path directory) throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    int port = Ports.free();
    Process broker = broker(parent.pid(), port, directory);
    try {
      BrokerCheck.await(ClientProperties.of("127.0.0.1:" + port), PATIENCE, line -> {});
      assertThat(broker.isAlive()).isTrue();
      parent.destroyForcibly();
      Awaitility.await().atMost(PATIENCE).until(() -> !broker.isAlive());
    } finally {
      parent.destroyForcibly();
      broker.destroyForcibly();
    }
  }

  @Test
  void aBrokerProcessWhosePortIsTakenSaysSoAndFails(@TempDir Path directory) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process broker = broker(ProcessHandle.current().pid(), taken.getLocalPort(), directory);
      String output = new String(broker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(broker.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(broker.exitValue()).isEqualTo(1);
      assertThat(output)
          .contains("port " + taken.getLocalPort() + " on 127.0.0.1: in use")
          .doesNotContain("Exception");
    }
  }

  private static Process broker(long parent, int port, Path directory) throws IOException {
    ProcessBuilder.Redirect output =
        parent == ProcessHandle.current().pid()
            ? ProcessBuilder.Redirect.PIPE
            : ProcessBuilder.Redirect.DISCARD;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ChildMain.class.getName(),
            Long.toString(parent),
            BrokerMain.class.getName(),
            Integer.toString(port),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }
}
