package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Network;
import io.spiketide.operator.EventFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A neuron learns to fire at the times of a teacher's spikes, in the stage operator, from the
 * description {@code jobs/examples/spike-times.yaml}: 300 inputs at 1 % per ms for 200 ms, five
 * spikes wanted.
 */
class SpikeTimesITCase {
  private static final int AFFERENTS = 300;
  private static final int LENGTH = 200;

  /** Silence behind each presentation: nothing of it is left after. */
  private static final int PAUSE = 300;

  private static final double TAU = 10;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @DisplayName("ReSuMe: within 60 presentations the distance falls below a tenth and stays there")
  void remoteSupervision(long seed) throws Exception {
    double[] distances = distances(Examples.network("spike-times", seed), seed, 60);
    assertThat(firstBelow(distances, 0.1)).isBetween(1, 59);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @Tag("learning")
  @DisplayName("SuperSpike: within 300 presentations the distance falls below a half")
  void superSpike(long seed) throws Exception {
    Map<String, String> replaced =
        Map.of("rule: resume", "rule: superspike", "eta: 0.1, tau: 10", "eta: 0.2");
    Network network = Examples.changed("spike-times", seed, replaced);
    assertThat(firstBelow(distances(network, seed, 300), 0.5)).isBetween(1, 299);
  }

  /** The distance of each presentation. */
  private static double[] distances(Network network, long seed, int presentations)
      throws Exception {
    Random random = new Random(seed);
    boolean[][] pattern = new boolean[LENGTH][AFFERENTS];
    for (boolean[] tick : pattern) {
      for (int i = 0; i < AFFERENTS; i++) {
        tick[i] = random.nextDouble() < 0.01;
      }
    }
    List<Integer> wanted = random.ints(20, LENGTH).distinct().limit(5).sorted().boxed().toList();
    int length = LENGTH + PAUSE;
    try (EventFeed feed = new EventFeed(network)) {
      for (int p = 0; p < presentations; p++) {
        for (int t = 0; t < LENGTH; t++) {
          for (int i = 0; i < AFFERENTS; i++) {
            if (pattern[t][i]) {
              feed.event("afferents", (long) p * length + t, i, 1);
            }
          }
        }
        for (int t : wanted) {
          feed.event("teacher", (long) p * length + t, 0, 1);
        }
        feed.send((p + 1L) * length);
      }
      List<List<Integer>> fired = new ArrayList<>();
      for (int p = 0; p < presentations; p++) {
        fired.add(new ArrayList<>());
      }
      for (EventFeed.Spike spike : feed.spikes("pupil")) {
        fired.get((int) (spike.tick() / length)).add((int) (spike.tick() % length));
      }
      double[] distances = fired.stream().mapToDouble(f -> distance(f, wanted)).toArray();
      System.out.printf(
          Locale.ROOT,
          "%s seed %d: distance %.2f at first, below 10 %% at %d, last %.2f%n",
          Objects.requireNonNull(network.projections().get(0).learning()).rule().type(),
          seed,
          distances[0],
          firstBelow(distances, 0.1),
          distances[presentations - 1]);
      return distances;
    }
  }

  /** The first presentation from which on no distance is above a part of the first, -1 if none. */
  private static int firstBelow(double[] distances, double part) {
    int first = -1;
    for (int p = 0; p < distances.length; p++) {
      boolean below = distances[p] < part * distances[0];
      first = below ? (first < 0 ? p : first) : -1;
    }
    return first;
  }

  /** Van Rossum's distance of two trains. */
  private static double distance(List<Integer> a, List<Integer> b) {
    double trace = 0;
    double sum = 0;
    for (int t = 0; t < LENGTH + PAUSE; t++) {
      trace *= Math.exp(-1 / TAU);
      int now = t;
      trace += a.stream().filter(s -> s == now).count() - b.stream().filter(s -> s == now).count();
      sum += trace * trace / TAU;
    }
    return sum;
  }
}
