package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class TimeSpanTest {
  private final TimeSpan.Converter converter = new TimeSpan.Converter();

  @ParameterizedTest
  @CsvSource({
    "5ms,5000",
    "5 ms,5000",
    "1.28s,1280000",
    "1us,1",
    "2 min,120000000",
    "1d,86400000000"
  })
  void readsANumberAndItsUnit(String text, long micros) {
    assertThat(converter.convert(text).micros()).isEqualTo(micros);
  }

  @Test
  void refusesWhatHasNoUnitOrIsNoWholeMicrosecond() {
    assertThatThrownBy(() -> converter.convert("5"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("write a number and one of [d, h, min, ms, s, us]");
    assertThatThrownBy(() -> converter.convert("0.5us"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("no whole number of µs");
  }
}
