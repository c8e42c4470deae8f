package io.spiketide.npy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file: a Python dictionary literal.
 *
 * @param type of the elements
 * @param fortran whether the first dimension is the fastest
 */
record NpyHeader(NpyType type, boolean fortran, List<Integer> shape) {
  private static final Pattern DESCRIPTOR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*((?:\\d+\\s*,\\s*)*+(?:\\d+\\s*)?)\\)");

  /** Most elements of an array: 1 GiB as doubles. */
  static final long MAX_VALUES = 1L << 27;

  NpyHeader {
    shape = List.copyOf(shape);
  }

  static NpyHeader parse(String text) throws NpyException {
    NpyType type = NpyType.of(find(DESCRIPTOR, text));
    boolean fortran = find(ORDER, text).equals("True");
    List<Integer> shape = new ArrayList<>();
    long size = 1;
    for (String part : find(SHAPE, text).split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      long dimension = part.strip().length() > 9 ? MAX_VALUES + 1 : Long.parseLong(part.strip());
      size *= dimension;
      if (dimension > MAX_VALUES || size > MAX_VALUES) {
        throw new NpyException(
            "has the shape (" + find(SHAPE, text) + "), more than " + MAX_VALUES + " elements",
            "save smaller arrays");
      }
      shape.add((int) dimension);
    }
    return new NpyHeader(type, fortran, shape);
  }

  int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  private static String find(Pattern pattern, String text) throws NpyException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpyException(
          "has a header without "
              + pattern.pattern().substring(1, pattern.pattern().indexOf('\'', 1)),
          "save it with numpy.save, as an array of plain numbers");
    }
    return matcher.group(1);
  }
}
