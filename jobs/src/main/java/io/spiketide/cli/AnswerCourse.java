package io.spiketide.cli;

import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the answers of readouts change from decision to decision: the share of right ones of a
 * readout that names classes, the mean square error of a readout {@code mean_square}.
 */
final class AnswerCourse {
  /** Right answers are averaged over so many decisions. */
  private static final int BLOCK = 50;

  private static final String MEAN_SQUARE = "mean_square";

  private final List<ReadoutSpec> readouts;
  private final List<List<Double>> values = new ArrayList<>();

  AnswerCourse(Network network) {
    readouts = network.readouts();
    readouts.forEach(readout -> values.add(new ArrayList<>()));
  }

  /**
   * @param trueLabel empty if unknown
   * @param winner class, -1 for none
   * @param answer one value per class
   */
  void add(int readout, String trueLabel, int winner, double[] answer) {
    ReadoutSpec spec = readouts.get(readout);
    if (isError(spec)) {
      double sum = 0;
      for (double value : answer) {
        sum += value;
      }
      values.get(readout).add(sum / answer.length);
    } else if (!trueLabel.isEmpty() && !spec.labels().isEmpty()) {
      boolean right = winner >= 0 && spec.labels().get(winner).equals(trueLabel);
      values.get(readout).add(right ? 1.0 : 0.0);
    }
  }

  private static boolean isError(ReadoutSpec spec) {
    return spec.readout().type().equals(MEAN_SQUARE);
  }

  /** What there is to draw: by its name, one number for each block of decisions. */
  Map<String, double[]> curves() {
    Map<String, double[]> curves = new LinkedHashMap<>();
    for (int r = 0; r < readouts.size(); r++) {
      boolean error = isError(readouts.get(r));
      int block = error ? 1 : BLOCK;
      double[] curve = new double[values.get(r).size() / block];
      for (int i = 0; i < curve.length; i++) {
        curve[i] = mean(values.get(r).subList(i * block, (i + 1) * block));
      }
      if (curve.length > 0) {
        String what = error ? "mean square error" : "share of right answers, of " + BLOCK;
        curves.put(readouts.get(r).name() + ": " + what, curve);
      }
    }
    return curves;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < readouts.size(); r++) {
      List<Double> all = values.get(r);
      int block = isError(readouts.get(r)) ? 1 : BLOCK;
      if (all.size() >= 2 * block) {
        lines.add(
            String.format(
                Locale.ROOT,
                "readout %s: %s at first, %s at last",
                readouts.get(r).name(),
                figure(readouts.get(r), all.subList(0, block)),
                figure(readouts.get(r), all.subList(all.size() - block, all.size()))));
      }
    }
    return lines;
  }

  private static String figure(ReadoutSpec spec, List<Double> block) {
    return isError(spec)
        ? String.format(Locale.ROOT, "mean square error %.4g", mean(block))
        : String.format(Locale.ROOT, "%.1f %% right of %d", 100 * mean(block), block.size());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }
}
