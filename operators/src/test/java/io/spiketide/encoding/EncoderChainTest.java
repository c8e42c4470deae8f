package io.spiketide.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncoderChainTest {

  @Test
  void whatOneEncoderMakesIsWhatTheNextOneTakes() {
    EncoderChain chain =
        then(
            then(EncoderRun.chain(Shape.of(1, 5)), new OnCentreEncoder(), "white=1"),
            new IntensityToLatencyEncoder(),
            "bins=3");
    assertThat(chain.shape()).isEqualTo(Shape.of(1, 1, 5));
    EncoderRun run = new EncoderRun(chain, 0, "sensor");
    // weights along the row: 0.125, 0.625, 1, 0.625, 0.125
    assertThat(run.tick(2, 8)).isEqualTo(Map.of(2, 1.0));
    assertThat(run.tick()).isEqualTo(Map.of(1, 1.0));
    assertThat(run.encoding.quiet(run.state)).isFalse();
    assertThat(run.tick()).isEqualTo(Map.of(3, 1.0));
    assertThat(run.encoding.quiet(run.state)).isTrue();
  }

  @Test
  void stateIsNamedByThePlaceInTheChain() {
    EncoderChain first = then(EncoderRun.chain(Shape.of(3)), new LatencyEncoder(), "steps=4");
    EncoderChain chain = then(first, new PoissonEncoder());
    assertThat(first.compile().state()).extracting(StateArray::name).contains("due", "pending");
    assertThat(chain.compile().state())
        .extracting(StateArray::name)
        .containsExactly("0.due", "0.pending", "1.value");
  }

  @Test
  void whatTheLastOneMakesIsAddedUp() {
    EncoderChain chain =
        then(
            then(EncoderRun.chain(Shape.of(2)), new ScaleEncoder(), "gain=2"),
            new ScaleEncoder(),
            "offset=-2");
    EncoderRun run = new EncoderRun(chain, 0, "sensor");
    assertThat(run.tick(1, 2, 0, 1, 1, 3, 1, 1)).isEqualTo(Map.of(1, 6.0));
    assertThat(run.tick()).isEmpty();
  }

  @Test
  void eachEncoderDrawsItsOwnNumbers() {
    EncoderChain one = then(EncoderRun.chain(Shape.of(1)), new PoissonEncoder(), "max_rate=500");
    EncoderRun twice = new EncoderRun(then(one, new PoissonEncoder(), "max_rate=500"), 0, "sensor");
    EncoderRun once = new EncoderRun(one, 0, "sensor");
    int both = 0;
    int second = 0;
    twice.tick(0, 1);
    once.tick(0, 1);
    for (int t = 0; t < 10_000; t++) {
      // the first spike of the first encoder sets the value of the second one for good
      boolean fires = !twice.tick().isEmpty();
      boolean firstFires = !once.tick().isEmpty();
      second += fires ? 1 : 0;
      both += fires && firstFires ? 1 : 0;
    }
    assertThat(second).isBetween(4800, 5200);
    assertThat(both).isBetween(2300, 2700);
  }

  private static EncoderChain then(EncoderChain chain, SpikeEncoder encoder, String... given) {
    return chain.then(encoder, EncoderRun.MILLI, EncoderRun.arguments(encoder, given));
  }
}
