package io.spiketide.cli;

import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a replay: a bar with its rate where a person watches, else a line every few seconds.
 */
final class ReplayProgress implements AutoCloseable {
  private static final int BAR_REFRESH_MILLIS = 250;
  private static final int EVENTS_PER_LOOK = 1024;
  private static final long NANOS_PER_LINE = TimeUnit.SECONDS.toNanos(5);

  private final Console console;
  private final @Nullable ProgressBar bar;
  private long lastLine = System.nanoTime();

  ReplayProgress(Console console) {
    this.console = console;
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

  /** So many events have been read. */
  void reached(long events) {
    if (events % EVENTS_PER_LOOK != 0) {
      return;
    }
    if (bar != null) {
      bar.stepTo(events);
    } else if (System.nanoTime() - lastLine > NANOS_PER_LINE) {
      lastLine = System.nanoTime();
      console.progress(events + " events");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
