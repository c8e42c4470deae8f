package io.spiketide.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
  @TempDir Path directory;

  @Test
  void readsAFile() throws IOException {
    ClientProperties read = load("bootstrap.servers = a:9092, b:9093 \nlinger.ms=7\n");
    assertThat(read.bootstrapServers()).isEqualTo("a:9092, b:9093");
    assertThat(read.get("linger.ms")).isEqualTo("7");
    assertThat(read.get("acks")).isNull();
  }

  @Test
  void brokersGivenBesideTheFileWin() throws IOException {
    Path file = Files.writeString(directory.resolve("client.properties"), "acks=all\n");
    assertThat(ClientProperties.load(file, "c:1").bootstrapServers()).isEqualTo("c:1");
  }

  @Test
  void aUsersValueWinsOverADefault() {
    ClientProperties client = ClientProperties.of("a:9092").with("linger.ms", "7");
    assertThat(client.withDefault("linger.ms", "0").get("linger.ms")).isEqualTo("7");
    assertThat(client.withDefault("acks", "all").get("acks")).isEqualTo("all");
    assertThat(client.get("acks")).isNull();
  }

  @Test
  void everyMistakeInAFileIsReportedAtOnce() {
    KafkaFault fault =
        catchThrowableOfType(
            KafkaFault.class,
            () -> load("bootstrap.servers=localhost,a:9092\nkey.deserializer=x\n"));
    assertThat(fault.problems())
        .hasSize(2)
        .anySatisfy(p -> assertThat(p).contains("client.properties", "'localhost'", "host:port"))
        .anySatisfy(p -> assertThat(p).contains("key.deserializer", "remove it"));
  }

  @Test
  void aFileWithoutBrokersIsAFault() {
    assertThatThrownBy(() -> load("acks=all\n"))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("client.properties: bootstrap.servers is missing; set it");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ClientProperties.load(directory.resolve("no.properties"), null))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("no.properties: there is no such file");
  }

  @Test
  void aBrokenEscapeIsExplained() {
    assertThatThrownBy(() -> load("bootstrap.servers=a:1\nssl.keystore.location=C:\\users\n"))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("write a backslash as");
  }

  @Test
  void misspeltNamesAreFound() throws IOException {
    assertThat(load("bootstrap.servers=a:1\nlingr.ms=3\nacks=all\n").unknownKeys())
        .containsExactly("lingr.ms");
  }

  @Test
  void secretsAreNotPrinted() {
    ClientProperties client =
        ClientProperties.of("a:9092")
            .with("sasl.jaas.config", "module required password=\"hush\";")
            .with("ssl.keystore.password", "hush");
    assertThat(client.toString()).contains("bootstrap.servers=a:9092").doesNotContain("hush");
  }

  @Test
  void travelsWithTheJob() throws Exception {
    ClientProperties clone = InstantiationUtil.clone(ClientProperties.of("a:9092"));
    assertThat(clone.bootstrapServers()).isEqualTo("a:9092");
  }

  private ClientProperties load(String text) throws IOException {
    return ClientProperties.load(
        Files.writeString(directory.resolve("client.properties"), text), null);
  }
}
