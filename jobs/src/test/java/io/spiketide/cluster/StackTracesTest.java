package io.spiketide.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTracesTest {
  @Test
  void theInnermostCauseIsTheReason() {
    assertThat(
            StackTraces.reason("a.B: outer\n\tat x\nCaused by: c.D: mid\nCaused by: e.F: in\n\tat"))
        .isEqualTo("e.F: in");
  }

  @Test
  void aTraceWithoutCausesIsNamedByItsException() {
    assertThat(StackTraces.reason("<Exception on server side:\na.B: gone\n\tat x\n"))
        .isEqualTo("a.B: gone");
    assertThat(StackTraces.reason("Not found.")).isEqualTo("Not found.");
  }

  @Test
  void anEmptyTextHasNoReason() {
    assertThat(StackTraces.reason("")).isEqualTo("no reason given");
  }
}
