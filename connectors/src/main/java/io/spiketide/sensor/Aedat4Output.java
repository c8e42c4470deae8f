package io.spiketide.sensor;

import java.nio.file.Path;

/** Writes {@link Aedat4Format}: one stream of events, compressed with LZ4. */
final class Aedat4Output implements WritableFormat {
  private static final int MOST_SIDE = (1 << 15) - 1;

  @Override
  public String name() {
    return "aedat4";
  }

  @Override
  public String summary() {
    return "AEDAT 4 of DV, compressed with LZ4; no values, no episodes";
  }

  @Override
  public String ending() {
    return ".aedat4";
  }

  @Override
  public RecordingWriter create(Path file, RecordingHeader header) throws SensorException {
    PixelColumns columns = PixelColumns.within(file, header.shape(), MOST_SIDE);
    return new Aedat4Writer(file, columns);
  }
}
