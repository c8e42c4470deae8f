package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;

/**
 * Lays samples whose times count from their own start one after another on one clock, and marks
 * each as an episode. Single-threaded.
 */
final class EpisodeTrack {
  private final ReadOptions options;
  private String id = "";
  private long start;
  private long last;

  EpisodeTrack(ReadOptions options) {
    this.options = options;
  }

  /**
   * A sample starts.
   *
   * @param label what the file knows it to show; the user's labels win
   */
  void start(String name, String label, EventSink sink) {
    id = name;
    last = start;
    String known = options.labels().of(name);
    sink.mark(EpisodeMark.start(start, name, known.isEmpty() ? label : known));
  }

  /** The time in µs on the common clock of a time that counts from the sample's start. */
  long micros(long sinceStart) {
    long micros = Math.addExact(start, sinceStart);
    last = Math.max(last, micros);
    return micros;
  }

  /**
   * The sample ends, after the length that the user gave, else after its own, but after its last
   * event at any rate.
   *
   * @param micros its own length; 0 if it ends with its last event
   */
  void end(long micros, EventSink sink) {
    Long told = options.episodeMicros();
    start = Math.max(Math.addExact(start, told == null ? micros : told), last + 1);
    sink.mark(EpisodeMark.end(start, id));
  }
}
