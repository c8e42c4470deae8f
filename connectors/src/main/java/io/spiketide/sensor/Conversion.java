package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Copies a recording into a file of another format, event by event. */
public final class Conversion {
  private Conversion() {}

  /**
   * What was copied.
   *
   * @param shiftMicros what was taken from every time, in µs
   * @param leftOut what the new format has no place for
   * @param skipped what was damaged and passed over
   * @param besides what the recording holds beside the stream that was copied
   */
  public record Report(
      long events,
      long marks,
      long shiftMicros,
      Map<String, Long> leftOut,
      Map<String, Long> skipped,
      Map<String, Long> besides) {}

  /**
   * Copies a recording to its end. If that fails, no file is left.
   *
   * @param rebase whether the first event or mark shall be at 0
   * @throws SensorException if the recording is damaged, or does not fit the format
   */
  public static Report run(
      EventRecording recording, Path target, WritableFormat format, boolean rebase)
      throws SensorException {
    RecordingHeader header = rebase ? recording.header().withoutOrigin() : recording.header();
    RecordingWriter writer = format.create(target, header);
    boolean complete = false;
    try {
      Copy copy = new Copy(writer, rebase);
      recording.readAll(copy);
      writer.close();
      complete = true;
      return new Report(
          copy.events,
          copy.marks,
          copy.shift,
          writer.leftOut(),
          recording.skipped(),
          recording.besides());
    } catch (UncheckedSensorException e) {
      throw e.fault();
    } finally {
      if (!complete) {
        abandon(writer, target);
      }
    }
  }

  /** The fault that led here is told already; what goes wrong now is less. */
  private static void abandon(RecordingWriter writer, Path target) {
    try {
      writer.close();
    } catch (SensorException | UncheckedSensorException e) {
      // the file goes anyway
    }
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      // it is left, incomplete
    }
  }

  private static final class Copy implements EventSink {
    private final EventSink target;
    private boolean rebases;
    private long shift;
    private long events;
    private long marks;

    Copy(EventSink target, boolean rebase) {
      this.target = target;
      rebases = rebase;
    }

    private void start(long micros) {
      if (rebases) {
        shift = micros;
        rebases = false;
      }
    }

    @Override
    public void event(long micros, int address, float value) {
      start(micros);
      events++;
      target.event(micros - shift, address, value);
    }

    @Override
    public void mark(EpisodeMark mark) {
      start(mark.time());
      marks++;
      target.mark(new EpisodeMark(mark.kind(), mark.time() - shift, mark.id(), mark.label()));
    }

    @Override
    public void dropped(long lost) {
      target.dropped(lost);
    }
  }
}
