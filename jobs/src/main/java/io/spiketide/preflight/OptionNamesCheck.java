package io.spiketide.preflight;

import io.spiketide.job.SpiketideOptions;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.apache.flink.configuration.ConfigOption;

/** Every option that begins with {@code spiketide.} is one of ours. */
final class OptionNamesCheck extends Check {
  OptionNamesCheck() {
    super("options");
  }

  @Override
  List<Finding> look(Surroundings around) {
    List<String> known = SpiketideOptions.all().stream().map(ConfigOption::key).toList();
    List<Finding> unknown =
        around.options().keySet().stream()
            .filter(key -> key.startsWith("spiketide.") && !known.contains(key))
            .sorted()
            .flatMap(key -> fault(message(key, known)).stream())
            .toList();
    return unknown.isEmpty() ? good("every option is known") : unknown;
  }

  @SuppressWarnings("deprecation") // the successor is in a library of its own
  private static String message(String key, List<String> known) {
    String nearest =
        known.stream()
            .min(Comparator.comparingInt(k -> StringUtils.getLevenshteinDistance(k, key)))
            .orElseThrow();
    return "-D " + key + ": there is no such option; did you mean " + nearest + "?";
  }
}
