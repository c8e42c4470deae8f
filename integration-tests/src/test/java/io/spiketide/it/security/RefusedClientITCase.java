package io.spiketide.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that the broker does not take says why and what to mend, before anything is started. */
class RefusedClientITCase {
  private static final String USER = "ann";
  private static final String PASSWORD = "s3cret-of-ann";

  @TempDir static Path directory;

  private static SecureBroker broker;
  private static Path stranger;
  private static Path namesake;

  @BeforeAll
  static void start() throws Exception {
    stranger = new Certificates(directory).stranger("stranger");
    namesake = new Certificates(directory).stranger(Certificates.NAME);
    broker = SecureBroker.start(Files.createDirectory(directory.resolve("broker")));
    broker.addUser(USER, PASSWORD);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /**
   * One way to be refused.
   *
   * @param changes of settings that would let the user in
   * @param message parts of what is said
   */
  record Case(String name, Map<String, String> changes, List<String> message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    String port = broker.bootstrapServers().substring("127.0.0.1".length());
    return Stream.of(
        new Case(
            "wrong authority",
            Map.of("ssl.truststore.location", stranger.toString()),
            List.of(
                "is signed by no authority that this client trusts", "ssl.truststore.location")),
        new Case(
            "authority that was made anew",
            Map.of("ssl.truststore.location", namesake.toString()),
            List.of(
                "is signed by no authority that this client trusts", "ssl.truststore.location")),
        new Case(
            "wrong host name",
            Map.of("bootstrap.servers", "localhost" + port),
            List.of("certificate is made for other host names", "write a name that it has")),
        new Case(
            "wrong password",
            Map.of("sasl.jaas.config", SecureBroker.jaas(USER, "s3cret-of-bob")),
            List.of("refuses user or password", "correct both in sasl.jaas.config")),
        new Case(
            "wrong user",
            Map.of("sasl.jaas.config", SecureBroker.jaas("bob", PASSWORD)),
            List.of("refuses user or password", "correct both in sasl.jaas.config")),
        new Case(
            "mechanism that the broker has not",
            Map.of("sasl.mechanism", "SCRAM-SHA-512"),
            List.of("no such SASL mechanism", "SCRAM-SHA-512", "set sasl.mechanism")),
        new Case(
            "mechanism that nobody has",
            Map.of("sasl.mechanism", "CRYSTAL-BALL"),
            List.of("no such SASL mechanism", "CRYSTAL-BALL", "set sasl.mechanism")),
        new Case(
            "no TLS",
            Map.of("security.protocol", "SASL_PLAINTEXT"),
            List.of("takes connections, but not in the protocol SASL_PLAINTEXT", "SASL_SSL")),
        new Case(
            "no password",
            Map.of("security.protocol", "SSL"),
            List.of("takes connections, but not in the protocol SSL", "SASL_SSL")),
        new Case(
            "no file of authorities",
            Map.of("ssl.truststore.location", directory.resolve("missing.crt").toString()),
            List.of("is missing", "missing.crt", "correct the path in ssl.truststore.location")),
        new Case(
            "password of a keystore",
            Map.of(
                "ssl.keystore.location",
                directory.resolve("stranger.p12").toString(),
                "ssl.keystore.password",
                "s3cret-of-nobody"),
            List.of("a keystore or truststore cannot be opened", "location, type")),
        new Case(
            "broken login",
            Map.of("sasl.jaas.config", "ScramLoginModule username=s3cret-of-ann"),
            List.of("sasl.jaas.config cannot be used", "write it as")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isToldTheMend(Case refused) throws Exception {
    Path file = broker.properties(USER, PASSWORD, refused.changes);
    Commands tail =
        Commands.run("tail", "decisions", "--client-properties", file.toString(), "--wait", "5s");
    System.out.printf("%s: %.1f s: %s%n", refused, tail.seconds(), tail.err());
    assertThat(tail.err()).contains(refused.message).doesNotContain("\tat ", "s3cret");
    assertThat(tail.exitCode()).isEqualTo(3);
    assertThat(tail.seconds()).isLessThan(30);
  }

  @Test
  void whoIsLetInIsNotToldAnything() throws Exception {
    Path file = broker.properties(USER, PASSWORD, Map.of());
    Commands tail = Commands.run("tail", "decisions", "--client-properties", file.toString());
    assertThat(tail.err()).doesNotContain("no broker answers");
  }
}
