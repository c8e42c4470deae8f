package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MovingBarsTest {
  private static final int ADDRESSES = 2 * MovingBars.SIDE * MovingBars.SIDE;
  private static final int PRESENTATIONS = 40;

  @Test
  void theSameSeedAndCameraSeeTheSameEvents() {
    List<Object> seen = watch("left", 3, 0).everything();
    assertThat(seen.equals(watch("left", 3, 0).everything())).isTrue();
    assertThat(seen.equals(watch("right", 3, 0).everything())).isFalse();
    assertThat(seen.equals(watch("left", 4, 0).everything())).isFalse();
  }

  @Test
  void anotherStartMovesEveryEventAndChangesNothingElse() {
    Watched early = watch("left", 3, 0);
    Watched late = watch("left", 3, 5_000_000);
    assertThat(late.addresses).isEqualTo(early.addresses);
    assertThat(late.times).isEqualTo(early.times.stream().map(time -> time + 5_000_000).toList());
  }

  @Test
  void eventsAreInOrderOfTimeAndWithinTheirEpisode() {
    Watched watched = watch("left", 3, 0);
    assertThat(watched.times).isSorted();
    assertThat(watched.marks).hasSize(2 * PRESENTATIONS);
    assertThat(watched.times.get(0)).isNotNegative();
    assertThat(watched.times.get(watched.times.size() - 1))
        .isLessThan(PRESENTATIONS * MovingBars.PRESENTATION_MICROS);
    assertThat(watched.addresses).allMatch(address -> address >= 0 && address < ADDRESSES);
  }

  @Test
  void eachBlockOfEightShowsEveryDirectionOnce() {
    MovingBars bars = new MovingBars("left", 3, 0, PRESENTATIONS);
    for (int block = 0; block < PRESENTATIONS / 8; block++) {
      long first = 8L * block;
      Set<Direction> shown = EnumSet.noneOf(Direction.class);
      LongStream.range(first, first + 8).mapToObj(bars::direction).forEach(shown::add);
      assertThat(shown).hasSize(8);
    }
  }

  @Test
  void marksCarryTheTrueDirection() {
    Watched watched = watch("left", 3, 0);
    MovingBars bars = new MovingBars("left", 3, 0, PRESENTATIONS);
    for (int p = 0; p < PRESENTATIONS; p++) {
      assertThat(watched.marks.get(2 * p).label()).isEqualTo(bars.direction(p).name());
    }
  }

  @Test
  void quietPixelsSendNoiseAndBordersAndHotOnesNeverRest() {
    int[] counts = new int[ADDRESSES];
    watch("left", 3, 0).addresses.forEach(address -> counts[address]++);
    int[] ascending = IntStream.of(counts).sorted().toArray();
    double typical = ascending[ADDRESSES / 2] / (double) PRESENTATIONS;
    assertThat(typical).isBetween(0.8, 2.0);
    long hot = Arrays.stream(counts).filter(count -> count > 100 * PRESENTATIONS).count();
    assertThat(hot).isEqualTo(6);
  }

  /** A vertical border that moves east passes the left third of the view before the right one. */
  @Test
  void bordersReallyMoveInTheLabelledDirection() {
    MovingBars bars = new MovingBars("left", 3, 0, PRESENTATIONS);
    Watched watched = watch("left", 3, 0);
    for (int p = 0; p < PRESENTATIONS; p++) {
      Direction direction = bars.direction(p);
      assertThat(drift(watched, p, true) * direction.dx()).isGreaterThanOrEqualTo(0);
      assertThat(drift(watched, p, false) * direction.dy()).isGreaterThanOrEqualTo(0);
    }
  }

  /** Covariance of time and place of a presentation's events, 0 where it is within the noise. */
  private static double drift(Watched watched, int presentation, boolean horizontal) {
    long from = presentation * MovingBars.PRESENTATION_MICROS;
    double meanPlace = (MovingBars.SIDE - 1) / 2.0;
    double meanTime = from + MovingBars.PRESENTATION_MICROS / 2.0;
    double sum = 0;
    for (int i = 0; i < watched.times.size(); i++) {
      long time = watched.times.get(i);
      if (time >= from && time < from + MovingBars.PRESENTATION_MICROS) {
        int pixel = watched.addresses.get(i);
        int place =
            horizontal ? pixel % MovingBars.SIDE : pixel / MovingBars.SIDE % MovingBars.SIDE;
        sum += (time - meanTime) * (place - meanPlace) / MovingBars.PRESENTATION_MICROS;
      }
    }
    return Math.abs(sum) < 1_000 ? 0 : Math.signum(sum);
  }

  private static Watched watch(String camera, long seed, long start) {
    Watched watched = new Watched();
    MovingBars bars = new MovingBars(camera, seed, start, PRESENTATIONS);
    boolean more = true;
    while (more) {
      more = bars.read(watched);
    }
    return watched;
  }

  private static final class Watched implements EventSink {
    final List<Long> times = new ArrayList<>();
    final List<Integer> addresses = new ArrayList<>();
    final List<EpisodeMark> marks = new ArrayList<>();

    List<Object> everything() {
      return List.of(times, addresses, marks);
    }

    @Override
    public void event(long micros, int address, float value) {
      times.add(micros);
      addresses.add(address);
    }

    @Override
    public void mark(EpisodeMark mark) {
      marks.add(mark);
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("the simulated camera loses nothing");
    }
  }
}
