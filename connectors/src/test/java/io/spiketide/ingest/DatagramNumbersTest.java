package io.spiketide.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatagramNumbersTest {
  private final DatagramNumbers numbers = new DatagramNumbers();

  @Test
  void aGapIsLostWhenItHasPassedOutOfTheWindowOrNothingFollows() {
    take(1, 2, 5);
    assertThat(numbers.lost()).isZero();
    for (int n = 6; n < 6 + DatagramNumbers.WINDOW; n++) {
      take(n);
    }
    assertThat(numbers.lost()).isEqualTo(2);
    take(73);
    numbers.settle();
    assertThat(numbers.lost()).isEqualTo(2 + 3);
  }

  @Test
  void alateOneIsTakenOnceAndIsNotLost() {
    take(1, 3, 2);
    assertThat(numbers.reordered()).isEqualTo(1);
    assertThat(numbers.isNew(2)).isFalse();
    assertThat(numbers.isNew(3)).isFalse();
    assertThat(numbers.duplicates()).isEqualTo(2);
    numbers.settle();
    assertThat(numbers.lost()).isZero();
  }

  @Test
  void numbersGoOnAtZero() {
    take(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 0, 3);
    numbers.settle();
    assertThat(numbers.lost()).isEqualTo(2);
    assertThat(numbers.restarts()).isZero();
  }

  @Test
  void aSenderThatCountsAnewLosesNothing() {
    take(5_000, 5_001, 1, 2, 3_000_000, 3_000_001);
    numbers.settle();
    assertThat(numbers.lost()).isZero();
    assertThat(numbers.restarts()).isEqualTo(2);
  }

  @Test
  void whatWasGivenUpIsNotTakenLater() {
    take(1, 200);
    assertThat(numbers.lost()).isEqualTo(198 - (DatagramNumbers.WINDOW - 1));
    assertThat(numbers.isNew(100)).isFalse();
  }

  /** Sent = taken + lost, for any losses, repetitions and disorder within the window. */
  @Test
  void takenAndLostAreWhatWasSent() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int first = random.nextBoolean() ? 1 : Integer.MAX_VALUE - 500;
      List<Integer> sent = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        sent.add(first + i & Integer.MAX_VALUE);
      }
      List<Integer> come = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        boolean edge = i == 0 || i == sent.size() - 1;
        if (edge || random.nextInt(4) > 0) {
          come.add(sent.get(i));
        }
        if (random.nextInt(20) == 0) {
          come.add(come.get(come.size() - 1));
        }
      }
      for (int i = 1; i + 8 < come.size(); i += 8) {
        Collections.shuffle(come.subList(i, i + 8), random);
      }
      DatagramNumbers judged = new DatagramNumbers();
      Set<Integer> taken = new HashSet<>();
      for (int number : come) {
        if (judged.isNew(number)) {
          assertThat(taken.add(number)).isTrue();
        }
      }
      judged.settle();
      assertThat(taken.size() + judged.lost()).as("seed %d", seed).isEqualTo(sent.size());
    }
  }

  private void take(int... all) {
    for (int number : all) {
      assertThat(numbers.isNew(number)).isTrue();
    }
  }
}
