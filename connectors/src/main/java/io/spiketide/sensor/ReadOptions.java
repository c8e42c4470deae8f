package io.spiketide.sensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about recordings that the files do not say themselves. Formats ignore what
 * they have no use for.
 *
 * @param format name of the format, if the content does not tell; null to look at the content
 * @param stream what of the recording is read
 * @param part which part of a file that holds several: a camera's number, a variable, a node and
 *     observable; null for the only or the usual one
 * @param shape the sensor's shape, such as {@code [2, 34, 34]}; empty if the file tells
 * @param columns names of a text file's columns, in order; empty if its first line names them
 * @param timeUnit unit of a text file's time column
 * @param stepMicros length in µs of what a text file's step column counts; null without one
 * @param episodeMicros length in µs of every episode; null for as long as its events last
 * @param labels labels of episodes by name
 * @param keepGoing skip and count what is damaged, instead of refusing the file
 */
public record ReadOptions(
    @Nullable String format,
    SensorStream stream,
    @Nullable String part,
    List<Integer> shape,
    List<String> columns,
    TimeUnits timeUnit,
    @Nullable Long stepMicros,
    @Nullable Long episodeMicros,
    Labels labels,
    boolean keepGoing) {

  /** Nothing said: files are taken as they are. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(
          null,
          SensorStream.EVENTS,
          null,
          List.of(),
          List.of(),
          TimeUnits.US,
          null,
          null,
          Labels.NONE,
          false);

  public ReadOptions {
    shape = List.copyOf(shape);
    columns = List.copyOf(columns);
    if (stepMicros != null && stepMicros < 1) {
      throw new IllegalArgumentException("step of " + stepMicros + " µs is not above 0");
    }
    if (episodeMicros != null && episodeMicros < 1) {
      throw new IllegalArgumentException("episode of " + episodeMicros + " µs is not above 0");
    }
  }

  public ReadOptions withFormat(String name) {
    return new ReadOptions(
        name, stream, part, shape, columns, timeUnit, stepMicros, episodeMicros, labels, keepGoing);
  }

  public ReadOptions withStream(SensorStream other) {
    return new ReadOptions(
        format,
        other,
        part,
        shape,
        columns,
        timeUnit,
        stepMicros,
        episodeMicros,
        labels,
        keepGoing);
  }

  public ReadOptions withPart(String other) {
    return new ReadOptions(
        format,
        stream,
        other,
        shape,
        columns,
        timeUnit,
        stepMicros,
        episodeMicros,
        labels,
        keepGoing);
  }

  public ReadOptions withShape(Integer... dimensions) {
    return withShape(List.of(dimensions));
  }

  public ReadOptions withShape(List<Integer> other) {
    return new ReadOptions(
        format,
        stream,
        part,
        other,
        columns,
        timeUnit,
        stepMicros,
        episodeMicros,
        labels,
        keepGoing);
  }

  public ReadOptions withColumns(String... names) {
    List<String> other = List.of(names);
    return new ReadOptions(
        format, stream, part, shape, other, timeUnit, stepMicros, episodeMicros, labels, keepGoing);
  }

  public ReadOptions withTimeUnit(TimeUnits unit) {
    return new ReadOptions(
        format, stream, part, shape, columns, unit, stepMicros, episodeMicros, labels, keepGoing);
  }

  public ReadOptions withStepMicros(long micros) {
    return new ReadOptions(
        format, stream, part, shape, columns, timeUnit, micros, episodeMicros, labels, keepGoing);
  }

  public ReadOptions withEpisodeMicros(long micros) {
    return new ReadOptions(
        format, stream, part, shape, columns, timeUnit, stepMicros, micros, labels, keepGoing);
  }

  public ReadOptions withLabels(Labels other) {
    return new ReadOptions(
        format,
        stream,
        part,
        shape,
        columns,
        timeUnit,
        stepMicros,
        episodeMicros,
        other,
        keepGoing);
  }

  public ReadOptions keepingGoing() {
    return new ReadOptions(
        format, stream, part, shape, columns, timeUnit, stepMicros, episodeMicros, labels, true);
  }
}
