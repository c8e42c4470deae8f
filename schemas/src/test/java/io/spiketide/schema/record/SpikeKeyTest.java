package io.spiketide.schema.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeKeyTest {
  @Test
  void itsTextIsInstancePopulationShard() {
    SpikeKey key = new SpikeKey("camera-1", "hidden", 12);
    assertThat(key).hasToString("camera-1/hidden/12");
    assertThat(SpikeKey.of(key.bytes())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "house 7/hall", "/", "größer", "a/b/3"})
  void anInstanceMayHaveAnyName(String instance) {
    SpikeKey key = new SpikeKey(instance, "hidden", Integer.MAX_VALUE);
    assertThat(SpikeKey.of(key.bytes())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "camera-1", "hidden/0", "a/b/", "a/b/c", "a/b/-1", "a/b/4294967295"})
  void otherKeysAreNone(String text) {
    assertThat(SpikeKey.of(text.getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(SpikeKey.of(null)).isNull();
  }
}
