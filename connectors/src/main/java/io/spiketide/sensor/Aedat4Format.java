package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * AEDAT 4 of DV: a line, a flatbuffer {@code IOHE} that tells compression and streams, packets of
 * one stream each (stream and length of 32 bits, then a compressed flatbuffer {@code EVTS}, {@code
 * IMUS}, {@code TRIG} or {@code FRME}), and a table of the packets with the number of elements in
 * each, which is compared with what was read. Times are µs since 1970.
 *
 * <p>Source: iniVation, AEDAT file formats, docs.inivation.com, and the schemas of dv-processing.
 */
public final class Aedat4Format implements SensorFormat {
  static final String EVENTS = "EVTS";
  static final String IMU = "IMUS";
  static final String TRIGGERS = "TRIG";
  static final String TABLE = "FTAB";

  /** All that 15 bits can address, where no size is told. */
  private static final int UNTOLD_WIDTH = 1 << 15;

  private static final int UNTOLD_HEIGHT = 1 << 14;

  @Override
  public String name() {
    return "aedat4";
  }

  @Override
  public String summary() {
    return "AEDAT 4 of DV (plain, LZ4, ZSTD): polarity, inertial unit, triggers";
  }

  @Override
  public Set<SensorStream> streams() {
    return Set.of(SensorStream.EVENTS, SensorStream.IMU, SensorStream.TRIGGERS);
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return head.startsWith(Aedat4Header.MAGIC.strip());
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    return ByteSource.read(
        file,
        source -> {
          Aedat4Header header = Aedat4Header.take(source);
          PixelGrid grid = grid(file, options, header);
          return new Aedat4Recording(file, source, options, header, grid);
        });
  }

  private static PixelGrid grid(Path file, ReadOptions options, Aedat4Header header)
      throws SensorException {
    for (Map.Entry<Integer, Aedat4Header.Stream> entry : header.streams().entrySet()) {
      Aedat4Header.Stream stream = entry.getValue();
      boolean told = stream.width() > 0 && stream.height() > 0;
      if (stream.type().equals(EVENTS) && told) {
        if (stream.width() > UNTOLD_WIDTH || stream.height() > UNTOLD_HEIGHT) {
          throw SensorException.ofFile(
              file, "a sensor of " + stream.width() + "x" + stream.height(), "give its --shape");
        }
        return PixelGrid.of(file, options, stream.width(), stream.height());
      }
    }
    return PixelGrid.of(file, options, UNTOLD_WIDTH, UNTOLD_HEIGHT);
  }
}
