package io.spiketide.sensor;

import io.spiketide.schema.EpisodeMark;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An open text table of {@link CsvFormat}. */
final class CsvRecording implements EventRecording {
  private static final int BATCH = 4096;
  private static final int MOST_LINE = 1 << 16;

  private final Path file;
  private final ByteSource source;
  private final Map<String, Long> skipped = new LinkedHashMap<>();
  private final CsvColumns columns;
  private final CsvAddress address;
  private final ReadOptions options;
  private final CsvFields fields;
  private long line;
  private boolean ended;

  private @Nullable String sample;
  private long sampleStart;
  private long lastMicros = Long.MIN_VALUE;

  CsvRecording(
      Path file,
      ByteSource source,
      CsvColumns columns,
      CsvAddress address,
      ReadOptions options,
      boolean hasHeader)
      throws SensorException {
    this.file = file;
    this.source = source;
    this.columns = columns;
    this.address = address;
    this.options = options;
    this.fields = new CsvFields(columns.separator());
    if (hasHeader) {
      nextLine();
    }
  }

  @Override
  public RecordingHeader header() {
    boolean relative = columns.sample() >= 0 || columns.step() >= 0;
    OptionalLong origin = relative ? OptionalLong.of(0) : OptionalLong.empty();
    return new RecordingHeader("csv", options.shape(), origin, columns.sample() >= 0);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (ended) {
      return false;
    }
    for (int i = 0; i < BATCH; i++) {
      String text = nextLine();
      if (text == null) {
        ended = true;
        endSample(sink);
        return true;
      }
      if (!text.isBlank()) {
        tryEvent(text, sink);
      }
    }
    return true;
  }

  private @Nullable String nextLine() throws SensorException {
    line++;
    return source.ensure(1) == 0 ? null : source.line(MOST_LINE);
  }

  /** A line that cannot be read is refused, or left out and counted. */
  private void tryEvent(String text, EventSink sink) throws SensorException {
    try {
      event(text, sink);
    } catch (SensorException e) {
      if (!options.keepGoing()) {
        throw e;
      }
      skipped.merge("lines that cannot be read", 1L, Long::sum);
    }
  }

  private void event(String text, EventSink sink) throws SensorException {
    fields.split(text);
    if (fields.size() < columns.count()) {
      throw fault(
          fields.size() + " columns where " + columns.count() + " are needed", "complete the line");
    }
    if (columns.sample() >= 0 && !fields.text(columns.sample()).equals(sample)) {
      endSample(sink);
      startSample(fields.text(columns.sample()), sink);
    }
    long micros = onClock(time());
    checkTime(micros);
    int place = place();
    float value = value();
    lastMicros = micros;
    sink.event(micros, place, value);
  }

  private long onClock(long sinceStart) throws SensorException {
    try {
      return Math.addExact(sampleStart, sinceStart);
    } catch (ArithmeticException e) {
      throw fault("the time does not fit 64 bits of µs", "check the unit of time");
    }
  }

  private long time() throws SensorException {
    try {
      if (columns.step() >= 0 && options.stepMicros() != null) {
        long step = CsvAddress.whole(fields, columns.step(), "step");
        return Math.multiplyExact(step, options.stepMicros());
      }
      return options.timeUnit().toMicros(fields.text(columns.t()));
    } catch (NumberFormatException e) {
      throw fault(
          "'" + fields.text(columns.t()) + "' in column 't' is no number", "correct the line");
    } catch (ArithmeticException e) {
      throw fault("the time does not fit 64 bits of µs", "check the unit of time");
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()), "correct the line");
    }
  }

  private int place() throws SensorException {
    try {
      return address.of(fields);
    } catch (IllegalArgumentException e) {
      throw fault(String.valueOf(e.getMessage()), "correct the line or the shape");
    }
  }

  private float value() throws SensorException {
    if (columns.value() < 0) {
      return 1;
    }
    String text = fields.text(columns.value());
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw fault("'" + text + "' in column 'value' is no number", "correct the line");
    }
  }

  private void checkTime(long micros) throws SensorException {
    if (micros < lastMicros && !options.keepGoing()) {
      throw fault(
          "time stamp runs back by " + (lastMicros - micros) + " µs",
          "sort the lines by time, or give --keep-going to go on");
    }
    if (micros < lastMicros) {
      skipped.merge("events earlier than one before them (kept)", 1L, Long::sum);
    }
    Long length = options.episodeMicros();
    if (sample != null && length != null && micros - sampleStart >= length) {
      throw fault(
          "event at " + (micros - sampleStart) + " µs of an episode of " + length + " µs",
          "give a longer --episode");
    }
  }

  private void startSample(String name, EventSink sink) {
    sample = name;
    lastMicros = sampleStart;
    String told = options.labels().of(name);
    String label = told.isEmpty() && columns.label() >= 0 ? fields.text(columns.label()) : told;
    sink.mark(EpisodeMark.start(sampleStart, name, label));
  }

  /** Ends the open sample after its declared length, else one step (or µs) after its last event. */
  private void endSample(EventSink sink) {
    if (sample == null) {
      return;
    }
    Long length = options.episodeMicros();
    Long step = options.stepMicros();
    long end = lastMicros + (step == null ? 1 : step);
    sampleStart = length == null ? end : sampleStart + length;
    sink.mark(EpisodeMark.end(sampleStart, sample));
    sample = null;
  }

  private SensorException fault(String fault, String mend) {
    return SensorException.atLine(file, line, fault, mend);
  }

  @Override
  public Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }

  @Override
  public void close() {
    source.close();
  }
}
