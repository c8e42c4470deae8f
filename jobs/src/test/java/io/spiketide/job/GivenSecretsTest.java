package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "spiketide.kafka.sasl.jaas.config",
        "ssl.keystore.password",
        "ssl.keystore.key",
        "s3.secret-key",
        "security.ssl.rest.key-password",
        "properties.basic.auth.credentials.source"
      })
  void aSecretIsNamedButNotQuoted(String key) {
    List<String> problems = GivenSecrets.problems(Map.of(key, "hush", "parallelism.default", "2"));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .startsWith("-D " + key + ": a secret on the command line")
        .contains("change it", "--client-properties", "config.yaml")
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "spiketide.kafka.properties-file, /etc/spiketide/client.properties",
    "security.delegation.tokens.enabled, false",
    "security.delegation.tokens.renewal.time-ratio, 0.75",
    "kubernetes.secrets, 'client:/etc/spiketide'",
    "parallelism.default, 2"
  })
  void otherOptionsPass(String key, String value) {
    assertThat(GivenSecrets.problems(Map.of(key, value))).isEmpty();
  }
}
