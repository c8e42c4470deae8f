package io.spiketide.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a replay with its rate, and the time that is left where the share of the files' bytes
 * that has been read tells: a bar where a person watches, else a line every few seconds.
 */
final class ReplayProgress implements AutoCloseable {
  private static final int BAR_REFRESH_MILLIS = 250;
  private static final int EVENTS_PER_LOOK = 1024;
  private static final long NANOS_PER_LINE = TimeUnit.SECONDS.toNanos(5);

  private final Console console;
  private final @Nullable ProgressBar bar;
  private final long totalBytes;
  private final long begin = System.nanoTime();
  private long lastLine = begin;

  /**
   * @param totalBytes of everything that is replayed; {@link Long#MAX_VALUE} for without end
   */
  ReplayProgress(Console console, long totalBytes) {
    this.console = console;
    this.totalBytes = totalBytes;
    bar = console.interactive() ? newBar() : null;
  }

  private static ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName("replay")
        .setUnit(" events", 1)
        .setInitialMax(-1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(BAR_REFRESH_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .showSpeed()
        .build();
  }

  /** So many events have been read, from so many bytes; 0 bytes where nobody knows. */
  void reached(long events, long bytes) {
    if (events % EVENTS_PER_LOOK != 0) {
      return;
    }
    if (bar != null) {
      bar.maxHint(expected(events, bytes));
      bar.stepTo(events);
    } else if (System.nanoTime() - lastLine > NANOS_PER_LINE) {
      lastLine = System.nanoTime();
      console.progress(line(events, bytes, lastLine - begin));
    }
  }

  /** How many events there will be in all, if they go on like this; -1 where nobody knows. */
  private long expected(long events, long bytes) {
    boolean known = bytes > 0 && totalBytes < Long.MAX_VALUE;
    return known ? (long) ((double) events * totalBytes / Math.min(bytes, totalBytes)) : -1;
  }

  /** The line after so many ns. */
  String line(long events, long bytes, long nanos) {
    double rate = events * 1e9 / Math.max(1, nanos);
    String line = String.format(Locale.ROOT, "%,d events, %,.0f events/s", events, rate);
    long expected = expected(events, bytes);
    if (expected < 0) {
      return line;
    }
    double share = (double) events / Math.max(events, expected);
    return line
        + String.format(
            Locale.ROOT, ", %.0f %%, %,.0f s left", 100 * share, (expected - events) / rate);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
