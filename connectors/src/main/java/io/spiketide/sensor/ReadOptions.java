package io.spiketide.sensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about recordings that the files do not say themselves. Formats ignore what
 * they have no use for.
 *
 * @param shape the sensor's shape, such as {@code [2, 34, 34]}; empty if the file tells
 * @param columns names of a text file's columns, in order; empty if its first line names them
 * @param timeUnit unit of a text file's time column
 * @param stepMicros length in µs of what a text file's step column counts; null without one
 * @param episodeMicros length in µs of every episode; null for as long as its events last
 * @param labels labels of episodes by name
 * @param allowGaps go on where time runs back or the file breaks off, instead of refusing
 */
public record ReadOptions(
    List<Integer> shape,
    List<String> columns,
    TimeUnits timeUnit,
    @Nullable Long stepMicros,
    @Nullable Long episodeMicros,
    Labels labels,
    boolean allowGaps) {

  /** Nothing said: files are taken as they are. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(List.of(), List.of(), TimeUnits.US, null, null, Labels.NONE, false);

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

  public ReadOptions withShape(Integer... dimensions) {
    return new ReadOptions(
        List.of(dimensions), columns, timeUnit, stepMicros, episodeMicros, labels, allowGaps);
  }

  public ReadOptions withColumns(String... names) {
    return new ReadOptions(
        shape, List.of(names), timeUnit, stepMicros, episodeMicros, labels, allowGaps);
  }

  public ReadOptions withTimeUnit(TimeUnits unit) {
    return new ReadOptions(shape, columns, unit, stepMicros, episodeMicros, labels, allowGaps);
  }

  public ReadOptions withStepMicros(long micros) {
    return new ReadOptions(shape, columns, timeUnit, micros, episodeMicros, labels, allowGaps);
  }

  public ReadOptions withEpisodeMicros(long micros) {
    return new ReadOptions(shape, columns, timeUnit, stepMicros, micros, labels, allowGaps);
  }

  public ReadOptions withLabels(Labels newLabels) {
    return new ReadOptions(
        shape, columns, timeUnit, stepMicros, episodeMicros, newLabels, allowGaps);
  }

  public ReadOptions allowingGaps() {
    return new ReadOptions(shape, columns, timeUnit, stepMicros, episodeMicros, labels, true);
  }
}
