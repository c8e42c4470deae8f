package io.spiketide.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of real sensors, event by event as independent decoders read them. */
class RealRecordingsTest {
  private static final String EXPECTED = "expected/sensor_formats_dev/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt2_sample.raw",
        "evt3_sample.raw",
        "sample.aedat4",
        "dvs.es",
        "sample_ncars.dat",
        "IMU_translBoxes.aedat",
        "NTIDIGITS_1.bs1",
        "sample_nmnist.bin"
      })
  void everyEventIsThatOfTheOtherDecoders(String name) throws Exception {
    Path file = SharedData.data("sensor_formats_dev/" + name);
    JsonNode expected =
        new ObjectMapper().readTree(SharedData.data(EXPECTED + "summary.json").toFile()).get(name);
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      PixelColumns columns = new PixelColumns(recording.header().shape());
      EventDigest digest = new EventDigest(recording.header().shape());
      CollectingSink first = new CollectingSink();
      Tally tally = new Tally(columns);
      recording.readAll(new Tee(digest, first, tally));
      assertThat(tally.events).isEqualTo(expected.get("events").asLong());
      assertThat(tally.on).isEqualTo(expected.get("on").asLong());
      assertThat(tally.first).isEqualTo(expected.get("t_first").asLong());
      assertThat(tally.last).isEqualTo(expected.get("t_last").asLong());
      assertThat(tally.sumX).isEqualTo(expected.get("sum_x").asLong());
      assertThat(tally.sumY).isEqualTo(expected.get("sum_y").asLong());
      for (Map.Entry<String, String> column : digest.hex().entrySet()) {
        assertThat(column.getValue())
            .as(column.getKey())
            .isEqualTo(expected.get("sha256_" + column.getKey() + "_i64le").asText());
      }
      assertThat(tally.plain).isTrue();
      assertFirst(name, first, columns);
      assertThat(recording.skipped()).isEmpty();
    }
  }

  private static void assertFirst(String name, CollectingSink sink, PixelColumns columns)
      throws Exception {
    List<String> lines = Files.readAllLines(SharedData.data(EXPECTED + name + ".first100.csv"));
    assertThat(lines).hasSize(101);
    for (int i = 0; i < 100; i++) {
      CollectingSink.Event event = sink.events.get(i);
      int address = event.address();
      assertThat(
              event.micros()
                  + ","
                  + columns.x(address)
                  + ","
                  + columns.y(address)
                  + ","
                  + (columns.isOn(address) ? 1 : 0))
          .isEqualTo(lines.get(1 + i));
    }
  }

  @Test
  void camerasTellTheirSizeWhereTheyCan() throws Exception {
    assertThat(shapeOf("evt2_sample.raw")).containsExactly(2, 480, 640);
    assertThat(shapeOf("evt3_sample.raw")).containsExactly(2, 720, 1280);
    assertThat(shapeOf("sample.aedat4")).containsExactly(2, 240, 320);
    assertThat(shapeOf("dvs.es")).containsExactly(2, 240, 320);
    assertThat(shapeOf("IMU_translBoxes.aedat")).containsExactly(2, 180, 240);
    assertThat(shapeOf("sample_ncars.dat")).containsExactly(2, 1 << 14, 1 << 14);
  }

  private static List<Integer> shapeOf(String name) throws SensorException {
    Path file = SharedData.data("sensor_formats_dev/" + name);
    try (EventRecording recording = SensorFormats.open(file, ReadOptions.DEFAULT)) {
      return recording.header().shape();
    }
  }

  /** Counts and sums. */
  private static final class Tally implements EventSink {
    private final PixelColumns columns;
    private long events;
    private long on;
    private long first;
    private long last;
    private long sumX;
    private long sumY;
    private boolean plain = true;

    Tally(PixelColumns columns) {
      this.columns = columns;
    }

    @Override
    public void event(long micros, int address, float value) {
      first = events == 0 ? micros : first;
      last = micros;
      events++;
      on += columns.isOn(address) ? 1 : 0;
      sumX += columns.x(address);
      sumY += columns.y(address);
      plain &= value == 1;
    }

    @Override
    public void mark(io.spiketide.schema.EpisodeMark mark) {
      throw new IllegalStateException("none of these recordings has episodes");
    }

    @Override
    public void dropped(long lost) {
      throw new IllegalStateException("none of these recordings reports losses");
    }
  }
}
