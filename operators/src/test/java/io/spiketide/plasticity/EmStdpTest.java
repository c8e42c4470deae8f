package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmStdpTest {
  private static final double[] PROBABILITIES = {.05, .2, .5, .8, 1};

  @Test
  void weightsOfAUnitBecomeTheLogProbabilitiesOfItsInputs() {
    assertFixedPoint(0, -10, 0);
  }

  @Test
  void aShiftAddsToThem() {
    assertFixedPoint(5, 0, 5);
  }

  private static void assertFixedPoint(double shift, double min, double max) {
    RuleRun run = unit(Map.of("eta", .002, "shift", shift, "w_min", min, "w_max", max), 100_000);
    Random random = new Random(3);
    double[] mean = new double[PROBABILITIES.length];
    int last = 30_000;
    for (int tick = 0; tick < 2 * last; tick++) {
      Spikes inputs = new Spikes(4);
      for (int i = 0; i < PROBABILITIES.length; i++) {
        if (random.nextDouble() < PROBABILITIES[i]) {
          inputs.add(i);
        }
      }
      Spikes fired = new Spikes(1);
      fired.add(0);
      run.plasticity.arrived(run.state, inputs, tick);
      run.plasticity.fired(run.state, fired, tick);
      for (int i = 0; tick >= last && i < mean.length; i++) {
        mean[i] += run.state.weights[i] / last;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo(shift + Math.log(PROBABILITIES[i]), within(.05));
    }
  }

  @Test
  void inputsCountWithinTheWindow() {
    RuleRun run = unit(Map.of("eta", .1, "window", 10.0, "shift", 0.0, "w_min", -9.0), 1000);
    java.util.Arrays.fill(run.state.weights, -1);
    run.run(20, new long[][] {{4}, {5}, {14}, {15}, {}}, new long[][] {{14}});
    double up = -1 + .1 * (Math.exp(1) - 1);
    assertThat(run.state.weights)
        .containsExactly(new double[] {-1.1, up, up, -1.1, -1.1}, within(1e-12));
  }

  private static RuleRun unit(Map<String, Double> given, int tickMicros) {
    return new RuleRun(
        new EmStdp(),
        new Connectivity.AllToAll(true),
        Shape.of(PROBABILITIES.length),
        Shape.of(1),
        Values.of(0),
        0,
        given,
        Map.of(),
        tickMicros);
  }
}
