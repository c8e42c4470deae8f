package io.spiketide.cli;

import io.spiketide.network.Network;
import io.spiketide.network.ReadoutSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts the decisions of each readout, and how many of them are what the episode truly shows. */
final class AnswerCount {
  private final List<ReadoutSpec> readouts;
  private final long[] answers;
  private final long[] labelled;
  private final long[] right;

  AnswerCount(Network network) {
    readouts = network.readouts();
    answers = new long[readouts.size()];
    labelled = new long[readouts.size()];
    right = new long[readouts.size()];
  }

  /**
   * @param trueLabel empty if unknown
   * @param winner class, -1 for none
   */
  void add(int readout, String trueLabel, int winner) {
    List<String> labels = readouts.get(readout).labels();
    String answer = winner >= 0 && !labels.isEmpty() ? labels.get(winner) : String.valueOf(winner);
    answers[readout]++;
    labelled[readout] += trueLabel.isEmpty() ? 0 : 1;
    right[readout] += answer.equals(trueLabel) ? 1 : 0;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < answers.length; r++) {
      String known =
          labelled[r] == 0
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", %,d of %,d right (%.1f %%)",
                  right[r],
                  labelled[r],
                  100.0 * right[r] / labelled[r]);
      lines.add(
          String.format(
              Locale.ROOT,
              "readout %s: %,d decisions%s",
              readouts.get(r).name(),
              answers[r],
              known));
    }
    return lines;
  }

  List<Map<String, Object>> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int r = 0; r < answers.length; r++) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("readout", readouts.get(r).name());
      value.put("decisions", answers[r]);
      value.put("labelled", labelled[r]);
      value.put("right", right[r]);
      all.add(value);
    }
    return all;
  }
}
