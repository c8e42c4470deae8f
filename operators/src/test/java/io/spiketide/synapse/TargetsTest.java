package io.spiketide.synapse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final int SYNAPSES = 300;
  private static final int NEURONS = 65_536;

  private final Random random = new Random(5);

  @Test
  void sixteenBitsAreTakenWhereTheyCanTellAllNeuronsApart() {
    assertThat(Targets.of(1, NEURONS)).isInstanceOf(Targets.Narrow.class);
    assertThat(Targets.of(1, NEURONS + 1)).isInstanceOf(Targets.Wide.class);
  }

  @Test
  void theHighestNeuronOfEitherFormIsKept() {
    Targets narrow = Targets.of(2, NEURONS);
    Targets wide = Targets.of(2, NEURONS + 1);
    narrow.set(1, NEURONS - 1);
    wide.set(1, NEURONS);
    assertThat(narrow.get(1)).isEqualTo(NEURONS - 1);
    assertThat(wide.get(1)).isEqualTo(NEURONS);
    assertThat(narrow.bytes()).isEqualTo(4);
    assertThat(wide.bytes()).isEqualTo(8);
  }

  /** In order, as synapse after synapse would, also where a neuron is met several times. */
  @Test
  void bothFormsGiveTheSameSumsBitForBit() {
    Targets narrow = new Targets.Narrow(new char[SYNAPSES]);
    Targets wide = new Targets.Wide(new int[SYNAPSES]);
    float[] weights = new float[SYNAPSES];
    byte[] ticks = new byte[SYNAPSES];
    for (int k = 0; k < SYNAPSES; k++) {
      int neuron = random.nextInt(10) == 0 ? NEURONS - 1 : 60_000 + random.nextInt(40);
      narrow.set(k, neuron);
      wide.set(k, neuron);
      weights[k] = random.nextFloat() - 0.5f;
      ticks[k] = (byte) random.nextInt(200);
    }
    int from = 7;
    int to = 290;
    double[][] expected = new double[200][NEURONS];
    double[][] inNarrow = new double[200][NEURONS];
    double[][] inWide = new double[200][NEURONS];
    for (int k = from; k < to; k++) {
      expected[0][wide.get(k)] += 0.3;
    }
    narrow.add(from, to, 0.3, inNarrow[0]);
    wide.add(from, to, 0.3, inWide[0]);
    for (int k = from; k < to; k++) {
      expected[0][wide.get(k)] += weights[k];
    }
    narrow.add(from, to, weights, inNarrow[0]);
    wide.add(from, to, weights, inWide[0]);
    for (int k = from; k < to; k++) {
      expected[0][wide.get(k)] += weights[k] * 1.7;
    }
    narrow.add(from, to, weights, 1.7, inNarrow[0]);
    wide.add(from, to, weights, 1.7, inWide[0]);
    for (int k = from; k < to; k++) {
      expected[ticks[k] & 0xFF][wide.get(k)] += 0.1;
    }
    narrow.add(from, to, ticks, 0.1, inNarrow);
    wide.add(from, to, ticks, 0.1, inWide);
    for (int k = from; k < to; k++) {
      expected[ticks[k] & 0xFF][wide.get(k)] += weights[k] * 2.3;
    }
    narrow.add(from, to, ticks, weights, 2.3, inNarrow);
    wide.add(from, to, ticks, weights, 2.3, inWide);

    assertThat(inNarrow).isDeepEqualTo(expected);
    assertThat(inWide).isDeepEqualTo(expected);
  }
}
