package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Several recordings of one sensor, one after another on a common clock, with each file an episode
 * if wanted. One file is open at a time.
 */
public final class Playlist implements EventRecording {
  private final List<Path> files;
  private final ReadOptions options;
  private final PlaylistClock clock;
  private final boolean filesAreEpisodes;
  private final RecordingHeader header;

  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private final Map<String, Long> besides = new LinkedHashMap<>();
  private int next;
  private long cursor;
  private @Nullable EventRecording open;
  private @Nullable ShiftedSink shifted;

  /**
   * @param files at least one; all must have the same shape
   * @param filesAreEpisodes whether each file that marks no episodes is made one, named after the
   *     file
   * @throws SensorException if the first file cannot be opened
   */
  public Playlist(
      List<Path> files, ReadOptions options, PlaylistClock clock, boolean filesAreEpisodes)
      throws SensorException {
    this.files = List.copyOf(files);
    this.options = options;
    this.clock = clock;
    this.filesAreEpisodes = filesAreEpisodes;
    cursor = clock.startMicros().orElse(0);
    open = SensorFormats.open(this.files.get(0), options);
    header = open.header();
  }

  /** The header of the first file, on the common clock. */
  @Override
  public RecordingHeader header() {
    return new RecordingHeader(
        header.format(),
        header.shape(),
        clock.startMicros(),
        header.hasEpisodes() || filesAreEpisodes);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (next == files.size()) {
      return false;
    }
    if (open == null) {
      open = openNext();
    }
    if (shifted == null) {
      shifted = new ShiftedSink(sink, open.header());
    }
    if (!open.read(shifted)) {
      shifted.finish();
      cursor = clock.after(shifted.endMicros());
      sum(skipped, open.skipped());
      sum(besides, open.besides());
      open.close();
      open = null;
      shifted = null;
      next++;
    }
    return true;
  }

  private static void sum(Map<String, Long> into, Map<String, Long> counts) {
    counts.forEach((what, count) -> into.merge(what, count, Long::sum));
  }

  /** Of the files that are read to their end. */
  @Override
  public Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }

  /** Of the files that are read to their end. */
  @Override
  public Map<String, Long> besides() {
    return Collections.unmodifiableMap(besides);
  }

  private EventRecording openNext() throws SensorException {
    Path file = files.get(next);
    EventRecording recording = SensorFormats.open(file, options);
    if (!recording.header().shape().equals(header.shape())) {
      recording.close();
      throw SensorException.ofFile(
          file,
          "shape " + recording.header().shape() + " differs from " + header.shape() + " before it",
          "replay recordings of different sensors apart");
    }
    return recording;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Moves one file's times to the cursor and puts the marks of its episode around it. */
  private final class ShiftedSink implements EventSink {
    private final EventSink target;
    private final boolean isEpisode;
    private final String episode;
    private OptionalLong origin;
    private long shift;
    private boolean started;
    private long last;

    ShiftedSink(EventSink target, RecordingHeader file) {
      this.target = target;
      isEpisode = filesAreEpisodes && !file.hasEpisodes();
      episode = String.valueOf(files.get(next).getFileName());
      origin = file.originMicros();
    }

    @Override
    public void event(long micros, int address, float value) {
      start(micros);
      last = Math.max(last, micros + shift);
      target.event(micros + shift, address, value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      start(mark.time());
      last = Math.max(last, mark.time() + shift);
      target.mark(new EpisodeMark(mark.kind(), mark.time() + shift, mark.id(), mark.label()));
    }

    @Override
    public void dropped(long events) {
      target.dropped(events);
    }

    private void start(long firstMicros) {
      if (started) {
        return;
      }
      started = true;
      origin = OptionalLong.of(origin.orElse(firstMicros));
      shift = clock.startMicros().isPresent() ? cursor - origin.getAsLong() : 0;
      last = origin.getAsLong() + shift;
      if (isEpisode) {
        target.mark(EpisodeMark.start(last, episode, options.labels().of(episode)));
      }
    }

    void finish() {
      start(origin.orElse(cursor));
      if (isEpisode) {
        target.mark(EpisodeMark.end(endMicros(), episode));
      }
    }

    /** The end of the file on the common clock, exclusive. */
    long endMicros() {
      Long length = options.episodeMicros();
      if (isEpisode && length != null) {
        return Math.max(origin.orElse(0) + shift + length, last + 1);
      }
      return isEpisode ? last + 1 : last;
    }
  }
}
