package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistTest {
  @TempDir Path folder;

  @Test
  void filesFollowOneAnotherAsEpisodesOfTheDeclaredLength() throws Exception {
    Path first = write("a.csv", "t,address", "7,1");
    Path second = write("b.csv", "t,address", "3,2");
    ReadOptions options =
        ReadOptions.DEFAULT
            .withEpisodeMicros(350)
            .withLabels(new Labels(Map.of("a.csv", "one", "b.csv", "two")));
    CollectingSink sink = play(List.of(first, second), options, PlaylistClock.from(1_000, 100));
    assertThat(sink.marks)
        .containsExactly(
            EpisodeMark.start(1_000, "a.csv", "one"),
            EpisodeMark.end(1_350, "a.csv"),
            EpisodeMark.start(1_400, "b.csv", "two"),
            EpisodeMark.end(1_750, "b.csv"));
    assertThat(sink.events)
        .extracting(CollectingSink.Event::micros)
        .containsExactly(1_000L, 1_400L);
  }

  @Test
  void aFormatThatKnowsItsOriginKeepsTheTimeBeforeTheFirstEvent() throws Exception {
    Path digit = SharedData.data("nmnist_dev/1.bs2");
    CollectingSink sink =
        play(
            List.of(digit, digit),
            ReadOptions.DEFAULT.withEpisodeMicros(350_000),
            PlaylistClock.from(0, 1_000));
    assertThat(sink.events).hasSize(2 * 4681);
    assertThat(sink.events.get(0).micros()).isEqualTo(893);
    assertThat(sink.events.get(4681).micros()).isEqualTo(350_000 + 893);
  }

  @Test
  void timesStayAsRecordedWhereNoStartIsGiven() throws Exception {
    Path file = write("a.csv", "t,address", "7,1", "9,1");
    CollectingSink sink = play(List.of(file), ReadOptions.DEFAULT, PlaylistClock.asRecorded());
    assertThat(sink.events).extracting(CollectingSink.Event::micros).containsExactly(7L, 9L);
  }

  @Test
  void recordingsOfAnotherShapeAreRefused() throws Exception {
    Path digit = SharedData.data("nmnist_dev/1.bs2");
    Path table = write("a.csv", "t,address", "7,1");
    assertThatThrownBy(
            () -> play(List.of(digit, table), ReadOptions.DEFAULT, PlaylistClock.from(0, 1)))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("shape [] differs from [2, 34, 34] before it");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static CollectingSink play(List<Path> files, ReadOptions options, PlaylistClock clock)
      throws SensorException {
    try (Playlist playlist = new Playlist(files, options, clock, true)) {
      CollectingSink sink = new CollectingSink();
      playlist.readAll(sink);
      return sink;
    }
  }
}
