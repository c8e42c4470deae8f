package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Spikes in a MATLAB file (version 5), as ST-MNIST has them: a matrix {@code spiketrain} with a row
 * for each taxel (+1 or -1 where it fires) and a last row with the times in seconds. Address shape
 * {@code [2, 10, 10]} for 100 taxels, else {@code [2, taxels]}; ON for +1. Times become whole µs,
 * cut off downwards. {@code --part} names another matrix of that form.
 *
 * <p>Source: H. H. See et al., ST-MNIST, arXiv:2005.04319; MathWorks, MAT-File Format.
 */
public final class StMnistFormat implements SensorFormat {
  private static final String MATRIX = "spiketrain";

  @Override
  public String name() {
    return "stmnist";
  }

  @Override
  public String summary() {
    return "spikes in a MATLAB file, version 5 (ST-MNIST)";
  }

  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    return head.startsWith(MatFile.MAGIC);
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    String wanted = options.part() == null ? MATRIX : String.valueOf(options.part());
    return ByteSource.read(file, source -> open(file, source, options, wanted));
  }

  private static EventRecording open(
      Path file, ByteSource source, ReadOptions options, String wanted) throws SensorException {
    Set<String> others = new LinkedHashSet<>();
    MatFile mat = new MatFile(source);
    MatFile.Matrix matrix = mat.next();
    while (matrix != null) {
      if (matrix.name().equals(wanted)) {
        return new StMnistRecording(file, source, options, matrix);
      }
      others.add(matrix.name());
      mat.pass();
      matrix = mat.next();
    }
    throw SensorException.ofFile(
        file, "there is no matrix '" + wanted + "'", "use --part with one of " + others);
  }
}
