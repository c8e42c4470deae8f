package io.spiketide.cli;

import io.spiketide.plot.EventFrame;
import io.spiketide.plot.FrameWriter;
import io.spiketide.plot.GifFile;
import io.spiketide.plot.PngSequence;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PixelColumns;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spiketide frames FILE}: what an event camera saw, as pictures. */
@Command(
    name = "frames",
    mixinStandardHelpOptions = true,
    description =
        "Draws what an event camera saw: one picture for each stretch of time, blue where it became"
            + " brighter, red where darker. As an animated GIF, or PNG files in a folder.",
    footer = {
      "",
      "Examples:",
      "  spiketide frames --every 10ms --out digit.gif digit.bin",
      "  spiketide frames --out pictures recording.raw"
    })
final class FramesCommand implements Callable<Integer> {
  private static final int MOST_SIDE = 4096;
  private static final int MOST_SCALE = 64;

  private final Console console;

  @Mixin RecordingOptions recording = new RecordingOptions();

  @Parameters(paramLabel = "FILE", description = "A recording of a camera.")
  Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description = "A file that ends in .gif, or a folder for PNG files.")
  Path out = Path.of("");

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "20ms",
      converter = TimeSpan.Converter.class,
      description = "Event time of each picture (default 20ms).")
  TimeSpan every = new TimeSpan(20_000);

  @Option(
      names = "--scale",
      paramLabel = "N",
      defaultValue = "1",
      description = "Pixels of the picture for one of the camera, each way (default 1).")
  int scale = 1;

  @Option(
      names = "--slower",
      paramLabel = "N",
      defaultValue = "1",
      description = "Show a GIF so many times slower than it was recorded (default 1).")
  double slower = 1;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most pictures (default 1000).")
  int limit = 1000;

  FramesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SensorException {
    if (every.micros() == 0 || scale < 1 || scale > MOST_SCALE || limit < 1 || !(slower > 0)) {
      throw UserException.badInput(
          "--every, --scale, --slower and --limit are above 0, --scale at most "
              + MOST_SCALE
              + "; correct them");
    }
    try (EventRecording source = SensorFormats.open(file, recording.read(file))) {
      PixelColumns columns = new PixelColumns(source.header().shape());
      if ((long) columns.width() * scale > MOST_SIDE
          || (long) columns.height() * scale > MOST_SIDE) {
        throw UserException.badInput(
            file
                + ": pictures of "
                + columns.width()
                + "x"
                + columns.height()
                + " are too large; give the sensor's --shape, such as 2x480x640, or a smaller"
                + " --scale");
      }
      draw(source, new EventFrame(columns, scale));
    }
    return ExitCode.OK.code();
  }

  private void draw(EventRecording source, EventFrame frame) throws SensorException {
    System.setProperty("java.awt.headless", "true");
    try (FrameWriter writer = writer()) {
      Cutter cutter = new Cutter(frame, writer);
      boolean more = true;
      while (more && cutter.frames < limit) {
        more = source.read(cutter);
      }
      cutter.finish();
      console.data(
          String.format(
              Locale.ROOT, "%,d pictures of %,d events in %s", cutter.frames, cutter.events, out));
      if (more) {
        console.progress("the recording goes on; raise --limit " + limit + " for more");
      }
    } catch (IOException | UncheckedIOException e) {
      throw UserException.environment(out + ": cannot be written (" + e + "); choose another path");
    }
  }

  private FrameWriter writer() throws IOException {
    boolean isGif = out.toString().toLowerCase(Locale.ROOT).endsWith(".gif");
    return isGif ? new GifFile(out, (long) (every.micros() * slower / 1000)) : new PngSequence(out);
  }

  /** Draws a picture whenever its time is over. */
  private final class Cutter implements EventSink {
    private final EventFrame frame;
    private final FrameWriter writer;
    private long end = Long.MIN_VALUE;
    private int frames;
    private long events;

    Cutter(EventFrame frame, FrameWriter writer) {
      this.frame = frame;
      this.writer = writer;
    }

    @Override
    public void event(long micros, int address, float value) {
      if (end == Long.MIN_VALUE) {
        end = micros + every.micros();
      }
      while (micros >= end && frames < limit) {
        finish();
        end += every.micros();
      }
      if (frames < limit) {
        frame.add(address);
        events++;
      }
    }

    void finish() {
      if (frames == limit || end == Long.MIN_VALUE) {
        return;
      }
      try {
        writer.add(frame.image());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      frame.clear();
      frames++;
    }

    @Override
    public void mark(EpisodeMark mark) {
      // pictures do not stop at episodes
    }

    @Override
    public void dropped(long lost) {
      // what was lost cannot be drawn
    }
  }
}
