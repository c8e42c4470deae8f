package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest {
  @TempDir Path folder;

  @Test
  void theTouchRecordingsAreSeventyEpisodesOfTheirLetters() throws Exception {
    Labels letters = Labels.read(SharedData.data("braille_dev/labels.csv"), "letter");
    ReadOptions options =
        ReadOptions.DEFAULT
            .withShape(12)
            .withStepMicros(5_000)
            .withEpisodeMicros(1_280_000)
            .withLabels(letters);
    CollectingSink sink = read(SharedData.data("braille_dev/events.csv"), options);
    assertThat(sink.events).hasSize(48_109);
    assertThat(sink.marks).hasSize(140);
    assertThat(sink.marks.get(0)).isEqualTo(EpisodeMark.start(0, "0", "U"));
    assertThat(sink.marks.get(1)).isEqualTo(EpisodeMark.end(1_280_000, "0"));
    assertThat(sink.marks.get(138).time()).isEqualTo(69 * 1_280_000L);
    assertThat(sink.events.get(0)).isEqualTo(new CollectingSink.Event(5_000, 2, 1));
    assertThat(sink.events).allMatch(e -> e.micros() % 5_000 == 0);
  }

  @Test
  void columnsMayComeInAnyOrderAndOthersAreSkipped() throws Exception {
    Path file = write("y;note;p;t;x", "1;a;1;10;2", "0;b;0;20;3");
    CollectingSink sink = read(file, ReadOptions.DEFAULT.withShape(2, 2, 4));
    assertThat(sink.events)
        .containsExactly(
            new CollectingSink.Event(10, (2 + 1) * 4 + 2, 1), new CollectingSink.Event(20, 3, 1));
  }

  @Test
  void declaredColumnsNeedNoHeaderAndKnowUnits() throws Exception {
    Path file = write("0.0000123,5,2.5", "0.001,6,1");
    ReadOptions options =
        ReadOptions.DEFAULT.withColumns("t", "address", "value").withTimeUnit(TimeUnits.S);
    assertThat(read(file, options).events)
        .containsExactly(
            new CollectingSink.Event(12, 5, 2.5f), new CollectingSink.Event(1_000, 6, 1));
  }

  @Test
  void anEpisodeWithoutDeclaredLengthEndsAfterItsLastStep() throws Exception {
    Path file = write("sample,step,channel", "a,0,1", "a,3,1", "b,1,0");
    CollectingSink sink = read(file, ReadOptions.DEFAULT.withStepMicros(1_000));
    assertThat(sink.marks)
        .containsExactly(
            EpisodeMark.start(0, "a", ""),
            EpisodeMark.end(4_000, "a"),
            EpisodeMark.start(4_000, "b", ""),
            EpisodeMark.end(6_000, "b"));
    assertThat(sink.events.get(2).micros()).isEqualTo(5_000);
  }

  @Test
  void aBadLineIsNamedWithItsNumberAndField() throws Exception {
    Path file = write("t,address", "1,2", "2,two");
    assertThatThrownBy(() -> read(file, ReadOptions.DEFAULT))
        .isInstanceOf(SensorException.class)
        .hasMessage(
            file
                + ":3: 'two' in column 'address' is no whole number; correct the line or the"
                + " shape");
  }

  @Test
  void everyKindOfDamageHasAMessageOfItsOwn() throws Exception {
    ReadOptions twelve = ReadOptions.DEFAULT.withShape(12).withStepMicros(5).withEpisodeMicros(50);
    assertFault(twelve, "address 12 is outside 0..11", "t,address", "1,12");
    assertFault(twelve, ":2: 1 columns where 2 are needed", "t,address", "1");
    assertFault(twelve, ":3: time stamp runs back by 4 µs", "t,address", "5,1", "1,1");
    assertFault(twelve, "'x' in column 't' is no number", "t,address", "x,1");
    assertFault(twelve, "does not fit 64 bits", "step,address", Long.MAX_VALUE + ",1");
    assertFault(twelve, "event at 50 µs of an episode of 50 µs", "sample,step,address", "a,10,1");
    assertFault(ReadOptions.DEFAULT, "give it, such as --step 5 ms", "step,address", "1,1");
    assertFault(ReadOptions.DEFAULT, "give it, such as --shape 2x34x34", "t,x,y,p", "1,1,1,1");
    assertFault(
        ReadOptions.DEFAULT.withColumns("t", "place"), "unknown column 'place'; use [t,", "1,2");
    assertFault(
        ReadOptions.DEFAULT.withColumns("t", "x"), "name the columns with --columns", "1,2");
  }

  private void assertFault(ReadOptions options, String message, String... lines)
      throws IOException {
    Path file = write(lines);
    assertThatThrownBy(() -> read(file, options))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining(message);
  }

  private Path write(String... lines) throws IOException {
    return Files.writeString(folder.resolve("events.csv"), String.join("\n", lines) + "\n");
  }

  private static CollectingSink read(Path file, ReadOptions options) throws SensorException {
    try (EventRecording recording = SensorFormats.open(file, options)) {
      CollectingSink sink = new CollectingSink();
      recording.readAll(sink);
      return sink;
    }
  }
}
