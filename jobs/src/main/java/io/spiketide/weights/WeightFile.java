package io.spiketide.weights;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights as a table: a line each, {@code source,target,weight}, or {@code weight} alone where
 * synapses share weights; each number with as many digits as tell it apart from all others.
 */
public final class WeightFile {
  private static final String PAIRS = "source,target,weight";
  private static final String ALONE = "weight";

  private WeightFile() {}

  /** Writes weights; an existing file is replaced. */
  public static void write(WeightSet weights, Path file) throws IOException {
    boolean pairs = weights.sources().length > 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write((pairs ? PAIRS : ALONE) + "\n");
      for (int k = 0; k < weights.weights().length; k++) {
        String where = pairs ? weights.sources()[k] + "," + weights.targets()[k] + "," : "";
        out.write(where + weights.weights()[k] + "\n");
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException that names the file and the line that is wrong
   */
  public static WeightSet read(Path file, String projection) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    String head = lines.isEmpty() ? "" : lines.get(0).strip();
    if (!head.equals(PAIRS) && !head.equals(ALONE)) {
      throw new IllegalArgumentException(
          "%s, line 1: '%s' is no head of a table of weights; write %s or %s"
              .formatted(file, head, PAIRS, ALONE));
    }
    boolean pairs = head.equals(PAIRS);
    List<Integer> sources = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    double[] weights = new double[lines.size() - 1];
    for (int l = 1; l < lines.size(); l++) {
      String[] fields = lines.get(l).split(",");
      try {
        if (fields.length != (pairs ? 3 : 1)) {
          throw new NumberFormatException(fields.length + " columns");
        }
        if (pairs) {
          sources.add(Integer.parseInt(fields[0].strip()));
          targets.add(Integer.parseInt(fields[1].strip()));
        }
        weights[l - 1] = Double.parseDouble(fields[fields.length - 1].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s, line %d: '%s' is not %s; write numbers".formatted(file, l + 1, lines.get(l), head),
            e);
      }
    }
    return new WeightSet(
        "",
        projection,
        file.toString(),
        0,
        1,
        sources.stream().mapToInt(Integer::intValue).toArray(),
        targets.stream().mapToInt(Integer::intValue).toArray(),
        weights);
  }
}
