package io.spiketide.connector.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"ann\" password=\"hush-1\";";
  private static final String SECURE =
      "bootstrap.servers=a:1\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + JAAS + "\n";

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
  void aSecretStaysInItsFileAndIsReadWhereAClientIsMade() throws Exception {
    ClientProperties client = load(SECURE);
    assertThat(client.toString())
        .contains("sasl.mechanism=PLAIN", "${spiketide:sasl.jaas.config}")
        .doesNotContain("hush");
    assertThat(new String(InstantiationUtil.serializeObject(client), ISO_8859_1))
        .doesNotContain("hush");
    assertThat(client.user()).isEqualTo("ann");
    assertThat(jaas(InstantiationUtil.clone(client))).contains("hush-1");

    load(SECURE.replace("hush-1", "hush-2"));
    assertThat(jaas(client)).as("a new password needs no new job").contains("hush-2");
  }

  @Test
  void whatNoClientKnowsIsTakenForASecret() throws IOException {
    ClientProperties client = load("bootstrap.servers=a:1\nvault.pin=1234\n");
    assertThat(client.get("vault.pin")).isEqualTo("${spiketide:vault.pin}");
    assertThat(client.unknownKeys()).containsExactly("vault.pin");
  }

  @Test
  void referencesOfTheUsersOwnStayAsTheyAre() throws Exception {
    Path secrets = Files.writeString(directory.resolve("secrets"), "jaas=" + JAAS);
    String reference = "${file:" + secrets + ":jaas}";
    ClientProperties client =
        load(
            "bootstrap.servers=a:1\nssl.keystore.password=hush-3\n"
                + "config.providers=file\nconfig.providers.file.class="
                + FileConfigProvider.class.getName()
                + "\nsasl.jaas.config="
                + reference);
    assertThat(client.get("sasl.jaas.config")).isEqualTo(reference);
    assertThat(client.get("config.providers")).isEqualTo("file,spiketide");
    assertThat(jaas(client)).contains("hush-1");
    assertThat(new ConsumerConfig(consumer(client)).getPassword("ssl.keystore.password").value())
        .isEqualTo("hush-3");
    assertThat(client.unknownKeys()).isEmpty();
  }

  @Test
  void aSecretOfAProviderIsRefused() {
    assertThatThrownBy(
            () ->
                load(
                    "bootstrap.servers=a:1\nconfig.providers=vault\n"
                        + "config.providers.vault.param.token=hush\n"))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("config.providers.vault.param.token: would travel with the job")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aHostWithoutTheFileIsNamed() throws Exception {
    ClientProperties client = load(SECURE);
    String host = InetAddress.getLocalHost().getHostName();
    load("bootstrap.servers=a:1\n");
    assertThatThrownBy(() -> jaas(client))
        .hasMessageStartingWith("host " + host + ": ")
        .hasMessageContaining("client.properties has no 'sasl.jaas.config'")
        .hasMessageContaining("give every host the same");
    Files.delete(directory.resolve("client.properties"));
    assertThatThrownBy(() -> jaas(client))
        .hasMessageStartingWith("host " + host + ": ")
        .hasMessageContaining("there is no such file")
        .hasMessageContaining("mount the file at the same path on every host");
  }

  @Test
  void aSecretIsTakenFromAFileOnly() {
    ClientProperties client = ClientProperties.of("a:9092");
    assertThatThrownBy(() -> client.with("ssl.keystore.password", "hush"))
        .hasMessageContaining("ssl.keystore.password may be a secret")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> ClientProperties.of("ann:hush@a:9092"))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("write host:port alone")
        .hasMessageNotContaining("hush");
  }

  @Test
  void travelsWithTheJob() throws Exception {
    ClientProperties clone = InstantiationUtil.clone(ClientProperties.of("a:9092"));
    assertThat(clone.bootstrapServers()).isEqualTo("a:9092");
  }

  private static String jaas(ClientProperties client) {
    return new ConsumerConfig(consumer(client)).getPassword("sasl.jaas.config").value();
  }

  private static Map<String, Object> consumer(ClientProperties client) {
    return ConsumerConfig.appendDeserializerToConfig(
        Utils.propsToMap(client.toProperties()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private ClientProperties load(String text) throws IOException {
    return ClientProperties.load(
        Files.writeString(directory.resolve("client.properties"), text), null);
  }
}
