package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.kernel.Mark;
import io.spiketide.kernel.ReferenceSimulator;
import io.spiketide.network.Network;
import io.spiketide.rules.NetworkRules;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventSink;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionNetworkTest {
  private static final int PRESENTATIONS = 16;

  @Test
  void theDescriptionHasNoProblems() {
    assertThat(NetworkRules.check(DirectionNetwork.build(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsEveryDirectionInSpiteOfNoiseAndHotPixels(long seed) {
    List<ReferenceSimulator.Answer> answers = answers("camera", seed);
    assertThat(answers).hasSize(PRESENTATIONS);
    Map<Direction, Integer> right = new EnumMap<>(Direction.class);
    for (ReferenceSimulator.Answer answer : answers) {
      Direction truth = Direction.valueOf(answer.trueLabel());
      right.merge(truth, answer.winner() == truth.ordinal() ? 1 : 0, Integer::sum);
    }
    int perDirection = PRESENTATIONS / Direction.values().length;
    assertThat(right).hasSize(8).allSatisfy((d, n) -> assertThat(n).isEqualTo(perDirection));
  }

  /** The margin that makes the accuracy independent of the seed. */
  @Test
  void theWinnerIsFarAheadOfTheRest() {
    for (ReferenceSimulator.Answer answer : answers("camera", 5)) {
      double winner = answer.values().get(answer.winner());
      double second =
          answer.values().stream().filter(v -> v < winner).mapToDouble(v -> v).max().orElse(0);
      assertThat(winner).isGreaterThan(3 * second);
    }
  }

  private static List<ReferenceSimulator.Answer> answers(String camera, long seed) {
    Network network = DirectionNetwork.build(1);
    Ticks ticks = new Ticks(network);
    MovingBars bars = new MovingBars(camera, seed, 0, PRESENTATIONS);
    boolean more = true;
    while (more) {
      more = bars.read(ticks);
    }
    long until = network.time().tickCeil(PRESENTATIONS * MovingBars.PRESENTATION_MICROS);
    return ReferenceSimulator.run(network, camera, ticks.events, ticks.marks, until).answers();
  }

  private static final class Ticks implements EventSink {
    final List<ReferenceSimulator.Event> events = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    private final Network network;

    Ticks(Network network) {
      this.network = network;
    }

    @Override
    public void event(long micros, int address, float value) {
      events.add(new ReferenceSimulator.Event(0, network.time().tickOf(micros), address, value));
    }

    @Override
    public void mark(EpisodeMark mark) {
      marks.add(
          new Mark(
              network.time().tickCeil(mark.time()),
              mark.kind() == EpisodeMark.Kind.START,
              mark.id(),
              mark.label()));
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("the simulated camera loses nothing");
    }
  }
}
