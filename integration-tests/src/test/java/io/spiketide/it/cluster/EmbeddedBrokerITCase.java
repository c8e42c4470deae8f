package io.spiketide.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.cluster.BrokerSettings;
import io.spiketide.cluster.ClusterFault;
import io.spiketide.cluster.EmbeddedBroker;
import io.spiketide.connector.kafka.BrokerCheck;
import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.KafkaFault;
import io.spiketide.connector.kafka.TopicOptions;
import io.spiketide.connector.kafka.TopicSpec;
import io.spiketide.connector.kafka.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerITCase {
  private static final TopicSpec TOPIC = new TopicSpec("t", false, TopicOptions.DEFAULT);

  @Test
  void keepsRecordsOverRestartsOnTheSameDirectoryAndPort(@TempDir Path directory) throws Exception {
    BrokerSettings settings = BrokerSettings.TEMPORARY.directory(directory);
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      port = broker.port();
      try (Topics topics = Topics.connect(broker.client())) {
        topics.create(List.of(TOPIC));
      }
      Kafka.send(broker.bootstrapServers(), "t", List.of("a", "b"));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings.port(port))) {
      assertThat(broker.port()).isEqualTo(port);
      Kafka.send(broker.bootstrapServers(), "t", List.of("c"));
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings.port(port))) {
      assertThat(Kafka.readValues(broker.bootstrapServers(), "t")).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aTemporaryDirectoryGoesWithTheBroker() {
    Path directory;
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY)) {
      directory = broker.directory();
      assertThat(directory).isNotEmptyDirectory();
    }
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void aPortInUseIsNamedWithTheMend() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerSettings settings = BrokerSettings.TEMPORARY.port(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(ClusterFault.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1: in use")
          .hasMessageContaining("give another port");
    }
  }

  @Test
  void aDirectoryIsUsedByOneBrokerAtATime(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.TEMPORARY.directory(directory);
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(ClusterFault.class)
          .hasMessageContaining(directory.toString());
      assertThat(BrokerCheck.answers(broker.client())).isTrue();
    }
  }

  @Test
  void waitingForABrokerSaysSoAndGoesOnWhenItComes(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.TEMPORARY.directory(directory);
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      port = broker.port();
    }
    List<String> lines = new ArrayList<>();
    List<EmbeddedBroker> started = new ArrayList<>();
    try {
      BrokerCheck.await(
          ClientProperties.of("127.0.0.1:" + port),
          Duration.ofSeconds(60),
          line -> {
            lines.add(line);
            if (started.isEmpty()) {
              started.add(EmbeddedBroker.start(settings.port(port)));
            }
          });
    } finally {
      started.forEach(EmbeddedBroker::close);
    }
    assertThat(lines.get(0)).contains("127.0.0.1:" + port, "no broker answers yet", "; start the");
    assertThat(lines.get(lines.size() - 1)).contains("the broker answers after");
  }

  @Test
  void waitingForABrokerEndsWithTheMend() {
    ClientProperties nobody = ClientProperties.of("127.0.0.1:1");
    assertThat(BrokerCheck.answers(nobody)).isFalse();
    assertThatThrownBy(() -> BrokerCheck.await(nobody, Duration.ofSeconds(1), line -> {}))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("127.0.0.1:1: no broker answers after")
        .hasMessageContaining("correct bootstrap.servers");
  }
}
