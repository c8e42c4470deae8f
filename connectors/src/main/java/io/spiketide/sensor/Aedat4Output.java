package io.spiketide.sensor;

import java.nio.file.Path;

/** Writes {@link Aedat4Format}: one stream of events, compressed with LZ4 unless told otherwise. */
public final class Aedat4Output implements WritableFormat {
  private static final int MOST_SIDE = (1 << 15) - 1;

  private final Aedat4Compression compression;

  Aedat4Output() {
    this(Aedat4Compression.LZ4);
  }

  public Aedat4Output(Aedat4Compression compression) {
    this.compression = compression;
  }

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
    return new Aedat4Writer(file, columns, compression);
  }
}
