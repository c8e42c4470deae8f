package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Excerpts of playlists, rounds, and promises through silences. */
class ExcerptTest {
  @TempDir Path folder;

  private CollectingSink play(Excerpt excerpt, ReadOptions options, String... lines)
      throws Exception {
    Path file = write("a.csv", lines);
    try (Playlist playlist =
        new Playlist(List.of(file), options, PlaylistClock.from(1_000, 100), true, excerpt)) {
      CollectingSink sink = new CollectingSink();
      playlist.readAll(sink);
      return sink;
    }
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  @Test
  void aStretchOfTimeBeginsWhereTheListStands() throws Exception {
    CollectingSink sink =
        play(
            new Excerpt(10, 30, null, 1),
            ReadOptions.DEFAULT,
            "t,address",
            "500,1",
            "509,2",
            "510,3",
            "529,4",
            "530,5",
            "900,6");
    assertThat(sink.events)
        .containsExactly(
            new CollectingSink.Event(1_000, 3, 1), new CollectingSink.Event(1_019, 4, 1));
    assertThat(sink.marks)
        .containsExactly(EpisodeMark.start(1_000, "a.csv", ""), EpisodeMark.end(1_020, "a.csv"));
  }

  @Test
  void aStretchHasTheLengthOfTheEpisodeAtMost() throws Exception {
    ReadOptions options = ReadOptions.DEFAULT.withEpisodeMicros(350);
    String[] table = {"t,address", "0,1", "100,2"};
    assertThat(play(new Excerpt(50, Long.MAX_VALUE, null, 1), options, table).marks)
        .contains(EpisodeMark.end(1_300, "a.csv"));
    assertThat(play(new Excerpt(50, 200, null, 1), options, table).marks)
        .contains(EpisodeMark.end(1_150, "a.csv"));
  }

  @Test
  void aListIsPlayedAgainAsOtherEpisodes() throws Exception {
    CollectingSink sink =
        play(
            new Excerpt(0, Long.MAX_VALUE, null, 3),
            ReadOptions.DEFAULT.withEpisodeMicros(100),
            "t,address",
            "5,1");
    assertThat(sink.events)
        .extracting(CollectingSink.Event::micros)
        .containsExactly(1_000L, 1_100L, 1_200L);
    assertThat(sink.marks)
        .filteredOn(mark -> mark.kind() == EpisodeMark.Kind.START)
        .extracting(EpisodeMark::id)
        .containsExactly("a.csv", "a.csv#2", "a.csv#3");
    Path file = write("b.csv", "t,address", "5,1");
    assertThatThrownBy(
            () ->
                new Playlist(
                    List.of(file),
                    ReadOptions.DEFAULT,
                    PlaylistClock.asRecorded(),
                    true,
                    new Excerpt(0, 1, null, 2)))
        .hasMessageContaining("played again cannot have the times that were recorded");
  }

  @Test
  void aRegionKeepsItsPixelsInBothPolarities() throws Exception {
    Excerpt.Region region = new Excerpt.Region(2, 1, 2, 3);
    ReadOptions options = ReadOptions.DEFAULT.withShape(2, 10, 20);
    List<String> lines = new ArrayList<>(List.of("t,x,y,p"));
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 20; x++) {
        lines.add("1," + x + "," + y + "," + (x + y) % 2);
      }
    }
    CollectingSink sink =
        play(new Excerpt(0, Long.MAX_VALUE, region, 1), options, lines.toArray(String[]::new));
    assertThat(sink.events)
        .extracting(CollectingSink.Event::address)
        .containsExactly(
            200 + 1 * 20 + 2,
            1 * 20 + 3,
            2 * 20 + 2,
            200 + 2 * 20 + 3,
            200 + 3 * 20 + 2,
            3 * 20 + 3);
  }

  @Test
  void aRegionOutsideTheSensorAndAnEmptyStretchAreRefused() {
    ReadOptions options = ReadOptions.DEFAULT.withShape(2, 10, 20);
    Excerpt tooWide = new Excerpt(0, 1, new Excerpt.Region(2, 1, 19, 3), 1);
    assertThatThrownBy(() -> play(tooWide, options, "t,x,y,p", "1,1,1,1"))
        .hasMessageContaining("region 2,1,19,3 is not within a sensor of shape [2, 10, 20]");
    assertThatThrownBy(() -> new Excerpt(5, 5, null, 1)).hasMessageContaining("no stretch of time");
    assertThatThrownBy(() -> new Excerpt(0, 5, null, 0)).hasMessageContaining("played 0 times");
    assertThatThrownBy(() -> new Excerpt.Region(0, 0, 0, 1)).hasMessageContaining("no pixel");
  }

  @Test
  void silencesHaveHeartbeatsThatNothingFallsBehind() {
    List<SensorPacket> packets = new ArrayList<>();
    PacketCutter cutter = new PacketCutter(PacketCut.of("s", 1).withSpanMicros(10), packets::add);
    SilenceFiller filler = new SilenceFiller(cutter, 100);
    filler.event(1_000, 1, 1);
    filler.event(1_100, 2, 1);
    filler.event(1_450, 3, 1);
    filler.mark(EpisodeMark.end(1_700, "e"));
    filler.event(10_000_000_000_000L, 4, 1);
    cutter.flush();
    assertThat(packets.stream().filter(p -> p.addresses().length == 0 && p.marks().isEmpty()))
        .hasSizeBetween(100_000, 100_010);
    assertThat(packets.stream().map(SensorPacket::frontier).limit(9))
        .containsExactly(1_010L, 1_110L, 1_200L, 1_300L, 1_400L, 1_460L, 1_550L, 1_650L, 1_700L);
    assertThat(cutter.broken()).isZero();
    long last = Promise.NONE;
    for (SensorPacket packet : packets) {
      assertThat(packet.frontier()).isGreaterThanOrEqualTo(last);
      last = packet.frontier();
    }
  }
}
