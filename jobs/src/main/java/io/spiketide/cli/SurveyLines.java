package io.spiketide.cli;

import io.spiketide.sensor.AddressCounts;
import io.spiketide.sensor.EventRecording;
import io.spiketide.sensor.PixelColumns;
import io.spiketide.sensor.RecordingHeader;
import io.spiketide.sensor.RecordingSurvey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code spiketide info} prints of a survey. */
final class SurveyLines {
  private static final int BUSIEST = 5;
  private static final int COLUMNS = 64;
  private static final String LEVELS = " ▁▂▃▄▅▆▇█";
  private static final double MICROS = 1e6;

  private SurveyLines() {}

  /** For people. */
  static List<String> text(Path file, EventRecording source, RecordingSurvey survey) {
    RecordingHeader header = source.header();
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + header.format() + ", shape " + Shapes.text(header.shape()));
    lines.add(line("events", "%,d%s", survey.events(), share(survey)));
    if (survey.events() > 0) {
      addEvents(survey, lines);
    }
    if (survey.episodes() > 0) {
      lines.add(line("episodes", "%,d", survey.episodes()));
    }
    if (survey.dropped() > 0) {
      lines.add(line("lost", "%,d, as the sensor says", survey.dropped()));
    }
    source.besides().forEach((what, n) -> lines.add(line("beside", "%,d %s", n, what)));
    source.skipped().forEach((what, n) -> lines.add(line("damaged", "%,d %s", n, what)));
    if (survey.stepsBack() > 0) {
      lines.add(
          line(
              "clock",
              "ran back %,d times, by %,d µs at most",
              survey.stepsBack(),
              survey.longestStepBack()));
    }
    return lines;
  }

  private static void addEvents(RecordingSurvey survey, List<String> lines) {
    double first = survey.firstMicros() / MICROS;
    double seconds = (survey.lastMicros() - survey.firstMicros()) / MICROS;
    lines.add(line("time", "%.6f s to %.6f s: %.6f s", first, first + seconds, seconds));
    int[] bounds = survey.bounds();
    lines.add(
        line(
            "place",
            "x %d..%d, y %d..%d; %,d addresses fired",
            bounds[0],
            bounds[1],
            bounds[2],
            bounds[3],
            survey.addresses().active()));
    if (survey.least() != 1 || survey.most() != 1) {
      lines.add(line("values", "%s to %s", survey.least(), survey.most()));
    }
    long[] bins = survey.rate().bins();
    double bin = survey.rate().binMicros() / MICROS;
    double peak = Arrays.stream(bins).max().orElse(0) / bin;
    lines.add(
        line(
            "rate",
            "%,.0f/s in the mean, %,.0f/s at most in %.6f s",
            seconds > 0 ? survey.events() / seconds : 0,
            peak,
            bin));
    lines.add(line("", "%s", sparkline(bins)));
    survey
        .gaps()
        .forEach(
            gap ->
                lines.add(line("gap", "%,d µs after %.6f s", gap.micros(), gap.after() / MICROS)));
    survey.addresses().busiest(BUSIEST).stream()
        .map(count -> line("busiest", "%,d at %s", count.events(), place(survey, count)))
        .forEach(lines::add);
    lines.add(
        line(
            "hot",
            "%,d addresses with more than %,.0f events",
            survey.addresses().hot(),
            survey.addresses().hotAbove()));
  }

  private static String share(RecordingSurvey survey) {
    boolean told = survey.columns().hasPolarity() && survey.events() > 0;
    return told
        ? String.format(Locale.ROOT, ", %.1f %% ON", 100.0 * survey.on() / survey.events())
        : "";
  }

  private static String place(RecordingSurvey survey, AddressCounts.Count count) {
    PixelColumns columns = survey.columns();
    String pixel = "x " + columns.x(count.address()) + ", y " + columns.y(count.address());
    return columns.hasPolarity()
        ? pixel + (columns.isOn(count.address()) ? ", ON" : ", OFF")
        : pixel;
  }

  /** The rate over time in one line. */
  private static String sparkline(long[] bins) {
    int columns = Math.min(COLUMNS, bins.length);
    long[] sums = new long[columns];
    for (int i = 0; i < bins.length; i++) {
      sums[(int) ((long) i * columns / bins.length)] += bins[i];
    }
    long most = Math.max(1, Arrays.stream(sums).max().orElse(1));
    StringBuilder line = new StringBuilder();
    for (long sum : sums) {
      int level = sum == 0 ? 0 : (int) (1 + (LEVELS.length() - 2) * sum / most);
      line.append(LEVELS.charAt(level));
    }
    return line.toString();
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-9s ", name) + String.format(Locale.ROOT, format, values);
  }

  /** For machines. */
  static Map<String, Object> facts(Path file, EventRecording source, RecordingSurvey survey) {
    Map<String, Object> facts = new LinkedHashMap<>();
    int[] bounds = survey.bounds();
    facts.put("file", file.toString());
    facts.put("format", source.header().format());
    facts.put("shape", source.header().shape());
    facts.put("events", survey.events());
    facts.put("on", survey.on());
    facts.put("t_first", survey.firstMicros());
    facts.put("t_last", survey.lastMicros());
    facts.put("x_min", bounds[0]);
    facts.put("x_max", bounds[1]);
    facts.put("y_min", bounds[2]);
    facts.put("y_max", bounds[3]);
    facts.put("sum_x", survey.sumX());
    facts.put("sum_y", survey.sumY());
    facts.put("value_min", survey.events() == 0 ? 0 : survey.least());
    facts.put("value_max", survey.events() == 0 ? 0 : survey.most());
    facts.put("monotone", survey.stepsBack() == 0);
    facts.put("steps_back", survey.stepsBack());
    facts.put("longest_step_back", survey.longestStepBack());
    facts.put("episodes", survey.episodes());
    facts.put("lost", survey.dropped());
    facts.put("gaps", survey.gaps());
    facts.put("rate_bin_micros", survey.rate().binMicros());
    facts.put("rate", survey.rate().bins());
    facts.put("active", survey.addresses().active());
    facts.put("busiest", survey.addresses().busiest(BUSIEST));
    facts.put("hot", survey.addresses().hot());
    facts.put("besides", source.besides());
    facts.put("damaged", source.skipped());
    return facts;
  }
}
