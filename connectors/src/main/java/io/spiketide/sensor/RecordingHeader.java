package io.spiketide.sensor;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a recording says about itself.
 *
 * @param format name of its format
 * @param shape sensor shape that addresses are flat indices of, such as {@code [2, 34, 34]}
 *     (polarity, y, x); empty if neither the file nor the options say
 * @param originMicros the time in µs at which the recording began, where the format defines it;
 *     empty if only the first event tells
 * @param hasEpisodes whether the recording marks episodes itself
 */
public record RecordingHeader(
    String format, List<Integer> shape, OptionalLong originMicros, boolean hasEpisodes) {
  public RecordingHeader {
    shape = List.copyOf(shape);
  }

  /** The same of a recording whose times were moved. */
  RecordingHeader withoutOrigin() {
    return new RecordingHeader(format, shape, OptionalLong.empty(), hasEpisodes);
  }
}
