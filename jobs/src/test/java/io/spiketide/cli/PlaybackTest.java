package io.spiketide.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.Excerpt;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.Playlist;
import io.spiketide.sensor.PlaylistClock;
import io.spiketide.sensor.ReadOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
  private static final PacketCut CUT = PacketCut.of("camera", 7);

  @TempDir Path folder;

  private final List<SensorPacket> packets = new ArrayList<>();

  private Playlist playlist(long fromMicros) throws Exception {
    Path table = Files.writeString(folder.resolve("a.csv"), "t,address\n0,1\n20000,2\n");
    Excerpt part = new Excerpt(fromMicros, Long.MAX_VALUE, null, 1);
    PlaylistClock clock = PlaylistClock.from(1_000_000, 100);
    return new Playlist(List.of(table), ReadOptions.DEFAULT, clock, false, part);
  }

  private Playback.Report play(long fromMicros) throws Exception {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try (Playlist playlist = playlist(fromMicros);
        ReplayProgress progress = new ReplayProgress(new Console(nowhere, nowhere, false), 1)) {
      return new Playback(playlist, CUT, Long.MAX_VALUE, progress, packets::add).play(3, 5_000);
    }
  }

  @Test
  void announcementsComeBeforeEverythingAndPromiseNothing() throws Exception {
    Playback.Report report = play(0);
    assertThat(packets)
        .extracting(SensorPacket::frontier)
        .containsExactly(
            Promise.NONE, Promise.NONE, Promise.NONE, 1_010_000L, 1_020_000L, 1_025_000L);
    assertThat(packets)
        .extracting(SensorPacket::time)
        .startsWith(1_000_000L, 1_000_000L, 1_000_000L);
    assertThat(packets).extracting(SensorPacket::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(report.packets()).isEqualTo(6);
    assertThat(report.events()).isEqualTo(2);
  }

  @Test
  void nothingIsPromisedWhereNothingWasPlayed() throws Exception {
    Playback.Report report = play(50_000);
    assertThat(packets).hasSize(3).allMatch(packet -> packet.frontier() == Promise.NONE);
    assertThat(report.events()).isZero();
  }

  @Test
  void aRehearsalEndsWithAShortRecording() throws Exception {
    try (Playlist playlist = playlist(0)) {
      Playback.rehearse(playlist, CUT, 1_000);
      assertThat(playlist.read(new PacketCutter(CUT, packets::add))).isFalse();
    }
  }
}
