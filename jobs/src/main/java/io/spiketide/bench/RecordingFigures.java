package io.spiketide.bench;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.codec.SensorPacketCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.EventSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.SensorException;
import io.spiketide.sensor.SensorFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.util.FileUtils;

/** How fast recordings are decoded, on one thread, beside reading the bytes of the same file. */
final class RecordingFigures {
  private static final int NUMBER = 1_000_000;
  private static final double MILLION = 1e6;
  private static final int READ_BYTES = 1 << 18;

  private RecordingFigures() {}

  /**
   * Measures every format, and the way from a file to a broker.
   *
   * @param quick some seconds in all
   * @param progress told what is measured next
   */
  static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    Stopwatch stopwatch = Stopwatch.of(quick);
    Path folder = Files.createTempDirectory("spiketide-recordings");
    try {
      List<Figure> figures = new ArrayList<>();
      for (RecordingFiles.Recorded recorded : new RecordingFiles(NUMBER).all()) {
        progress.accept(recorded.file());
        figures.add(decode(recorded, folder, stopwatch));
      }
      Path camera = folder.resolve("evt3");
      progress.accept("file to packets");
      figures.add(packets(camera, stopwatch));
      figures.addAll(SendingFigures.measure(camera, NUMBER, quick, progress));
      return figures;
    } finally {
      FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
  }

  /** Writes a file and reads it again and again. */
  static Figure decode(RecordingFiles.Recorded recorded, Path folder, Stopwatch stopwatch)
      throws Exception {
    Path file = folder.resolve(recorded.file());
    int number = recorded.maker().write(file);
    Counter counter = new Counter();
    read(file, recorded.options(), counter);
    if (counter.events != number) {
      throw new IllegalStateException(
          recorded.file() + ": " + counter.events + " " + recorded.unit() + ", not " + number);
    }
    double[] rates =
        stopwatch.unitsPerSecond(
            Workload.of(number / MILLION, () -> read(file, recorded.options(), counter)),
            bytes(file, number));
    return Figure.beside(
        String.format(
            Locale.ROOT,
            "%s%s, %.1f bytes each",
            recorded.format(),
            recorded.variant(),
            Files.size(file) / (double) number),
        rates[0],
        "M " + recorded.unit() + "/s",
        rates[1],
        "reading the bytes");
  }

  /** From the file to the bytes that a producer would send. */
  private static Figure packets(Path file, Stopwatch stopwatch) {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    long[] bytes = new long[1];
    Workload work =
        Workload.of(
            NUMBER / MILLION,
            () -> {
              PacketCutter cutter =
                  new PacketCutter(
                      PacketCut.of("bench", 1), packet -> bytes[0] += codec.encode(packet).length);
              read(file, ReadOptions.DEFAULT, cutter);
              cutter.flush();
            });
    double[] rates = stopwatch.unitsPerSecond(work, bytes(file, NUMBER));
    return Figure.beside(
        "evt3 to packets in memory", rates[0], "M events/s", rates[1], "reading the bytes");
  }

  private static void read(Path file, ReadOptions options, EventSink sink) {
    try (EventRecording recording = SensorFormats.open(file, options)) {
      recording.readAll(sink);
    } catch (SensorException e) {
      throw new IllegalStateException("a file of ours cannot be read", e);
    }
  }

  private static Workload bytes(Path file, int number) {
    byte[] buffer = new byte[READ_BYTES];
    return Workload.of(
        number / MILLION,
        () -> {
          try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {
              // nothing else
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Takes events and forgets them. */
  private static final class Counter implements EventSink {
    private long events;
    private long sum;

    @Override
    public void event(long micros, int address, float value) {
      events++;
      sum += micros + address;
    }

    @Override
    public void mark(EpisodeMark mark) {
      sum++;
    }

    @Override
    public void dropped(long lost) {
      sum += lost;
    }
  }
}
