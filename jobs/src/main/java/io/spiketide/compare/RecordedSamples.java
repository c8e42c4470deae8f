package io.spiketide.compare;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import io.spiketide.time.TimeBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded input by the name of the sample: the episodes of a recording, the one sample of a
 * recording without episodes (called by its file), or the files of a folder.
 */
public final class RecordedSamples {
  private final Path path;
  private final ReadOptions options;
  private final TimeBase time;
  private final Map<String, List<Event>> loaded = new LinkedHashMap<>();

  /**
   * An event.
   *
   * @param tick counted from the start of the sample
   * @param address row-major flat index into the input's shape
   * @param value its value; 1 for a plain event
   */
  public record Event(long tick, int address, double value) {}

  private RecordedSamples(Path path, ReadOptions options, TimeBase time) {
    this.path = path;
    this.options = options;
    this.time = time;
  }

  /**
   * Opens a recording, or a folder of them.
   *
   * @param options for a table with a step column, steps are ticks unless it says otherwise
   * @throws SensorException if the recording cannot be read
   */
  public static RecordedSamples open(Path path, ReadOptions options, TimeBase time)
      throws SensorException {
    ReadOptions stepped =
        options.stepMicros() == null ? options.withStepMicros(time.tickMicros()) : options;
    RecordedSamples samples = new RecordedSamples(path, stepped, time);
    if (!Files.isDirectory(path)) {
      samples.load(path);
    }
    return samples;
  }

  /** Names of the samples that have been read: all of a recording, or those asked for. */
  public List<String> names() {
    return List.copyOf(loaded.keySet());
  }

  /**
   * The events of a sample, by tick.
   *
   * @throws SensorException if a file of the folder cannot be read
   * @throws CompareException if there is no such sample
   */
  public List<Event> sample(String name) throws SensorException, CompareException {
    if (!loaded.containsKey(name) && Files.isRegularFile(path.resolve(name))) {
      load(path.resolve(name));
    }
    List<Event> events = loaded.get(name);
    if (events == null) {
      String known = Files.isDirectory(path) ? "its files" : "one of " + names();
      throw new CompareException(path.toString(), "has no sample '" + name + "'", "use " + known);
    }
    return events;
  }

  private void load(Path file) throws SensorException {
    Collector collector = new Collector(file.getFileName().toString());
    try (EventRecording recording = SensorFormats.open(file, options)) {
      recording.readAll(collector);
    }
    collector.end();
  }

  /** Cuts a recording into samples at its marks. */
  private final class Collector implements EventSink {
    private String name;
    private long startMicros;
    private boolean marked;
    private List<Event> events = new ArrayList<>();

    Collector(String name) {
      this.name = name;
    }

    @Override
    public void event(long micros, int address, float value) {
      events.add(new Event(time.tickOf(micros - startMicros), address, value));
    }

    @Override
    public void mark(EpisodeMark mark) {
      if (mark.kind() == EpisodeMark.Kind.START) {
        name = mark.id();
        startMicros = mark.time();
        events = new ArrayList<>();
        marked = true;
      } else if (mark.kind() == EpisodeMark.Kind.END) {
        loaded.put(name, events);
        events = new ArrayList<>();
      }
    }

    @Override
    public void dropped(long lost) {
      // What the sensor lost is missing in the recording of the other simulator, too.
    }

    void end() {
      if (!marked) {
        loaded.put(name, events);
      }
    }
  }
}
