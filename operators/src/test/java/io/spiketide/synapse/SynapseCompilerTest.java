package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.network.Connectivity;
import io.spiketide.network.Connectivity.AllToAll;
import io.spiketide.network.Connectivity.Conv2d;
import io.spiketide.network.Connectivity.FixedIndegree;
import io.spiketide.network.Connectivity.FixedProbability;
import io.spiketide.network.Connectivity.FixedTotalNumber;
import io.spiketide.network.Connectivity.OneToOne;
import io.spiketide.network.Connectivity.Pair;
import io.spiketide.network.Connectivity.Pool2d;
import io.spiketide.network.Shape;
import io.spiketide.network.Values;
import io.spiketide.synapse.Projections.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SynapseCompilerTest {
  private static final Shape THREE = Shape.of(3);
  private static final Values ONE = Values.of(1);
  private static final Pair UNIT = new Pair(1, 1);

  @Test
  void aTargetOfAnotherSizeIsRefusedWithBothShapes() {
    assertRefused(
        Projections.between(new OneToOne(), THREE, Shape.of(2, 2), ONE, ONE),
        "projection p: source a of shape 3 makes 3 neurons, but target b has shape 2x2");
    Conv2d conv = new Conv2d(2, new Pair(3, 3), UNIT, new Pair(0, 0), UNIT, 1);
    assertRefused(
        Projections.between(conv, Shape.of(1, 5, 5), Shape.of(2, 5, 5), ONE, ONE),
        "projection p: source a of shape 1x5x5 makes 18 neurons (2x3x3), but target b has shape"
            + " 2x5x5");
  }

  @Test
  void aSourceOfAWrongRankOrSizeIsRefused() {
    Conv2d conv = new Conv2d(2, new Pair(3, 3), UNIT, new Pair(0, 0), UNIT, 1);
    assertRefused(
        Projections.between(conv, Shape.of(25), THREE, ONE, ONE),
        "projection p: conv2d needs a source of shape [channels, height, width], not 25");
    assertRefused(
        Projections.between(conv, Shape.of(1, 2, 5), THREE, ONE, ONE),
        "projection p: a kernel of 3 (dilation 1) does not fit a length of 2 with padding 0");
  }

  @Test
  void listsOfAWrongLengthAreRefused() {
    assertRefused(
        Projections.between(new AllToAll(true), THREE, THREE, Projections.listed(8), ONE),
        "projection p: 8 weights are listed where 9 are needed");
    assertRefused(
        Projections.between(new OneToOne(), THREE, THREE, ONE, Values.of(1, 2)),
        "projection p: 2 delays are listed where 3 are needed");
    assertRefused(
        Projections.between(
            new FixedProbability(0.5, true), THREE, THREE, Projections.listed(9), ONE),
        "projection p: weights cannot be listed for this connectivity; give one number or a"
            + " distribution");
  }

  @Test
  void delaysThatAreNoWholeTicksAreRefused() {
    assertRefused(
        Projections.between(new AllToAll(true), THREE, THREE, ONE, Values.of(1.5)),
        "projection p: delay of 1.5 ticks is not a whole number of ticks from 0 on");
    assertRefused(
        Projections.between(new OneToOne(), THREE, THREE, ONE, Values.of(1, -1, 2)),
        "projection p: delay of -1.0 ticks is not a whole number of ticks from 0 on");
    assertRefused(
        Projections.between(new OneToOne(), THREE, THREE, ONE, Values.of(1, 70_000, 2)),
        "projection p: delays from 1 to 70000 ticks are more than 65535 ticks apart; use a longer"
            + " tick or two projections");
    assertRefused(
        Projections.between(new AllToAll(true), THREE, THREE, ONE, Values.of(1e9)),
        "projection p: delay of 1.0E9 ticks is above 16777216 ticks; use a longer tick");
  }

  @Test
  void weightsBeyondTheRangeOfFloatsAreRefused() {
    assertRefused(
        Projections.between(new AllToAll(true), THREE, THREE, Values.of(1e300), ONE),
        "projection p: weight 1.0E300 is not a finite 32-bit number; keep within"
            + " +-3.4028235E38");
  }

  @Test
  void pairsOfNeuronsThatDoNotExistAreRefused() {
    Connectivity pairs = new Connectivity.Listed(new int[] {0, 1}, new int[] {2, 3});
    assertRefused(
        Projections.between(pairs, THREE, THREE, ONE, ONE),
        "projection p: pair 1 has target neuron 3, outside 0..2");
  }

  @Test
  void moreSourcesThanThereAreAreRefused() {
    assertRefused(
        Projections.within(new FixedIndegree(3, false, false), THREE, ONE, ONE),
        "projection p: fixed_indegree: indegree 3 is more than the 2 sources that a target may"
            + " have; lower it or allow multapses");
    assertRefused(
        Projections.within(new FixedTotalNumber(1, false), Shape.of(1), ONE, ONE),
        "projection p: fixed_total_number: one neuron has no other to connect to; allow"
            + " autapses");
  }

  @Test
  void windowsTakeOneDelayAndPoolingOneWeight() {
    Pool2d pool = new Pool2d(Pool2d.Kind.MAX, UNIT, UNIT, new Pair(0, 0));
    Shape plane = Shape.of(1, 2, 2);
    assertRefused(
        Projections.between(pool, plane, plane, ONE, new Values.Uniform(1, 2)),
        "projection p: synapses of a convolution or pooling share one delay; give one number");
    assertRefused(
        Projections.between(pool, plane, plane, new Values.Uniform(1, 2), ONE),
        "projection p: pooling has one weight; give one number");
    assertRefused(
        Projections.between(pool, plane, plane, Values.of(-1), ONE),
        "projection p: max_pool: weight -1.0 is negative; the largest count of a window needs a"
            + " weight of 0 or above");
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedWithTheMemoryItWouldTake() {
    Shape million = Shape.of(1_000_000);
    assertThatThrownBy(
            () ->
                Projections.between(
                        new AllToAll(true), million, million, new Values.Uniform(0, 1), ONE)
                    .compile())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "projection p: 1000000000000 synapses would take 4.0 TB, more than the ");
    assertThatThrownBy(() -> SynapseEstimate.requireIndexable(3e9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "3000000000 synapses would take 24.0 GB, and at most 2147483631 fit one projection;"
                + " connect more sparsely or split the populations");
  }

  static List<Sample> samples() {
    return Projections.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theEstimateComesCloseToTheMemoryThatIsTaken(Sample sample) {
    SynapseEstimate estimate =
        SynapseEstimate.of(sample.projection(), sample.source(), sample.target());
    double taken = sample.compile().bytes();
    assertThat(estimate.bytes()).isBetween(0.7 * taken, 1.7 * taken);
  }

  private static void assertRefused(Sample sample, String message) {
    assertThatThrownBy(sample::compile)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
