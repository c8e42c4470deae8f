package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** An open recording of {@link StMnistFormat}. */
final class StMnistRecording extends Recording {
  private static final int PAD = 10;
  private static final int BATCH = 512;
  private static final int MOST_TAXELS = 1 << 20;

  private final MatFile.Matrix matrix;
  private final int taxels;
  private final int bytes;
  private long left;
  private long lastMicros = Long.MIN_VALUE;

  StMnistRecording(Path file, ByteSource source, ReadOptions options, MatFile.Matrix matrix)
      throws SensorException {
    super(file, source, options);
    this.matrix = matrix;
    List<Integer> dimensions = matrix.dimensions();
    boolean fits =
        dimensions.size() == 2 && dimensions.get(0) >= 2 && dimensions.get(0) <= MOST_TAXELS + 1;
    if (!fits) {
      throw SensorException.ofFile(
          file,
          "matrix '" + matrix.name() + "' of " + dimensions + " is no spike train",
          "give one with a row for each taxel and a last row of times");
    }
    taxels = dimensions.get(0) - 1;
    left = dimensions.get(1);
    bytes = MatNumbers.bytesOf(matrix.type());
  }

  @Override
  public RecordingHeader header() {
    List<Integer> shape = taxels == PAD * PAD ? List.of(2, PAD, PAD) : List.of(2, taxels);
    return new RecordingHeader("stmnist", shape, OptionalLong.of(0), false);
  }

  @Override
  public boolean read(EventSink sink) throws SensorException {
    if (left == 0) {
      return false;
    }
    int column = (taxels + 1) * bytes;
    for (int i = 0; i < BATCH && left > 0; i++) {
      int available = matrix.numbers().ensure(column);
      if (available < column) {
        left = 0;
        cut(available, column, "a column's");
        return true;
      }
      column(matrix.numbers().array(), matrix.numbers().position(), sink);
      matrix.numbers().advance(column);
      left--;
    }
    return true;
  }

  private void column(byte[] memory, int start, EventSink sink) throws SensorException {
    double seconds = MatNumbers.at(matrix.type(), memory, start + taxels * bytes);
    if (!Seconds.isTime(seconds)) {
      throw fault("a time of " + seconds + " s", "is this a spike train with times in seconds?");
    }
    long micros = Seconds.toMicros(seconds);
    if (micros < lastMicros) {
      runsBack(source.position(), lastMicros, micros);
    }
    lastMicros = micros;
    for (int taxel = 0; taxel < taxels; taxel++) {
      double value = MatNumbers.at(matrix.type(), memory, start + taxel * bytes);
      if (value == 1 || value == -1) {
        sink.event(micros, (value > 0 ? taxels : 0) + taxel, 1);
      } else if (value != 0) {
        throw fault("taxel " + taxel + " has value " + value, "give a spike train of 1, 0 and -1");
      }
    }
  }

  private SensorException fault(String fault, String mend) {
    return SensorException.ofFile(
        file, "column " + (matrix.dimensions().get(1) - left) + ": " + fault, mend);
  }
}
