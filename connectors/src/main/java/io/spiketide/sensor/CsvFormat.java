package io.spiketide.sensor;

import java.nio.file.Path;

/**
 * Text tables with one event a line, fields separated by comma, semicolon or tab.
 *
 * <p>The columns are named by the first line or by {@link ReadOptions#columns}: {@code t} (in the
 * given unit) or {@code step} (of a given length); {@code address} (or {@code channel}), or {@code
 * x} and {@code y} with or without {@code p}; if wanted {@code value}, and {@code sample}, which
 * makes an episode of each run of lines with the same sample, {@code label} what it shows. With
 * samples, times count from the start of their sample, and the samples follow one another.
 */
public final class CsvFormat implements SensorFormat {

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "text table with columns " + CsvColumns.KNOWN + ", one event a line";
  }

  /** Text whose columns are declared, or whose first line names a time and a place. */
  @Override
  public boolean recognises(FileHead head, ReadOptions options) {
    for (byte b : head.bytes()) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    if (!options.columns().isEmpty()) {
      return true;
    }
    CsvColumns columns = CsvColumns.ofHeader(head.firstLine());
    return columns.missing().isEmpty();
  }

  @Override
  public EventRecording open(Path file, ReadOptions options) throws SensorException {
    FileHead head = FileHead.of(file);
    CsvColumns named = CsvColumns.ofHeader(head.firstLine());
    boolean hasHeader = named.missing().isEmpty();
    CsvColumns columns = named;
    if (!options.columns().isEmpty()) {
      columns = declared(file, head.firstLine(), options);
    }
    if (!columns.missing().isEmpty()) {
      throw SensorException.ofFile(file, columns.missing(), "name the columns with --columns");
    }
    if (columns.step() >= 0 && options.stepMicros() == null) {
      throw SensorException.ofFile(
          file, "column 'step' counts steps of unknown length", "give it, such as --step 5 ms");
    }
    CsvAddress address = CsvAddress.of(file, columns, options.shape());
    CsvColumns known = columns;
    return ByteSource.read(
        file, source -> new CsvRecording(file, source, known, address, options, hasHeader));
  }

  private static CsvColumns declared(Path file, String firstLine, ReadOptions options)
      throws SensorException {
    try {
      return CsvColumns.declared(firstLine, options.columns());
    } catch (IllegalArgumentException e) {
      throw SensorException.ofFile(file, "--columns: " + e.getMessage(), "correct the list");
    }
  }
}
