package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.CatalogChecks;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadoutsTest {

  static List<Readout> readouts() {
    return Readouts.CATALOG.all();
  }

  @Test
  void everyReadoutIsListed() {
    CatalogChecks.assertComplete(Readouts.CATALOG, Readout.class);
  }

  @ParameterizedTest
  @MethodSource("readouts")
  void everyReadoutIsDocumentedAndHasValidDefaults(Readout readout) {
    CatalogChecks.assertDocumented(readout);
  }

  @ParameterizedTest
  @MethodSource("readouts")
  void aWindowInWhichNothingWasSeenHasNoDecision(Readout readout) {
    assertThat(new ReadoutRun(readout, 2, 1).answer(10)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("readouts")
  void aNewStartForgetsTheWindowBefore(Readout readout) {
    ReadoutRun run = new ReadoutRun(readout, 2, 1);
    run.spikes(3).variable(1, 1, 5, 5);
    assertThat(run.answer(2)).isEqualTo(1);
    run.start();
    run.variable(0.5, 0.5, 0, 0).spikes(0);
    assertThat(run.answer(2)).isZero();
  }

  @Test
  void classesOfUnequalSizeAreRefused() {
    Arguments none = new Arguments(Map.of(), Map.of());
    assertThatThrownBy(() -> new ReadoutSettings(5, 2, TimeBase.ofMicros(1), 1, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 neurons do not divide into 2 classes of equal size");
  }
}
