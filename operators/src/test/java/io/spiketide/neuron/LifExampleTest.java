package io.spiketide.neuron;

import static io.spiketide.testing.SharedData.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The LIF neuron that ten simulators published traces of: tau 2.5 ms, threshold 0.1. */
class LifExampleTest {
  private static final double STEP_MILLIS = 0.1;

  /** The expected traces were made with h / tau rounded to single precision. */
  private static final double PRECISION = 1e-8;

  /** Norse computes in single precision, whose rounding adds up to 2.4e-8 over the trace. */
  private static final double SINGLE_PRECISION = 3e-8;

  @Test
  void eulerStepsGiveNorsesTrace() throws IOException {
    Trial lif = neuron(STEP_MILLIS);
    List<Integer> fired = follow(lif, rows(data("nir/01_lif/lif_norse.csv")), 1, SINGLE_PRECISION);
    assertThat(fired).containsExactly(460, 510, 710, 760);
  }

  @Test
  void eulerStepsInSinglePrecisionGiveNorsesTraceWithin1e8() throws IOException {
    Trial lif = neuron(STEP_MILLIS).option("discretisation", "norse").option("precision", "single");
    List<Integer> fired = follow(lif, rows(data("nir/01_lif/lif_norse.csv")), 1, PRECISION);
    assertThat(fired).containsExactly(460, 510, 710, 760);
  }

  @Test
  void singlePrecisionIsRefusedWhereNorseHasNone() {
    assertThatThrownBy(() -> neuron(STEP_MILLIS).option("precision", "single").step(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use it with discretisation: norse");
  }

  @Test
  void eulerStepsGiveTheExpectedTraces() throws IOException {
    Trial zero = neuron(STEP_MILLIS).option("reset", "zero");
    Path zeroTrace = data("expected/lif/euler_zero_dt1e-4.csv");
    assertThat(follow(zero, rows(zeroTrace), 1, PRECISION)).containsExactly(460, 510, 710, 760);
    Trial subtracting = neuron(STEP_MILLIS).option("reset", "subtract");
    Path subtractTrace = data("expected/lif/euler_subtract_dt1e-4.csv");
    assertThat(follow(subtracting, rows(subtractTrace), 1, PRECISION)).hasSize(4);
  }

  @Test
  void exactDecayWithEulersGainGivesTheTracesOfSinabsAndRockpool() throws IOException {
    Trial sinabs =
        neuron(STEP_MILLIS).option("discretisation", "sinabs").option("reset", "subtract");
    Path sinabsTrace = data("nir/01_lif/lif_sinabs.csv");
    follow(sinabs, rows(sinabsTrace), 0.04, 1e-7);
    Trial rockpool =
        neuron(STEP_MILLIS).option("discretisation", "rockpool").option("reset", "subtract");
    follow(rockpool, rows(data("nir/01_lif/lif_rockpool.csv")), 1, 1e-7);
  }

  @Test
  void exactPropagatorGivesTheTimesOfTheExactSolution() throws IOException {
    double[] expected = {
      0.04608438593554898, 0.05108975203669446, 0.07109196107368698, 0.07609089015175811
    };
    double tickSeconds = 1e-5;
    int perInputStep = 10;
    Trial lif =
        neuron(tickSeconds * 1e3).option("discretisation", "exact").option("reset", "subtract");
    List<Double> times = new ArrayList<>();
    int tick = 0;
    for (double[] row : rows(data("nir/01_lif/lif_norse.csv"))) {
      for (int i = 0; i < perInputStep; i++) {
        tick++;
        if (lif.step(row[0]) > 0) {
          times.add(tick * tickSeconds);
        }
      }
    }
    assertThat(times).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(times.get(i)).isCloseTo(expected[i], within(tickSeconds));
    }
  }

  private static Trial neuron(double stepMillis) {
    return Trial.of("lif", stepMillis).with("tau_m", 2.5).with("V_th", 0.1);
  }

  /** Steps through rows of input (times a unit), v and spikes; returns the steps that fire. */
  private static List<Integer> follow(
      Trial lif, List<double[]> rows, double inputUnit, double precision) {
    List<Integer> fired = new ArrayList<>();
    for (int t = 0; t < rows.size(); t++) {
      double[] row = rows.get(t);
      double count = lif.step(row[0] / inputUnit);
      assertThat(lif.get("v")).describedAs("v at step %s", t).isCloseTo(row[1], within(precision));
      assertThat(count).describedAs("spikes at step %s", t).isEqualTo(row[2]);
      if (count > 0) {
        fired.add(t);
      }
    }
    return fired;
  }

  private static List<double[]> rows(Path csv) throws IOException {
    List<double[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      String[] cells = line.split(",", -1);
      if (!Character.isLetter(cells[0].charAt(0))) {
        rows.add(
            new double[] {
              Double.parseDouble(cells[0]),
              Double.parseDouble(cells[1]),
              Double.parseDouble(cells[2])
            });
      }
    }
    return rows;
  }
}
