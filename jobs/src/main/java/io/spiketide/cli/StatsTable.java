package io.spiketide.cli;

import io.spiketide.statistics.Distribution;
import io.spiketide.statistics.PopulationStatistics;
import io.spiketide.statistics.Stretch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of one population, as a table for people or a value for JSON.
 *
 * @param isSizeGiven whether the number of neurons is that of a description, not of what fired
 */
record StatsTable(SpikeTally.Train train, PopulationStatistics statistics, boolean isSizeGiven) {
  private static final double MILLIS_PER_MICRO = 1e-3;
  private static final String HEADER =
      String.format(
          Locale.ROOT,
          "  %-12s%10s%10s%10s%10s%10s   of",
          "",
          "mean",
          "sd",
          "min",
          "median",
          "max");

  /** A short name: instance and population. */
  String label() {
    return train.source().instance() + "/" + train.population();
  }

  List<String> lines() {
    PopulationStatistics s = statistics;
    Stretch stretch = s.stretch();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, instance %s, population %s: %,d neurons%s, %,d spikes in %s s (ticks %d to %d)",
            train.source().network(),
            train.source().instance(),
            train.population(),
            s.neurons(),
            isSizeGiven ? "" : " (the largest that fired + 1)",
            s.spikes(),
            seconds(stretch),
            stretch.start(),
            stretch.end()));
    lines.add(HEADER);
    lines.add(line("rate Hz", s.rates(), count(s.rates(), "neurons")));
    lines.add(
        line(
            "CV",
            s.variation(),
            count(s.variation(), "neurons with at least " + s.measures().minIntervals())
                + " intervals"));
    lines.add(
        line(
            "correlation",
            s.correlations(),
            count(s.correlations(), "pairs of ")
                + String.format(
                    Locale.ROOT,
                    "%d neurons, in bins of %s ms",
                    s.correlatedNeurons(),
                    binMillis())));
    return lines;
  }

  private static String seconds(Stretch stretch) {
    return BigDecimal.valueOf(stretch.ticks() * stretch.tickMicros(), 6)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String count(Distribution distribution, String what) {
    return String.format(Locale.ROOT, "%,d %s", distribution.size(), what);
  }

  private static String line(String name, Distribution d, String of) {
    return String.format(
        Locale.ROOT,
        "  %-12s%10s%10s%10s%10s%10s   %s",
        name,
        figure(d.mean()),
        figure(d.deviation()),
        figure(d.min()),
        figure(d.quantile(0.5)),
        figure(d.max()),
        of);
  }

  private static String figure(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.4f" : "%.3f", value);
  }

  private double binMillis() {
    return statistics.measures().binTicks() * statistics.stretch().tickMicros() * MILLIS_PER_MICRO;
  }

  Map<String, @Nullable Object> json() {
    PopulationStatistics s = statistics;
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("network", train.source().network());
    value.put("instance", train.source().instance());
    value.put("population", train.population());
    value.put("neurons", s.neurons());
    value.put("neuronsFrom", isSizeGiven ? "description" : "largest that fired + 1");
    value.put("spikes", s.spikes());
    value.put("firstTick", s.stretch().start());
    value.put("endTick", s.stretch().end());
    value.put("tickMicros", s.stretch().tickMicros());
    value.put("seconds", s.stretch().seconds());
    value.put("rateHz", json(s.rates()));
    value.put("minIntervals", s.measures().minIntervals());
    value.put("cv", json(s.variation()));
    value.put("binMillis", binMillis());
    value.put("correlatedNeurons", s.correlatedNeurons());
    value.put("correlation", json(s.correlations()));
    return value;
  }

  private static @Nullable Map<String, Object> json(Distribution d) {
    if (d.isEmpty()) {
      return null;
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("of", d.size());
    value.put("mean", d.mean());
    value.put("sd", d.deviation());
    value.put("min", d.min());
    value.put("median", d.quantile(0.5));
    value.put("max", d.max());
    return value;
  }
}
