package io.spiketide.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spiketide.kernel.KernelState;
import io.spiketide.kernel.Layout;
import io.spiketide.kernel.Mark;
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
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpropTest {
  private static final int IN = 4;
  private static final int N = 6;
  private static final int OUT = 3;
  private static final int TICKS = 150;
  private static final int EPISODES = 3;
  private static final double ETA = 1e-4;
  private static final double C_REG = 0.2;

  private final Random random = new Random(7);
  private final double[][] wIn = draw(IN, N, 0.9);
  private final double[][] wRec = draw(N, N, 0.5);
  private final double[][] wOut = draw(N, OUT, 0.3);
  private final double[][] feedback = draw(OUT, N, 0.5);
  private final double[] beta = {0, 0.2, 0, 0.1, 0.3, 0.2};
  private final double[] tauA = {50, 50, 80, 80, 80, 50};

  // [episode][tick][input or output]
  private final boolean[][][] spikes = new boolean[EPISODES][TICKS][IN];
  private final double[][][] targets = new double[EPISODES][TICKS][OUT];

  EpropTest() {
    for (int e = 0; e < EPISODES; e++) {
      for (int t = 0; t < TICKS; t++) {
        for (int i = 0; i < IN; i++) {
          spikes[e][t][i] = random.nextInt(8) == 0;
        }
        for (int k = 0; k < OUT; k++) {
          targets[e][t][k] = (float) random.nextGaussian();
        }
      }
    }
  }

  private double[][] draw(int from, int to, double scale) {
    double[][] weights = new double[from][to];
    for (double[] row : weights) {
      for (int k = 0; k < to; k++) {
        row[k] = (float) (scale * random.nextGaussian());
      }
    }
    return weights;
  }

  @ParameterizedTest(name = "{0}, {1}, batch {2}")
  @CsvSource({
    "squared, plain, 1",
    "squared, plain, 2",
    "squared, adam, 1",
    "cross_entropy, plain, 1"
  })
  @DisplayName("weights are those that the equations of the paper give when written down densely")
  void equalsTheEquations(String loss, String optimizer, int batch) {
    boolean softmax = loss.equals("cross_entropy");
    if (softmax) {
      oneHot();
    }
    KernelState state = run(loss, optimizer, batch, true);
    Dense dense = new Dense(softmax);
    for (int e = 0; e < EPISODES; e++) {
      dense.episode(e);
      if ((e + 1) % batch == 0) {
        dense.step(batch, optimizer.equals("adam") ? 1 + e : 0);
      }
    }

    assertThat(dense.fired).isGreaterThan(100);
    assertThat(dense.wIn[0][0]).isNotCloseTo(wIn[0][0], within(1e-4));
    equal(weights(state, "in->n"), dense.wIn, true);
    equal(weights(state, "n->n"), dense.wRec, false);
    equal(weights(state, "n->out"), dense.wOut, true);
    equal(weights(state, "out->n"), dense.feedback, true);
  }

  private void oneHot() {
    for (double[][] episode : targets) {
      for (double[] tick : episode) {
        Arrays.fill(tick, 0);
        tick[random.nextInt(OUT)] = 1;
      }
    }
  }

  private static void equal(double[] weights, double[][] expected, boolean diagonal) {
    int next = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        if (diagonal || i != j) {
          assertThat(weights[next++]).isCloseTo(expected[i][j], within(1e-9));
        }
      }
    }
    assertThat(next).isEqualTo(weights.length);
  }

  @Test
  @DisplayName("the readout's step is the gradient of the summed squared error")
  void readoutDescendsTheError() {
    Dense dense = new Dense(false);
    dense.episode(0);
    double h = 1e-5;
    for (int j = 0; j < N; j++) {
      double before = wOut[j][1];
      wOut[j][1] = before + h;
      Dense above = new Dense(false);
      above.episode(0);
      wOut[j][1] = before - h;
      Dense below = new Dense(false);
      below.episode(0);
      wOut[j][1] = before;
      assertThat(dense.gOut[j][1])
          .isCloseTo((above.error - below.error) / (2 * h), within(1e-6 * above.error));
    }
  }

  @Test
  @DisplayName("with feedback that begins as the way there, both stay the same")
  void feedbackStaysSymmetric() {
    for (int k = 0; k < OUT; k++) {
      for (int j = 0; j < N; j++) {
        feedback[k][j] = wOut[j][k];
      }
    }
    for (double[][] episode : targets) {
      episode[TICKS - 1] = new double[OUT]; // an error of the last tick comes too late
    }
    KernelState state = run("squared", "adam", 1, true);

    double[] there = weights(state, "n->out");
    double[] back = weights(state, "out->n");
    assertThat(there[0]).isNotEqualTo(wOut[0][0]);
    for (int j = 0; j < N; j++) {
      for (int k = 0; k < OUT; k++) {
        assertThat(back[k * N + j]).isEqualTo(there[j * OUT + k]);
      }
    }
  }

  /** The network through its episodes. */
  private KernelState run(String loss, String optimizer, int batch, boolean feedbackLearns) {
    List<Event> events = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int e = 0; e < EPISODES; e++) {
      marks.add(new Mark(e * TICKS, true, "e" + e, ""));
      marks.add(new Mark((e + 1) * TICKS, false, "e" + e, ""));
      for (int t = 0; t < TICKS; t++) {
        int tick = e * TICKS + t;
        for (int i = 0; i < IN; i++) {
          if (spikes[e][t][i]) {
            events.add(new Event(0, tick, i, 1));
          }
        }
        for (int k = 0; k < OUT; k++) {
          if (targets[e][t][k] != 0) {
            events.add(new Event(1, tick, k, targets[e][t][k]));
          }
        }
      }
    }
    return ReferenceSimulator.run(
            network(loss, optimizer, batch, feedbackLearns),
            "a",
            events,
            marks,
            EPISODES * TICKS + 1)
        .state();
  }

  private Network network(String loss, String optimizer, int batch, boolean feedbackLearns) {
    Settings neurons =
        Settings.of(
            "eprop_lif",
            Map.of(
                "tau_m", Values.of(15),
                "beta", Values.of(beta),
                "tau_a", Values.of(tauA),
                "t_ref", Values.of(2),
                "V_th", Values.of(0.8)));
    Settings outputs =
        Settings.of("eprop_output", Map.of("tau_m", Values.of(12))).withOption("loss", loss);
    return new Network(
        "eprop",
        TimeBase.ofMicros(1000),
        1,
        List.of(Input.events("in", Shape.of(IN)), Input.events("target", Shape.of(OUT))),
        List.of(
            new Population("n", Shape.of(N), neurons, Map.of(), true),
            new Population("out", Shape.of(OUT), outputs, Map.of(), true)),
        List.of(
            all("in", "n", wIn, 0).learning(rule("eprop", optimizer, batch)),
            Projection.of("n", "n", new Connectivity.AllToAll(false), Values.of(flat(wRec)), 1)
                .learning(rule("eprop", optimizer, batch)),
            all("n", "out", wOut, 0).learning(rule("eprop_readout", optimizer, batch)),
            all("out", "n", feedback, 1)
                .toReceptor("learning_signal")
                .learning(feedbackLearns ? rule("eprop_feedback", optimizer, batch) : null),
            Projection.of("target", "out", new Connectivity.OneToOne(), Values.of(1), 0)
                .toReceptor("target")),
        List.of(),
        List.of(),
        Instances.perRecordKey().resettingAtEpisodes(),
        new Placement(1));
  }

  private static Learning rule(String name, String optimizer, int batch) {
    Map<String, Values> parameters = new HashMap<>();
    parameters.put("eta", Values.of(ETA));
    parameters.put("batch", Values.of(batch));
    if (!name.equals("eprop_readout")) {
      parameters.put("tau_out", Values.of(12));
    }
    if (name.equals("eprop")) {
      parameters.put("c_reg", Values.of(C_REG));
      parameters.put("f_target", Values.of(20));
      parameters.put("tau_reg", Values.of(300));
    }
    return Learning.by(Settings.of(name, parameters).withOption("optimizer", optimizer));
  }

  private static Projection all(String from, String to, double[][] weights, int delay) {
    return Projection.of(
        from, to, new Connectivity.AllToAll(true), Values.of(flat(weights)), delay);
  }

  /** Listed weights go by target, then source. */
  private static double[] flat(double[][] weights) {
    int targets = weights[0].length;
    double[] flat = new double[weights.length * targets];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < targets; j++) {
        flat[j * weights.length + i] = weights[i][j];
      }
    }
    return flat;
  }

  private static double[] weights(KernelState state, String projection) {
    List<String> names = state.layout.groups().stream().map(Layout.Group::name).toList();
    return state.arrays[names.indexOf(Layout.PROJECTION + projection)][0];
  }

  /** The equations of the paper with whole matrices and sums over the whole past. */
  private final class Dense {
    final double alpha = Math.exp(-1 / 15.0);
    final double kappa = Math.exp(-1 / 12.0);
    final double threshold = 0.8;
    final boolean softmax;
    double[][] wIn = copy(EpropTest.this.wIn);
    double[][] wRec = copy(EpropTest.this.wRec);
    double[][] wOut = copy(EpropTest.this.wOut);
    double[][] feedback = copy(EpropTest.this.feedback);
    final double[][] gIn = new double[IN][N];
    final double[][] gRec = new double[N][N];
    final double[][] gOut = new double[N][OUT];
    final double[][] gBack = new double[OUT][N];
    final double[] rateError = new double[N];
    final Map<double[][], double[][]> means = new IdentityHashMap<>();
    final Map<double[][], double[][]> squares = new IdentityHashMap<>();
    double error;
    int fired;

    Dense(boolean softmax) {
      this.softmax = softmax;
    }

    private double[][] copy(double[][] weights) {
      return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    void episode(int e) {
      double[][] x = new double[TICKS][IN];
      double[][] z = new double[TICKS][N];
      double[][] before = new double[TICKS][N]; // z of the tick before
      double[][] psi = new double[TICKS][N];
      double[][] difference = new double[TICKS][OUT];
      double[][] regular = new double[TICKS][N];
      double[] v = new double[N];
      double[] a = new double[N];
      double[] y = new double[OUT];
      int[] last = new int[N];
      Arrays.fill(last, -100);
      for (int t = 0; t < TICKS; t++) {
        for (int i = 0; i < IN; i++) {
          x[t][i] = spikes[e][t][i] ? 1 : 0;
        }
        if (t > 0) {
          before[t] = z[t - 1];
        }
        for (int j = 0; j < N; j++) {
          v[j] = alpha * v[j] - before[t][j] * threshold;
          for (int i = 0; i < IN; i++) {
            v[j] += wIn[i][j] * x[t][i];
          }
          for (int i = 0; i < N; i++) {
            v[j] += i == j ? 0 : wRec[i][j] * before[t][i];
          }
          double adapted = threshold + beta[j] * a[j];
          boolean refractory = t - last[j] <= 2;
          z[t][j] = !refractory && v[j] > adapted ? 1 : 0;
          psi[t][j] =
              refractory
                  ? 0
                  : 0.3 / threshold * Math.max(0, 1 - Math.abs((v[j] - adapted) / threshold));
          a[j] = Math.exp(-1 / tauA[j]) * a[j] + z[t][j];
          last[j] = z[t][j] > 0 ? t : last[j];
          fired += (int) z[t][j];
          double perTick = z[t][j] - 20 / 1000.0;
          double keep = Math.exp(-1 / 300.0);
          rateError[j] = keep * rateError[j] + (1 - keep) * perTick;
          regular[t][j] = C_REG * rateError[j];
        }
        difference[t] = difference(y, z[t], targets[e][t]);
      }
      gradient(gIn, x, psi, difference, regular);
      gradient(gRec, before, psi, difference, regular);
      for (int t = 0; t < TICKS; t++) {
        for (int j = 0; j < N; j++) {
          double filtered = 0;
          for (int s = 0; s <= t; s++) {
            filtered += Math.pow(kappa, t - s) * z[s][j];
          }
          for (int k = 0; k < OUT; k++) {
            gOut[j][k] += difference[t][k] * filtered;
            gBack[k][j] += t < TICKS - 1 ? difference[t][k] * filtered : 0;
          }
        }
      }
    }

    private double[] difference(double[] y, double[] z, double[] target) {
      double[] difference = new double[OUT];
      double sum = 0;
      for (int k = 0; k < OUT; k++) {
        y[k] *= kappa;
        for (int j = 0; j < N; j++) {
          y[k] += wOut[j][k] * z[j];
        }
        sum += Math.exp(y[k]);
      }
      for (int k = 0; k < OUT; k++) {
        difference[k] = (softmax ? Math.exp(y[k]) / sum : y[k]) - target[k];
        error += difference[k] * difference[k] / 2;
      }
      return difference;
    }

    /** Adds sum over t of L_j F_kappa(e_ji), which the last tick's error is too late for. */
    private void gradient(
        double[][] g, double[][] pre, double[][] psi, double[][] difference, double[][] regular) {
      for (int i = 0; i < g.length; i++) {
        for (int j = 0; j < N; j++) {
          double rho = Math.exp(-1 / tauA[j]);
          double epsilonV = 0;
          double epsilonA = 0;
          double filtered = 0;
          for (int t = 0; t < TICKS; t++) {
            epsilonV = alpha * epsilonV + pre[t][i];
            double eligibility = psi[t][j] * (epsilonV - beta[j] * epsilonA);
            epsilonA = psi[t][j] * epsilonV + (rho - psi[t][j] * beta[j]) * epsilonA;
            filtered = kappa * filtered + eligibility;
            double signal = 0;
            for (int k = 0; k < OUT; k++) {
              signal += feedback[k][j] * difference[t][k];
            }
            g[i][j] += t < TICKS - 1 ? signal * filtered : 0;
            g[i][j] += regular[t][j] * eligibility;
          }
        }
      }
    }

    /**
     * @param n number of the step of Adam, 0 for plain descent
     */
    void step(int batch, int n) {
      descend(wIn, gIn, batch, n);
      descend(wRec, gRec, batch, n);
      descend(wOut, gOut, batch, n);
      descend(feedback, gBack, batch, n);
    }

    private void descend(double[][] weights, double[][] g, int batch, int n) {
      double[][] mean = means.computeIfAbsent(g, k -> new double[g.length][g[0].length]);
      double[][] square = squares.computeIfAbsent(g, k -> new double[g.length][g[0].length]);
      for (int i = 0; i < g.length; i++) {
        for (int j = 0; j < g[i].length; j++) {
          double slope = g[i][j] / batch;
          mean[i][j] = 0.9 * mean[i][j] + 0.1 * slope;
          square[i][j] = 0.999 * square[i][j] + 0.001 * slope * slope;
          double m = mean[i][j] / (1 - Math.pow(0.9, n));
          double s = square[i][j] / (1 - Math.pow(0.999, n));
          weights[i][j] -= ETA * (n == 0 ? slope : m / (Math.sqrt(s) + 1e-8));
          g[i][j] = 0;
        }
      }
    }
  }
}
