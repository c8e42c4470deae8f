package io.spiketide.bench;

import io.spiketide.sensor.Aedat4Compression;
import io.spiketide.sensor.Aedat4Output;
import io.spiketide.sensor.ReadOptions;
import io.spiketide.sensor.WritableFormats;
import java.nio.file.Path;
import java.util.List;

/** A recording of every format, made here. A new format is one line. */
final class RecordingFiles {
  private static final String EVENTS = "events";
  private static final String VALUES = "values";

  /**
   * One file.
   *
   * @param format as {@link io.spiketide.sensor.SensorFormats} names it
   * @param variant of the format, empty if there is one alone
   * @param unit what it holds, such as {@code events}
   * @param options to read it with
   */
  record Recorded(
      String format, String variant, String unit, ReadOptions options, FileMaker maker) {

    private static Recorded of(String format, String unit, FileMaker maker) {
      return new Recorded(format, "", unit, ReadOptions.DEFAULT, maker);
    }

    /** Told by its format, because its content could be another's. */
    private static Recorded named(String format, FileMaker maker) {
      return new Recorded(format, "", EVENTS, ReadOptions.DEFAULT.withFormat(format), maker);
    }

    /** Name of its file. */
    String file() {
      return format.equals("wfdb") ? "wfdb.dat" : format + variant;
    }
  }

  /** Writes a file and says how many events or values are in it. */
  interface FileMaker {
    int write(Path file) throws Exception;
  }

  private final CameraFiles cameras;
  private final SignalFiles signals;
  private final int number;

  /**
   * @param number of events or values in each file, about
   */
  RecordingFiles(int number) {
    this.number = number;
    cameras = new CameraFiles(new CameraEvents(number));
    signals = new SignalFiles(number);
  }

  List<Recorded> all() {
    ReadOptions shaped = ReadOptions.DEFAULT.withShape(2, CameraEvents.HEIGHT, CameraEvents.WIDTH);
    return List.of(
        Recorded.of("evt2", EVENTS, camera(cameras::evt2)),
        Recorded.of("evt21", EVENTS, camera(cameras::evt21)),
        Recorded.of("evt3", EVENTS, camera(cameras::evt3)),
        Recorded.of("dat", EVENTS, camera(cameras::dat)),
        Recorded.of("aedat2", EVENTS, camera(cameras::aedat2)),
        Recorded.of("aedat3", EVENTS, camera(cameras::aedat3)),
        aedat4(Aedat4Compression.NONE),
        aedat4(Aedat4Compression.LZ4),
        aedat4(Aedat4Compression.ZSTD),
        Recorded.of("es", EVENTS, written("es")),
        Recorded.named("nmnist", camera(cameras::nmnist)),
        Recorded.named("bs1", camera(cameras::bs1)),
        Recorded.of("packets", EVENTS, written("packets")),
        new Recorded("csv", "", EVENTS, shaped, written("csv")),
        Recorded.of("stmnist", EVENTS, signals::stmnist),
        Recorded.of("shd", EVENTS, signals::shd),
        Recorded.of("nirdata", EVENTS, signals::nirdata),
        Recorded.of("wfdb", VALUES, signals::wfdb),
        Recorded.of("wav", VALUES, signals::wav),
        Recorded.of("idx", VALUES, signals::idx));
  }

  private Recorded aedat4(Aedat4Compression compression) {
    Aedat4Output output = new Aedat4Output(compression);
    return new Recorded(
        "aedat4",
        " " + compression,
        EVENTS,
        ReadOptions.DEFAULT,
        camera(file -> cameras.written(output, file)));
  }

  private FileMaker written(String format) {
    return camera(file -> cameras.written(WritableFormats.named(format).orElseThrow(), file));
  }

  /** What writes all events of the camera. */
  private FileMaker camera(CameraWriter writer) {
    return file -> {
      writer.write(file);
      return number;
    };
  }

  private interface CameraWriter {
    void write(Path file) throws Exception;
  }
}
