package io.spiketide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private final Scoreboard board = new Scoreboard();

  @Test
  void countsRightAnswersPerDirection() {
    answer("0", Direction.N, "N");
    answer("1", Direction.N, "S");
    answer("2", Direction.E, "E");
    answer("3", Direction.E, "");
    assertThat(board.tally(Direction.N)).isEqualTo(new Scoreboard.Tally(1, 2));
    assertThat(board.total().accuracy()).isEqualTo(0.5);
    assertThat(board.latest().get("camera").isRight()).isFalse();
  }

  @Test
  void anEpisodeWithoutAnAnswerStaysOpen() {
    board.sent("camera", end("0"));
    assertThat(board.open()).isEqualTo(1);
    board.decided(decision("0", Direction.N, "N"));
    assertThat(board.open()).isZero();
  }

  @Test
  void anAnswerThatNobodyWaitsForIsNotCounted() {
    answer("0", Direction.N, "N");
    board.decided(decision("0", Direction.N, "N"));
    board.decided(decision("", Direction.N, "N"));
    assertThat(board.total().all()).isEqualTo(1);
  }

  @Test
  void theReportFailsWhenAnEventIsUnaccountedFor() {
    answer("0", Direction.N, "N");
    assertThat(DemoReport.of(board, 1, new EventCounts(10, 10, 7, 1, 1, 1)).passed()).isTrue();
    assertThat(DemoReport.of(board, 1, new EventCounts(10, 10, 7, 1, 1, 0)).passed()).isFalse();
    assertThat(DemoReport.of(board, 1, new EventCounts(11, 10, 10, 0, 0, 0)).passed()).isFalse();
    answer("1", Direction.N, "S");
    assertThat(DemoReport.of(board, 1, new EventCounts(10, 10, 10, 0, 0, 0)).passed()).isFalse();
  }

  private void answer(String episode, Direction truth, String label) {
    board.sent("camera", end(episode));
    board.decided(decision(episode, truth, label));
  }

  private static SensorPacket end(String episode) {
    return new SensorPacket(
        "camera",
        0,
        0,
        0,
        "",
        0,
        new int[0],
        new int[0],
        new float[0],
        List.of(EpisodeMark.end(0, episode)),
        0);
  }

  private static Decision decision(String episode, Direction truth, String label) {
    int winner = label.isEmpty() ? -1 : Direction.valueOf(label).ordinal();
    return new Decision(
        "direction",
        "camera",
        "direction",
        0,
        0,
        0,
        episode,
        truth.name(),
        0,
        1,
        1_000,
        winner,
        label,
        new double[8]);
  }
}
