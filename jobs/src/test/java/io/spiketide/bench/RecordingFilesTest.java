package io.spiketide.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.SensorFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingFilesTest {
  private static final int NUMBER = 20_000;

  @TempDir Path folder;

  @Test
  void everyFormatIsMeasured() {
    assertThat(recordings().map(RecordingFiles.Recorded::format).distinct())
        .containsExactlyInAnyOrderElementsOf(SensorFormats.names());
  }

  static Stream<RecordingFiles.Recorded> recordings() {
    return new RecordingFiles(NUMBER).all().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aFileHoldsWhatItSaysAndIsOfItsFormat(RecordingFiles.Recorded recorded) throws Exception {
    Path file = folder.resolve(recorded.file());
    int number = recorded.maker().write(file);
    Counted counted = new Counted();
    try (EventRecording recording = SensorFormats.open(file, recorded.options())) {
      assertThat(recording.header().format()).isEqualTo(recorded.format());
      recording.readAll(counted);
      assertThat(recording.besides()).isEmpty();
    }
    assertThat(counted.events).isEqualTo(number).isPositive();
    // cameras have the same events
    CameraEvents camera = new CameraEvents(NUMBER);
    if (List.of("evt2", "evt21", "evt3", "dat", "aedat2", "aedat3", "aedat4", "es", "csv")
        .contains(recorded.format())) {
      long addresses = 0;
      for (int i = 0; i < NUMBER; i++) {
        addresses += camera.address(i) + camera.micros[i];
      }
      assertThat(counted.sum).isEqualTo(addresses);
    }
  }

  private static final class Counted implements EventSink {
    private long events;
    private long sum;

    @Override
    public void event(long micros, int address, float value) {
      events++;
      sum += micros + address;
    }

    @Override
    public void mark(EpisodeMark mark) {
      // any will do
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("nothing is lost");
    }
  }
}
