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
  private final Excerpt excerpt;
  private final RecordingHeader header;

  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private final Map<String, Long> besides = new LinkedHashMap<>();
  private int next;
  private long round = 1;
  private long bytesBefore;
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
    this(files, options, clock, filesAreEpisodes, Excerpt.WHOLE);
  }

  /**
   * The same for an excerpt of each.
   *
   * @throws IllegalArgumentException if there is a region and the sensor has no such pixels
   */
  public Playlist(
      List<Path> files,
      ReadOptions options,
      PlaylistClock clock,
      boolean filesAreEpisodes,
      Excerpt excerpt)
      throws SensorException {
    this.files = List.copyOf(files);
    this.options = options;
    this.clock = clock;
    this.filesAreEpisodes = filesAreEpisodes;
    this.excerpt = excerpt;
    if (excerpt.rounds() > 1 && clock.startMicros().isEmpty()) {
      throw new IllegalArgumentException(
          "a list that is played again cannot have the times that were recorded");
    }
    cursor = clock.startMicros().orElse(0);
    open = SensorFormats.open(this.files.get(0), options);
    header = open.header();
    Excerpt.Region region = excerpt.region();
    if (region != null) {
      try {
        region.checkWithin(header.shape());
      } catch (IllegalArgumentException e) {
        open.close();
        throw e;
      }
    }
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
    shifted.beginBatch();
    if (!open.read(shifted) || shifted.isBeyond()) {
      shifted.finish();
      cursor = clock.after(shifted.endMicros());
      bytesBefore += open.bytesRead();
      sum(skipped, open.skipped());
      sum(besides, open.besides());
      open.close();
      open = null;
      shifted = null;
      advance();
    }
    return true;
  }

  private void advance() {
    next++;
    if (next == files.size() && round < excerpt.rounds()) {
      round++;
      next = 0;
    }
  }

  /** Recordings of a round. */
  public int files() {
    return files.size();
  }

  /** Which time the list is being played, from 1. */
  public long round() {
    return round;
  }

  /** Bytes read of all files so far. */
  @Override
  public long bytesRead() {
    EventRecording current = open;
    return bytesBefore + (current == null ? 0 : current.bytesRead());
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
    private final Excerpt.@Nullable Region region = excerpt.region();
    private final int width;
    private final int height;
    private OptionalLong origin;
    private long shift;
    private long from = Long.MIN_VALUE;
    private long to = Long.MAX_VALUE;
    private boolean started;
    private long last;
    private @Nullable EpisodeMark begunBefore;
    private @Nullable String openEpisode;
    private long batchEvents;
    private long batchBeyond;

    ShiftedSink(EventSink target, RecordingHeader file) {
      this.target = target;
      isEpisode = filesAreEpisodes && !file.hasEpisodes();
      String name = String.valueOf(files.get(next).getFileName());
      episode = round == 1 ? name : name + "#" + round;
      origin = file.originMicros();
      List<Integer> shape = file.shape();
      width = region == null ? 1 : shape.get(shape.size() - 1);
      height = region == null ? 1 : shape.get(shape.size() - 2);
    }

    /** Some events follow. */
    void beginBatch() {
      batchEvents = 0;
      batchBeyond = 0;
    }

    /** Whether all events of the batch, and so all that follow, lie behind the excerpt. */
    boolean isBeyond() {
      return batchEvents > 0 && batchBeyond == batchEvents;
    }

    @Override
    public void event(long micros, int address, float value) {
      start(micros);
      batchEvents++;
      if (micros >= to) {
        batchBeyond++;
        return;
      }
      if (micros < from || (region != null && !region.contains(address, width, height))) {
        return;
      }
      takeUpEpisode();
      last = Math.max(last, micros + shift);
      target.event(micros + shift, address, value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      start(mark.time());
      boolean begins = mark.kind() == EpisodeMark.Kind.START;
      if (mark.time() < from) {
        begunBefore = begins ? mark : null;
      } else if (mark.time() < to || (!begins && openEpisode != null)) {
        takeUpEpisode();
        send(mark, Math.min(mark.time(), to));
      }
    }

    /** An episode that began before the excerpt begins with it. */
    private void takeUpEpisode() {
      EpisodeMark mark = begunBefore;
      if (mark != null) {
        begunBefore = null;
        send(mark, from);
      }
    }

    private void send(EpisodeMark mark, long micros) {
      last = Math.max(last, micros + shift);
      String id = round == 1 ? mark.id() : mark.id() + "#" + round;
      openEpisode = mark.kind() == EpisodeMark.Kind.START ? id : null;
      target.mark(new EpisodeMark(mark.kind(), micros + shift, id, mark.label()));
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
      if (excerpt.fromMicros() > 0) {
        from = origin.getAsLong() + excerpt.fromMicros();
      }
      if (excerpt.toMicros() < Long.MAX_VALUE) {
        to = origin.getAsLong() + excerpt.toMicros();
      }
      long begin = origin.getAsLong() + excerpt.fromMicros();
      shift = clock.startMicros().isPresent() ? cursor - begin : 0;
      last = begin + shift;
      if (isEpisode) {
        String file = String.valueOf(files.get(next).getFileName());
        target.mark(EpisodeMark.start(last, episode, options.labels().of(file)));
      }
    }

    void finish() {
      start(origin.orElse(cursor));
      String open = openEpisode;
      if (isEpisode) {
        target.mark(EpisodeMark.end(endMicros(), episode));
      } else if (open != null && to < Long.MAX_VALUE) {
        last = Math.max(last, to + shift);
        target.mark(EpisodeMark.end(last, open));
      }
    }

    /** The end of the file on the common clock, exclusive. */
    long endMicros() {
      Long length = options.episodeMicros();
      if (isEpisode && length != null) {
        long end = Math.min(length, excerpt.toMicros());
        return Math.max(origin.orElse(0) + shift + end, last + 1);
      }
      return isEpisode ? last + 1 : last;
    }
  }
}
