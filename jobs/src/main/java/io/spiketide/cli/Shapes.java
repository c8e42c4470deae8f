package io.spiketide.cli;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shapes on the command line, such as {@code 2x34x34}. */
final class Shapes {
  private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{0,8}(x[1-9]\\d{0,8})*");

  private Shapes() {}

  /**
   * The dimensions of a shape.
   *
   * @throws UserException if it is none
   */
  static List<Integer> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw UserException.badInput(
          "--shape: '" + text + "' is no shape; write numbers with x between, such as 2x34x34");
    }
    return Arrays.stream(text.split("x", -1)).map(Integer::valueOf).toList();
  }

  /** A shape as it is written on the command line; a dash for none. */
  static String text(List<Integer> shape) {
    return shape.isEmpty()
        ? "-"
        : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
