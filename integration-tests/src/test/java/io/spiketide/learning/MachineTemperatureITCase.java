package io.spiketide.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spiketide.operator.EventFeed;
import io.spiketide.testing.SharedData;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Alarms on a machine's temperature, learned without labels, in the stage operator, from the
 * description {@code jobs/examples/machine-temperature.yaml}. Alarms that follow each other within
 * a day are one episode; those of the first 750 samples do not count, as in the benchmark that the
 * data is of.
 */
class MachineTemperatureITCase {
  private static final String SERIES = "machine_temperature_system_failure.csv";
  private static final int LEARNING = 750;
  private static final int TICKS_PER_DAY = 288;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]", java.util.Locale.ROOT);

  /** Ticks from the first to the last one. */
  private record Span(long from, long to) {
    boolean meets(Span other) {
      return from <= other.to && to >= other.from;
    }
  }

  @Test
  @DisplayName("alarms meet three of the four labelled windows, at most two lie outside")
  void alarms() throws Exception {
    List<LocalDateTime> times = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    List<String> lines = Files.readAllLines(SharedData.data("iot_nab/" + SERIES));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      times.add(LocalDateTime.parse(cells[0], TIME));
      values.add(Float.parseFloat(cells[1]));
    }
    List<Span> alarms = episodes(alarms(values));
    List<Span> windows = windows(times);

    long hit = windows.stream().filter(w -> alarms.stream().anyMatch(w::meets)).count();
    List<Span> outside = alarms.stream().filter(a -> windows.stream().noneMatch(a::meets)).toList();
    System.out.printf(
        "machine-temperature: %d of %d windows, %d episodes outside %s%n",
        hit, windows.size(), outside.size(), alarms);
    assertThat(windows).hasSize(4);
    assertThat(hit).isGreaterThanOrEqualTo(3);
    assertThat(outside).hasSizeLessThanOrEqualTo(2);
  }

  /** Ticks of the alarms; a tick is a sample. */
  private static List<Long> alarms(List<Float> values) throws Exception {
    try (EventFeed feed = new EventFeed(Examples.network("machine-temperature", 1))) {
      for (int tick = 0; tick < values.size(); tick++) {
        feed.event("temperature", tick, 0, values.get(tick));
        feed.send(tick + 1);
      }
      return feed.spikes("alarm").stream().map(EventFeed.Spike::tick).toList();
    }
  }

  private static List<Span> episodes(List<Long> alarms) {
    List<Span> episodes = new ArrayList<>();
    for (long alarm : alarms) {
      int last = episodes.size() - 1;
      if (alarm < LEARNING) {
        continue;
      } else if (last >= 0 && alarm - episodes.get(last).to() <= TICKS_PER_DAY) {
        episodes.set(last, new Span(episodes.get(last).from(), alarm));
      } else {
        episodes.add(new Span(alarm, alarm));
      }
    }
    return episodes;
  }

  private static List<Span> windows(List<LocalDateTime> times) throws Exception {
    JsonNode all =
        new ObjectMapper().readTree(SharedData.data("iot_nab/combined_windows.json").toFile());
    List<Span> windows = new ArrayList<>();
    for (JsonNode window : all.get("realKnownCause/" + SERIES)) {
      windows.add(
          new Span(index(times, window.get(0).asText()), index(times, window.get(1).asText())));
    }
    return windows;
  }

  private static long index(List<LocalDateTime> times, String time) {
    LocalDateTime at = LocalDateTime.parse(time, TIME);
    int i = 0;
    while (times.get(i).isBefore(at)) {
      i++;
    }
    return i;
  }
}
