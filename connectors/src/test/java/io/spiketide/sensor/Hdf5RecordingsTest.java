package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that h5py and PyTables wrote; {@code make-hdf5.py} beside them says how. */
class Hdf5RecordingsTest {

  @ParameterizedTest
  @CsvSource({"lists.h5,45275,48757", "lists-pytables.h5,45288,48767"})
  void listsOfSpikesAreEpisodesWithTheirLabels(String name, long first, long second)
      throws Exception {
    CollectingSink sink = ReadRecording.all(resource(name));
    assertThat(sink.events).hasSize(12 + 30 + 7);
    assertThat(sink.events.get(0)).isEqualTo(new CollectingSink.Event(first, 197, 1));
    assertThat(sink.events.get(1)).isEqualTo(new CollectingSink.Event(second, 304, 1));
    assertThat(sink.marks).hasSize(8);
    assertThat(sink.marks.get(0)).isEqualTo(EpisodeMark.start(0, "0", "3"));
    long end = sink.events.get(11).micros() + 1;
    assertThat(sink.marks.get(1)).isEqualTo(EpisodeMark.end(end, "0"));
    assertThat(sink.marks.get(2)).isEqualTo(EpisodeMark.start(end, "1", "1"));
    assertThat(sink.marks.get(3)).isEqualTo(EpisodeMark.end(end + 1, "1"));
    assertThat(sink.events.get(12)).isEqualTo(new CollectingSink.Event(end + 1 + 1199, 537, 1));
  }

  @Test
  void episodesLastAsLongAsTheUserSays() throws Exception {
    ReadOptions options = ReadOptions.DEFAULT.withEpisodeMicros(1_000_000);
    CollectingSink sink = ReadRecording.all(resource("lists.h5"), options);
    assertThat(sink.marks.get(7)).isEqualTo(EpisodeMark.end(4_000_000, "3"));
  }

  @Test
  void aChannelBeyondTheSensorIsRefusedOrCounted() throws Exception {
    ReadOptions small = ReadOptions.DEFAULT.withShape(600);
    assertThatThrownBy(() -> ReadRecording.all(resource("lists.h5"), small))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining("lists.h5: sample 0, spike 3: address 681.0 is outside 0..599; give");
    try (EventRecording recording =
        SensorFormats.open(resource("lists.h5"), small.keepingGoing())) {
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      assertThat(recording.skipped().get("events outside the sensor"))
          .isEqualTo(49 - sink.events.size());
    }
  }

  @Test
  void eventsOfANirNodeAreRead() throws Exception {
    ReadOptions options = ReadOptions.DEFAULT.withPart("lif1/spikes");
    CollectingSink sink = ReadRecording.all(resource("nirdata.nir"), options);
    assertThat(sink.events)
        .containsExactly(
            new CollectingSink.Event(1_000, 0, 1),
            new CollectingSink.Event(2_000, 2, 1),
            new CollectingSink.Event(2_500, 1, 1),
            new CollectingSink.Event(5_500, 1, 1),
            new CollectingSink.Event(9_000, 1, 1));
    assertThat(sink.marks)
        .containsExactly(
            EpisodeMark.start(0, "0", ""),
            EpisodeMark.end(5_000, "0"),
            EpisodeMark.start(5_000, "1", ""),
            EpisodeMark.end(10_000, "1"));
  }

  @Test
  void valuesOfANirNodeAreRead() throws Exception {
    ReadOptions events = ReadOptions.DEFAULT.withPart("input/valued");
    assertThat(ReadRecording.all(resource("nirdata.nir"), events).events)
        .containsExactly(
            new CollectingSink.Event(1_000, 1, .5f), new CollectingSink.Event(3_000, 0, -2));
    ReadOptions grid = ReadOptions.DEFAULT.withPart("lif1/v");
    CollectingSink sink = ReadRecording.all(resource("nirdata.nir"), grid);
    assertThat(sink.events).hasSize(12);
    assertThat(sink.events.get(0)).isEqualTo(new CollectingSink.Event(0, 0, 0));
    assertThat(sink.events.get(11)).isEqualTo(new CollectingSink.Event(3_000, 2, 11 / 8f));
  }

  @Test
  void marksOnAGridAreEventsWhereTheyAreSet() throws Exception {
    ReadOptions options = ReadOptions.DEFAULT.withPart("input/spikes");
    assertThat(ReadRecording.all(resource("nirdata.nir"), options).events)
        .containsExactly(
            new CollectingSink.Event(1_000, 0, 1),
            new CollectingSink.Event(4_000, 1, 1),
            new CollectingSink.Event(5_000, 1, 1));
  }

  @Test
  void whoeverDoesNotChooseIsToldWhatThereIs() {
    assertThatThrownBy(() -> ReadRecording.all(resource("nirdata.nir")))
        .isInstanceOf(SensorException.class)
        .hasMessageEndingWith(
            "nirdata.nir: there are 4 observables; use --part with one of [input/spikes,"
                + " input/valued, lif1/spikes, lif1/v]");
  }

  private static Path resource(String name) throws Exception {
    URL url = Hdf5RecordingsTest.class.getResource(name);
    return Path.of(Objects.requireNonNull(url, name).toURI());
  }
}
