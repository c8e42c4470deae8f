package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.kernel.ReferenceSimulator.Event;
import io.spiketide.network.Connectivity;
import io.spiketide.network.Input;
import io.spiketide.network.Instances;
import io.spiketide.network.Learning;
import io.spiketide.network.Network;
import io.spiketide.network.Placement;
import io.spiketide.network.Population;
import io.spiketide.network.Projection;
import io.spiketide.network.Settings;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.rules.NetworkRules;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BpStdpTest {
  private static final int IN = 6;
  private static final int HIDDEN = 5;
  private static final int OUT = 3;
  private static final int WINDOW = 4;
  private static final int TICKS = 200;
  private static final int HOLD = 40;
  private static final double ETA = 0.02;

  private final Random random = new Random(5);
  private final double[][] wIn = draw(IN, HIDDEN, 0.4);
  private final double[][] wOut = draw(HIDDEN, OUT, 0.5);
  private final boolean[][] spikes = new boolean[TICKS][IN];
  private final int[] target = new int[TICKS]; // -1 for none

  BpStdpTest() {
    for (int t = 0; t < TICKS; t++) {
      for (int i = 0; i < IN; i++) {
        spikes[t][i] = random.nextInt(3) == 0;
      }
      // a new target every 25 to 75 ticks: some end before the next comes, some are cut short
      boolean comes = t == 0 || t == 30 || t == 75 || t == 90 || t == 150;
      target[t] = comes ? random.nextInt(OUT) : -1;
    }
  }

  private double[][] draw(int from, int to, double scale) {
    double[][] weights = new double[from][to];
    for (double[] row : weights) {
      for (int k = 0; k < to; k++) {
        row[k] = (float) (scale * (0.3 + random.nextGaussian()));
      }
    }
    return weights;
  }

  @Test
  @DisplayName("all weights are those of the equations, tick by tick; the way back stays the same")
  void followsTheEquations() {
    List<Event> events = new ArrayList<>();
    for (int t = 0; t < TICKS; t++) {
      for (int i = 0; i < IN; i++) {
        if (spikes[t][i]) {
          events.add(new Event(0, t, i, 1));
        }
      }
      if (target[t] >= 0) {
        events.add(new Event(1, t, target[t], 1));
      }
    }
    KernelState state =
        ReferenceSimulator.run(network(Values.of(WINDOW)), "a", events, List.of(), TICKS).state();
    Dense dense = new Dense();
    dense.run();
    assertThat(Math.min(dense.changes[0], dense.changes[1]))
        .as("errors of either sign")
        .isGreaterThan(5);
    assertThat(weights(state, "in->h")).containsExactly(flat(dense.in), within(1e-12));
    assertThat(weights(state, "h->o")).containsExactly(flat(dense.out), within(1e-12));
    double[][] back = new double[OUT][HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      for (int o = 0; o < OUT; o++) {
        back[o][h] = dense.out[h][o];
      }
    }
    assertThat(weights(state, "e->h")).containsExactly(flat(back), within(1e-12));
  }

  @Test
  void aWindowThatDiffersFromNeuronToNeuronIsRefused() {
    assertThat(NetworkRules.check(network(Values.of(new double[] {4, 5, 4}))))
        .anyMatch(p -> p.toString().contains("window is 4.0 and 5.0; it holds for the whole"));
  }

  /** Equations 12 to 17 with whole matrices; what a window says is learnt a tick after its end. */
  private final class Dense {
    final double[][] in = copy(wIn);
    final double[][] out = copy(wOut);
    final int[] changes = new int[2];
    private final double[] nIn = new double[IN];
    private final double[] nHidden = new double[HIDDEN];
    private final double[] judged = new double[OUT];
    private int wanted = -1;
    private int since;

    void run() {
      double[] v = new double[HIDDEN];
      double[] u = new double[OUT];
      double[] error = new double[OUT];
      double[] lastIn = new double[IN];
      double[] lastHidden = new double[HIDDEN];
      for (int t = 0; t < TICKS; t++) {
        boolean[] h = new boolean[HIDDEN];
        boolean[] o = new boolean[OUT];
        fire(v, spikes[t], in, h);
        fire(u, h, out, o);
        learn(error, lastIn, lastHidden);
        Arrays.fill(error, 0);
        if (target[t] >= 0) {
          wanted = target[t];
          since = t;
        }
        boolean taught = wanted >= 0 && t < since + HOLD;
        count(nIn, spikes[t]);
        count(nHidden, h);
        for (int k = 0; k < OUT; k++) {
          judged[k] = taught ? judged[k] + (o[k] ? 1 : 0) : 0;
        }
        if ((t + 1) % WINDOW == 0) {
          for (int k = 0; taught && k < OUT; k++) {
            error[k] = k == wanted ? (judged[k] == 0 ? 1 : 0) : (judged[k] > 0 ? -1 : 0);
            changes[error[k] > 0 ? 0 : 1] += error[k] == 0 ? 0 : 1;
          }
          System.arraycopy(nIn, 0, lastIn, 0, IN);
          System.arraycopy(nHidden, 0, lastHidden, 0, HIDDEN);
          for (double[] counts : List.of(nIn, nHidden, judged)) {
            Arrays.fill(counts, 0);
          }
        }
      }
    }

    private void fire(double[] v, boolean[] from, double[][] w, boolean[] fired) {
      for (int j = 0; j < v.length; j++) {
        for (int i = 0; i < from.length; i++) {
          v[j] += from[i] ? w[i][j] : 0;
        }
        fired[j] = v[j] > 1;
        v[j] = fired[j] ? 0 : v[j];
      }
    }

    private void count(double[] counts, boolean[] fired) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += fired[i] ? 1 : 0;
      }
    }

    private void learn(double[] error, double[] lastIn, double[] lastHidden) {
      for (int h = 0; h < HIDDEN; h++) {
        double hidden = 0;
        for (int o = 0; o < OUT; o++) {
          hidden += out[h][o] * error[o];
        }
        for (int i = 0; lastHidden[h] > 0 && i < IN; i++) {
          in[i][h] += ETA * hidden * lastIn[i];
        }
        for (int o = 0; o < OUT; o++) {
          out[h][o] += ETA * error[o] * lastHidden[h];
        }
      }
    }

    private double[][] copy(double[][] weights) {
      return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }
  }

  /**
   * @param window over which errors are judged
   */
  private Network network(Values window) {
    Settings cells = Settings.of("bp_if");
    Settings errors = Settings.of("bp_error", Map.of("window", window, "hold", Values.of(HOLD)));
    Projection own = Projection.of("e", "o", new Connectivity.OneToOne(), Values.of(1), 1);
    return new Network(
        "bp",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(IN)), Input.events("target", Shape.of(OUT))),
        List.of(
            new Population("h", Shape.of(HIDDEN), cells, Map.of(), false),
            new Population("o", Shape.of(OUT), cells, Map.of(), true),
            new Population("e", Shape.of(OUT), errors, Map.of(), false)),
        List.of(
            all("in", "h", wIn, 0).learning(rule("bp_stdp", "fired")),
            all("h", "o", wOut, 0).learning(rule("bp_stdp", "none")),
            Projection.of("o", "e", new Connectivity.OneToOne(), Values.of(1), 0)
                .toReceptor("output"),
            Projection.of("target", "e", new Connectivity.OneToOne(), Values.of(1), 0)
                .toReceptor("target"),
            own.toReceptor("learning_signal"),
            all("e", "h", transposed(wOut), 1)
                .toReceptor("learning_signal")
                .learning(rule("bp_stdp_feedback", null))),
        List.of(),
        List.of(),
        Instances.perRecordKey(),
        new Placement(1));
  }

  private static Learning rule(String name, String gate) {
    Settings settings =
        Settings.of(name, Map.of("eta", Values.of(ETA), "window", Values.of(WINDOW)));
    return Learning.by(gate == null ? settings : settings.withOption("gate", gate));
  }

  private static Projection all(String from, String to, double[][] weights, int delay) {
    return Projection.of(
        from,
        to,
        new Connectivity.AllToAll(true),
        Values.of(flat(transposed(weights))), // listed weights go by target, then source
        delay);
  }

  private static double[][] transposed(double[][] weights) {
    double[][] turned = new double[weights[0].length][weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = weights[i][j];
      }
    }
    return turned;
  }

  /** Row by row. */
  private static double[] flat(double[][] weights) {
    return Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] weights(KernelState state, String projection) {
    List<String> names = state.layout.groups().stream().map(Layout.Group::name).toList();
    return state.arrays[names.indexOf(Layout.PROJECTION + projection)][0];
  }
}
