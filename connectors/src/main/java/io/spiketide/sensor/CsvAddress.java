package io.spiketide.sensor;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flat address of a line's event, from an address column or from x, y and polarity. */
final class CsvAddress {
  private static final List<String> ON = List.of("1", "true", "on", "+1");

  private final CsvColumns columns;
  private final @Nullable PixelGrid grid;
  private final long addresses;

  private CsvAddress(CsvColumns columns, @Nullable PixelGrid grid, long addresses) {
    this.columns = columns;
    this.grid = grid;
    this.addresses = addresses;
  }

  /**
   * @param shape the sensor's shape; may be empty if there is an address column, whose range is
   *     then not checked
   */
  static CsvAddress of(Path file, CsvColumns columns, List<Integer> shape) throws SensorException {
    if (columns.address() >= 0) {
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      return new CsvAddress(columns, null, shape.isEmpty() ? Integer.MAX_VALUE : size);
    }
    try {
      return new CsvAddress(columns, new PixelGrid(shape), 0);
    } catch (IllegalArgumentException e) {
      throw SensorException.ofFile(
          file, String.valueOf(e.getMessage()), "give it, such as --shape 2x34x34");
    }
  }

  /**
   * The address of one line's event.
   *
   * @throws IllegalArgumentException if a field is no number or outside the shape; says which
   */
  int of(CsvFields fields) {
    if (grid == null) {
      long address = whole(fields, columns.address(), "address");
      if (address < 0 || address >= addresses) {
        throw new IllegalArgumentException(
            "address " + address + " is outside 0.." + (addresses - 1));
      }
      return (int) address;
    }
    long x = whole(fields, columns.x(), "x");
    long y = whole(fields, columns.y(), "y");
    if (!grid.contains(x, y)) {
      throw new IllegalArgumentException("pixel x " + x + ", y " + y + " is outside " + grid);
    }
    return grid.address(
        (int) x, (int) y, columns.p() >= 0 && ON.contains(fields.text(columns.p())));
  }

  /** A whole number of a field. */
  static long whole(CsvFields fields, int column, String name) {
    String text = fields.text(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' in column '" + name + "' is no whole number", e);
    }
  }
}
