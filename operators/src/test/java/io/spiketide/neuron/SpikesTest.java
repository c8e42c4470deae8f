package io.spiketide.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikesTest {

  @Test
  void aListWithoutRoomForATableHasNone() {
    assertThat(new Spikes(100).table()).isNull();
  }

  /** What is written into a table is the same, to whoever reads it, as what is added. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aTableReadsAsTheListOfItsCounts(long seed) {
    Random random = new Random(seed);
    Spikes tabled = Spikes.withTable(50);
    for (int tick = 0; tick < 40; tick++) {
      Spikes listed = new Spikes(1);
      tabled.clear();
      double[] table = tabled.table();
      assertThat(table).containsOnly(0);
      boolean writes = random.nextBoolean();
      double total = 0;
      for (int i = 0; i < 50; i++) {
        int count = random.nextInt(3) * random.nextInt(3);
        if (count > 0) {
          listed.add(i, count);
          total += count;
          if (writes) {
            table[i] = count;
          } else {
            tabled.add(i, count);
          }
        }
      }
      if (writes) {
        tabled.setTabled(listed.size(), total);
        assertThat(tabled.byNeuron()).isSameAs(table);
      } else {
        assertThat(tabled.byNeuron()).isNull();
      }
      assertThat(tabled.size()).isEqualTo(listed.size());
      assertThat(tabled.total()).isEqualTo(total).isEqualTo(listed.total());
      assertThat(text(tabled.copy())).isEqualTo(text(listed));
      assertThat(tabled.sameAs(listed)).isTrue();
      assertThat(listed.sameAs(tabled)).isTrue();
      Spikes copy = new Spikes(1);
      copy.add(7);
      copy.set(tabled);
      assertThat(text(copy)).isEqualTo(text(listed));
      assertThat(text(tabled)).isEqualTo(text(listed));
    }
  }

  private static List<String> text(Spikes spikes) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < spikes.size(); i++) {
      text.add(spikes.neuron(i) + ":" + spikes.count(i));
    }
    return text;
  }
}
