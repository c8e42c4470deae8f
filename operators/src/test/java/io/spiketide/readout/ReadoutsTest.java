package io.spiketide.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.catalog.Arguments;
import io.spiketide.catalog.CatalogChecks;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.time.TimeBase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadoutsTest {

  static List<Readout> readouts() {
    return Readouts.CATALOG.all();
  }

  /** Those that answer with a winner. */
  static List<Readout> deciders() {
    return readouts().stream()
        .filter(r -> !(r instanceof IntervalsReadout || r instanceof SynchronyReadout))
        .filter(r -> !(r instanceof RateAlarm || r instanceof WeightAlarm))
        .toList();
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
    assertThat(run(readout).answer(10)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("deciders")
  void aNewStartForgetsTheWindowBefore(Readout readout) {
    ReadoutRun run = run(readout);
    run.spikes(3).variable(1, 1, 5, 5);
    assertThat(run.answer(2)).isEqualTo(1);
    run.start();
    run.variable(0.5, 0.5, 0, 0).spikes(0);
    assertThat(run.answer(2)).isZero();
  }

  @ParameterizedTest
  @MethodSource("readouts")
  void everyWindowIsReadAsIfItWereTheFirst(Readout readout) {
    ReadoutRun later = run(readout);
    fire(later, 1);
    later.answer(40);
    later.slide();
    fire(later, 2);
    ReadoutRun first = run(readout);
    fire(first, 2);
    assertThat(later.answer(40)).isEqualTo(first.answer(40));
    assertThat(later.values).containsExactly(first.values);
    if (!first.reading.ignoresSilence()) {
      return;
    }
    ReadoutRun withoutSilence = run(readout);
    fire(withoutSilence, -2);
    withoutSilence.answer(40);
    assertThat(withoutSilence.values).as("silent ticks left out").containsExactly(first.values);
  }

  /** 40 ticks of spikes and rising potentials; of a negative seed, silent ticks are left out. */
  private static void fire(ReadoutRun run, int seed) {
    Random random = new Random(Math.abs(seed));
    for (int t = 0; t < 40; t++) {
      int neuron = random.nextInt(12);
      if (neuron < 4) {
        run.spikes(neuron);
      } else if (seed < 0) {
        run.skip(1);
      } else {
        run.variable(0, 0, 0, 0);
      }
    }
  }

  private static ReadoutRun run(Readout readout) {
    String[] given =
        readout.parameters().stream()
            .filter(ParameterSpec::isRequired)
            .map(p -> p.name() + "=4")
            .toArray(String[]::new);
    return new ReadoutRun(readout, 2, 1, given);
  }

  @Test
  void classesOfUnequalSizeAreRefused() {
    Arguments none = new Arguments(Map.of(), Map.of());
    assertThatThrownBy(() -> new ReadoutSettings(5, 2, TimeBase.ofMicros(1), 1, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 neurons do not divide into 2 classes of equal size");
  }
}
