package io.spiketide.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in event time on the command line: a time such as {@code 2026-03-01T12:00:00Z}, or a tick
 * by its number.
 *
 * @param instant null for a tick
 * @param number the tick, if there is no instant
 */
record EventTime(@Nullable Instant instant, long number) {

  /** The first tick that starts at it or later. */
  long tick(long tickMicros) {
    Instant time = instant;
    return time == null
        ? number
        : -Math.floorDiv(-ChronoUnit.MICROS.between(Instant.EPOCH, time), tickMicros);
  }

  /** The time in ms; empty for a tick. */
  OptionalLong millis() {
    Instant time = instant;
    return time == null ? OptionalLong.empty() : OptionalLong.of(time.toEpochMilli());
  }

  /** Reads a time or a tick. */
  static final class Converter implements ITypeConverter<EventTime> {
    @Override
    public EventTime convert(String text) {
      try {
        return text.matches("-?\\d+")
            ? new EventTime(null, Long.parseLong(text))
            : new EventTime(Instant.parse(text), 0);
      } catch (DateTimeException | NumberFormatException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is no time; write such as 2026-03-01T12:00:00Z, or the number of a tick");
      }
    }
  }
}
