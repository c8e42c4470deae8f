package io.spiketide.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.connector.kafka.KafkaFault;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SpiketideOptionsTest {

  @Test
  void everyOptionIsInTheList() throws IllegalAccessException {
    List<Object> declared = new ArrayList<>();
    for (Field field : SpiketideOptions.class.getFields()) {
      if (field.getType() == ConfigOption.class) {
        declared.add(field.get(null));
      }
    }
    assertThat(declared).isNotEmpty();
    assertThat(SpiketideOptions.all()).containsExactlyInAnyOrderElementsOf(cast(declared));
  }

  @Test
  void theReadmeShowsTheTable() throws Exception {
    Path readme = Path.of(System.getProperty("spiketide.root"), "README.md");
    assertThat(Files.readString(readme))
        .as("the table of options in README.md; replace it by:%n%s", SpiketideOptions.table())
        .contains(SpiketideOptions.table());
  }

  @Test
  void valuesThatNoOptionAllowsNameTheKnownOnes() {
    Configuration profile = new Configuration();
    profile.set(SpiketideOptions.PROFILE, "fast");
    Assertions.assertThatThrownBy(() -> JobSettings.of(profile))
        .isInstanceOf(KafkaFault.class)
        .hasMessage("spiketide.profile: 'fast' is unknown; use one of [latency, throughput]");
    Configuration framing = new Configuration();
    framing.set(SpiketideOptions.FRAMING, "protobuf");
    Assertions.assertThatThrownBy(() -> JobSettings.of(framing))
        .isInstanceOf(KafkaFault.class)
        .hasMessageContaining("single-object");
  }

  private static List<ConfigOption<?>> cast(List<Object> options) {
    List<ConfigOption<?>> cast = new ArrayList<>();
    options.forEach(o -> cast.add((ConfigOption<?>) o));
    return cast;
  }
}
