package io.spiketide.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison found.
 *
 * @param population the compared output
 * @param ticks that each sample was run
 * @param samples compared samples
 * @param equalSamples those without any difference
 * @param labelled samples whose class is known
 * @param correct those in which the neuron of the class had most spikes, the first one on ties
 * @param spikes of the output in all samples
 * @param expectedSpikes what was expected of it
 * @param totals spikes by population, of all samples
 * @param differences all of them, in order of the expected file
 */
public record ComparisonReport(
    String population,
    long ticks,
    long samples,
    long equalSamples,
    long labelled,
    long correct,
    long spikes,
    long expectedSpikes,
    Map<String, Long> totals,
    List<Difference> differences) {

  private static final int PRINTED = 20;

  public ComparisonReport {
    totals = Collections.unmodifiableMap(new TreeMap<>(totals));
    differences = List.copyOf(differences);
  }

  /**
   * A number that is not as expected.
   *
   * @param what in words, such as {@code spikes of neuron 3}
   */
  public record Difference(String sample, String what, long expected, long actual) {
    @Override
    public String toString() {
      return "sample " + sample + ", " + what + ": expected " + expected + ", got " + actual;
    }
  }

  /** Whether everything is as expected. */
  public boolean isEqual() {
    return differences.isEmpty();
  }

  /** The report: totals, then the first differences. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "population '%s', %,d ticks per sample: %,d of %,d samples equal",
            population, ticks, equalSamples, samples));
    lines.add(format("%,d output spikes, expected %,d", spikes, expectedSpikes));
    if (labelled > 0) {
      lines.add(format("%,d of %,d samples classified correctly", correct, labelled));
    }
    totals.forEach((name, sum) -> lines.add(format("  %,12d spikes of %s", sum, name)));
    if (!isEqual()) {
      lines.add(format("%,d differences", differences.size()));
      differences.stream().limit(PRINTED).forEach(d -> lines.add("  " + d));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
