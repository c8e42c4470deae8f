package io.spiketide.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {
  @Test
  void theTextSaysOverHowManyShardsAPopulationIsCut() {
    Stages stages =
        new Stages(
            List.of(
                new Stage("0", List.of("hidden", "noise"), List.of(), 12),
                new Stage("1", List.of("output"), List.of("letter"), 1)));
    String text = stages.toString();
    assertThat(text).isEqualTo("hidden, noise x 12 | output");
    for (String population : List.of("hidden", "noise", "output")) {
      assertThat(Stages.shards(text, population)).isEqualTo(stages.shards(population));
    }
    assertThat(Stages.shards(text, "other")).isEqualTo(1);
    assertThat(Stages.shards("one", "hidden")).isEqualTo(1);
  }
}
