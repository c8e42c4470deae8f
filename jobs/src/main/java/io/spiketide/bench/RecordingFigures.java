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
import java.util.function.Consumer;
import org.apache.flink.util.FileUtils;

/** How fast recordings are decoded, on one thread, beside reading the bytes of the same file. */
public final class RecordingFigures {
  private static final int EVENTS = 1_000_000;
  private static final double MILLION = 1e6;
  private static final int READ_BYTES = 1 << 18;
  private static final List<String> FORMATS =
      List.of("evt2", "evt3", "dat", "nmnist", "es", "aedat4", "packets", "csv");

  private RecordingFigures() {}

  /**
   * Measures all formats that are written here.
   *
   * @param quick a few seconds in all
   * @param progress told what is measured next
   */
  public static List<Figure> measure(boolean quick, Consumer<String> progress) throws Exception {
    Stopwatch stopwatch = Stopwatch.of(quick);
    Path folder = Files.createTempDirectory("spiketide-recordings");
    try {
      RecordingFiles files = new RecordingFiles(EVENTS);
      List<Figure> figures = new ArrayList<>();
      for (String format : FORMATS) {
        progress.accept(format);
        Path file = folder.resolve(format);
        write(files, format, file);
        figures.add(decode(format, file, stopwatch));
      }
      progress.accept("file to packets");
      figures.add(packets(folder.resolve("evt3"), stopwatch));
      return figures;
    } finally {
      FileUtils.deleteDirectoryQuietly(folder.toFile());
    }
  }

  private static void write(RecordingFiles files, String format, Path file)
      throws IOException, SensorException {
    switch (format) {
      case "evt2" -> files.evt2(file);
      case "evt3" -> files.evt3(file);
      case "dat" -> files.dat(file);
      case "nmnist" -> files.nmnist(file);
      default -> files.written(format, file);
    }
  }

  private static Figure decode(String format, Path file, Stopwatch stopwatch) throws IOException {
    ReadOptions options =
        format.equals("csv") ? ReadOptions.DEFAULT.withShape(2, 480, 640) : ReadOptions.DEFAULT;
    Counter counter = new Counter();
    double[] rates =
        stopwatch.unitsPerSecond(
            Workload.of(EVENTS / MILLION, () -> read(file, options, counter)), bytes(file));
    return Figure.beside(
            format + ", " + Files.size(file) / (double) EVENTS + " bytes an event",
            rates[0],
            "M events/s",
            rates[1],
            "reading the bytes")
        .noted(counter.events % EVENTS == 0 ? "" : "events are missing");
  }

  /** From the file to the bytes that a producer would send. */
  private static Figure packets(Path file, Stopwatch stopwatch) {
    SensorPacketCodec codec = new SensorPacketCodec(WireFormat.DEFAULT);
    long[] bytes = new long[1];
    Workload work =
        Workload.of(
            EVENTS / MILLION,
            () -> {
              PacketCutter cutter =
                  new PacketCutter(
                      PacketCut.of("bench", 1), packet -> bytes[0] += codec.encode(packet).length);
              read(file, ReadOptions.DEFAULT, cutter);
              cutter.flush();
            });
    double[] rates = stopwatch.unitsPerSecond(work, bytes(file));
    return Figure.beside(
        "evt3 to packets for Kafka", rates[0], "M events/s", rates[1], "reading the bytes");
  }

  private static void read(Path file, ReadOptions options, EventSink sink) {
    try (EventRecording recording = SensorFormats.open(file, options)) {
      recording.readAll(sink);
    } catch (SensorException e) {
      throw new IllegalStateException("a file of ours cannot be read", e);
    }
  }

  private static Workload bytes(Path file) {
    byte[] buffer = new byte[READ_BYTES];
    return Workload.of(
        EVENTS / MILLION,
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
