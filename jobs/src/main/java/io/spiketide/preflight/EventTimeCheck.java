package io.spiketide.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** No sensor is ahead of its time; one that is behind cannot be told from a recording. */
final class EventTimeCheck extends Check {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  EventTimeCheck() {
    super("event-times");
  }

  @Override
  List<Finding> look(Surroundings around) {
    Surroundings.TopicFacts topics = around.topics();
    Long newest = topics == null ? null : topics.newestEventMillis();
    if (topics == null || newest == null) {
      return List.of();
    }
    Duration ahead = Duration.ofMillis(newest - topics.nowMillis());
    String topic = "topic " + around.settings().topics().sensorEvents() + ": ";
    if (ahead.compareTo(TOLERANCE) > 0) {
      return note(
          topic
              + "its newest event is of "
              + Instant.ofEpochMilli(newest)
              + ", "
              + ClockCheck.words(ahead)
              + " ahead of this host; set the sensor's clock (its decisions carry that time, and"
              + " lag cannot be measured)");
    }
    return good(topic + "its newest event is of " + Instant.ofEpochMilli(newest));
  }
}
