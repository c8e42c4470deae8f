package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.DelayRange;
import io.spiketide.network.Range;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.neuron.Spikes;
import io.spiketide.synapse.Projections.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SynapsesTest {
  private static final int TICKS = 40;

  static List<Sample> samples() {
    return Projections.all();
  }

  @Test
  void everyConnectivityIsAmongTheSamples() {
    assertThat(
            samples().stream()
                .<Class<?>>map(s -> s.projection().connectivity().getClass())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Connectivity.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void deliverGivesTheSumsOfItsSynapsesBitForBit(Sample sample) {
    Synapses synapses = sample.compile();
    Delivery delivery = synapses.delivery();
    int slots = synapses.maxDelay() - synapses.minDelay() + 1;
    double[][] ring = new double[slots][sample.target().size()];
    double[][] naive = new double[slots][sample.target().size()];
    Random random = new Random(5);
    for (int tick = 0; tick < TICKS; tick++) {
      Spikes spikes = randomSpikes(random, sample.source().size());
      int slot = tick % slots;
      long events = delivery.deliver(spikes, ring, slot);
      assertThat(events).isEqualTo(deliverNaively(synapses, spikes, naive, slot));
      assertThat(ring).isDeepEqualTo(naive);
      double[] earlier =
          synapses.takesMaximum()
              ? new double[ring[slot].length]
              : values(random, ring[slot].length);
      System.arraycopy(earlier, 0, ring[slot], 0, earlier.length);
      System.arraycopy(earlier, 0, naive[slot], 0, earlier.length);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void synapsesOfOneDelayAreVisitedBySourceAndThenByTarget(Sample sample) {
    Map<Integer, Synapse> last = new HashMap<>();
    int source = 0;
    for (Synapse synapse : list(sample.compile())) {
      Synapse before = last.put(synapse.delay(), synapse);
      assertThat(synapse.source()).isGreaterThanOrEqualTo(source);
      assertThat(before == null || before.place() <= synapse.place()).isTrue();
      source = synapse.source();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void countAndDelayBoundsHoldForTheSynapses(Sample sample) {
    Synapses synapses = sample.compile();
    List<Synapse> list = list(synapses);
    assertThat(synapses.count()).isEqualTo(list.size());
    Values delays = sample.projection().delays();
    assertThat(synapses.minDelay()).isEqualTo(DelayRange.min(delays));
    assertThat(synapses.maxDelay()).isEqualTo(DelayRange.max(delays));
    if (delays instanceof Values.Constant || delays instanceof Values.Listed) {
      assertThat(list)
          .extracting(Synapse::delay)
          .contains(synapses.minDelay(), synapses.maxDelay());
    }
    assertThat(list)
        .allMatch(s -> s.delay() >= synapses.minDelay() && s.delay() <= synapses.maxDelay());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void partsOfTheTargetsHaveTheSynapsesOfTheWhole(Sample sample) {
    boolean whole =
        sample.projection().connectivity() instanceof Connectivity.Conv1d
            || sample.projection().connectivity() instanceof Connectivity.Conv2d
            || sample.projection().connectivity() instanceof Connectivity.Pool2d;
    Synapses all = sample.compile();
    int targets = sample.target().size();
    for (int cut = 0; cut <= targets && !whole; cut++) {
      List<Synapse> parts = new ArrayList<>();
      for (Range range : List.of(new Range(0, cut), new Range(cut, targets))) {
        for (boolean redraw : new boolean[] {false, true}) {
          Synapses part =
              SynapseCompiler.compile(
                  sample.projection(),
                  sample.source(),
                  sample.target(),
                  range,
                  0,
                  redraw,
                  Projections.SEED);
          assertThat(part.minDelay()).isEqualTo(all.minDelay());
          assertThat(part.maxDelay()).isEqualTo(all.maxDelay());
          List<Synapse> shifted = new ArrayList<>();
          part.forEach(
              (source, target, weight, delay) ->
                  shifted.add(new Synapse(source, target + range.from(), weight, delay)));
          if (redraw) {
            assertThat(shifted)
                .containsExactlyInAnyOrderElementsOf(
                    parts.subList(parts.size() - shifted.size(), parts.size()));
          } else {
            parts.addAll(shifted);
          }
        }
      }
      assertThat(parts).containsExactlyInAnyOrderElementsOf(list(all));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void compilingAgainGivesTheSameSynapses(Sample sample) {
    assertThat(list(sample.compile())).isEqualTo(list(sample.compile()));
  }

  @Test
  void aListedMatrixIsReadAsTargetBySource() {
    Values weights = Values.of(1, 2, 3, 4, 5, 6);
    Shape three = Shape.of(3);
    Shape two = Shape.of(2);
    Sample dense = Projections.between(new AllToAll(true), three, two, weights, Values.of(1));
    Sample spread = Projections.between(new AllToAll(true), three, two, weights, weights);
    assertThat(list(dense.compile()))
        .extracting(Synapse::weight)
        .containsExactly(1., 4., 2., 5., 3., 6.);
    assertThat(list(spread.compile()))
        .extracting(Synapse::weight)
        .containsExactly(1., 4., 2., 5., 3., 6.);
    assertThat(list(spread.compile())).extracting(Synapse::delay).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void drawnWeightsDoNotDependOnHowTheyAreStored() {
    Values weights = new Values.Normal(0, 1, -3, 3);
    Shape n = Shape.of(20);
    Sample dense = Projections.between(new AllToAll(true), n, n, weights, Values.of(1));
    Sample sparse =
        Projections.between(new AllToAll(true), n, n, weights, new Values.Uniform(1, 9));
    assertThat(list(dense.compile()))
        .extracting(Synapse::weight)
        .isEqualTo(list(sparse.compile()).stream().map(Synapse::weight).toList());
  }

  @Test
  void drawnDelaysAreRoundedAndSpreadOverTheirRange() {
    Shape n = Shape.of(40_000);
    Sample sample =
        Projections.between(new OneToOne(), n, n, Values.of(1), new Values.Normal(2, 3, -10, 10));
    int[] counts = new int[11];
    sample.compile().forEach((source, target, weight, delay) -> counts[delay]++);
    double atMostHalf = 0.30854;
    double fromTwo = 0.13237;
    assertThat(counts[0] / 40_000.0).isBetween(atMostHalf - 0.01, atMostHalf + 0.01);
    assertThat(counts[2] / 40_000.0).isBetween(fromTwo - 0.008, fromTwo + 0.008);
    assertThat(counts[10]).isPositive();
  }

  @Test
  void aSharedWeightOfADenseProjectionTakesTheMemoryOfOneRow() {
    Shape n = Shape.of(1000);
    Synapses shared =
        Projections.between(new AllToAll(true), n, n, Values.of(0.1), Values.of(1)).compile();
    assertThat(shared.bytes()).isLessThan(20_000);
    assertThat(shared.count()).isEqualTo(1_000_000);
  }

  /** What other projections have brought. */
  private static double[] values(Random random, int n) {
    return random.doubles(n, -1, 1).toArray();
  }

  private static Spikes randomSpikes(Random random, int neurons) {
    Spikes spikes = new Spikes(4);
    double density = random.nextDouble();
    double single = random.nextDouble();
    for (int i = 0; i < neurons; i++) {
      if (random.nextDouble() < density) {
        spikes.add(i, random.nextDouble() < single ? 1 : random.nextInt(5) + 0.25);
      }
    }
    return spikes;
  }

  /** Adds (or takes the maximum of) every synapse of every spike, one after the other. */
  private static long deliverNaively(Synapses synapses, Spikes spikes, double[][] ring, int slot) {
    double[] counts = new double[1 << 12];
    for (int i = 0; i < spikes.size(); i++) {
      counts[spikes.neuron(i)] = spikes.count(i);
    }
    long[] events = {0};
    synapses.forEach(
        (source, target, weight, delay) -> {
          if (counts[source] != 0) {
            double[] sums = ring[(slot + delay - synapses.minDelay()) % ring.length];
            double amount = weight * counts[source];
            sums[target] =
                synapses.takesMaximum() ? Math.max(sums[target], amount) : sums[target] + amount;
            events[0]++;
          }
        });
    return events[0];
  }

  private static List<Synapse> list(Synapses synapses) {
    List<Synapse> list = new ArrayList<>();
    synapses.forEach((s, t, weight, delay) -> list.add(new Synapse(s, t, weight, delay)));
    return list;
  }

  private record Synapse(int source, int target, double weight, int delay) {
    long place() {
      return (long) source << 32 | target;
    }
  }
}
