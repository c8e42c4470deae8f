package io.spiketide.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the user of an importable graph should know, one rule a method. */
final class NirWarnings {
  /** Steps per time constant above which the step is probably not the one of the training. */
  private static final double MANY_STEPS = 5000;

  private NirWarnings() {}

  /** The warnings about a graph without nested graphs, in order of rules, then of keys. */
  static List<String> of(FlatGraph flat, NirOptions options) {
    List<String> warnings = new ArrayList<>();
    warnAboutLoops(flat, options, warnings);
    warnAboutResets(flat, options, warnings);
    warnAboutSteps(flat, options, warnings);
    warnAboutDeadEnds(flat, warnings);
    return warnings;
  }

  private static void warnAboutLoops(FlatGraph flat, NirOptions options, List<String> warnings) {
    for (NirEdge edge : NirLoops.cut(flat, options.loop())) {
      warnings.add(
          "a loop is delayed by one tick at edge "
              + edge
              + " (loop: "
              + options.loop().word()
              + "); another place gives other spikes");
    }
  }

  private static void warnAboutResets(FlatGraph flat, NirOptions options, List<String> warnings) {
    if (options.reset() == NirOptions.Reset.V_RESET) {
      return;
    }
    flat.nodes()
        .forEach(
            (key, node) -> {
              NirTensor reset = NirParameters.of(node).get("v_reset");
              if (reset != null && Arrays.stream(reset.values()).anyMatch(v -> v != 0)) {
                warnings.add(
                    "node '"
                        + key
                        + "': its v_reset is not used (reset: "
                        + options.reset().word()
                        + ")");
              }
            });
  }

  private static void warnAboutSteps(FlatGraph flat, NirOptions options, List<String> warnings) {
    flat.nodes()
        .forEach(
            (key, node) ->
                NirParameters.of(node)
                    .forEach(
                        (name, tensor) -> {
                          double shortest =
                              Arrays.stream(tensor.values()).min().orElse(0)
                                  * 1000
                                  / options.stepMillis();
                          if (NirTaus.isTau(name) && shortest > MANY_STEPS) {
                            warnings.add(
                                String.format(
                                    Locale.ROOT,
                                    "node '%s': %s is %.0f steps; was the network trained with a"
                                        + " step of %s ms?",
                                    key,
                                    name,
                                    shortest,
                                    options.stepMillis()));
                          }
                        }));
  }

  private static void warnAboutDeadEnds(FlatGraph flat, List<String> warnings) {
    flat.nodes()
        .forEach(
            (key, node) -> {
              if (!(node instanceof NirNode.Output) && flat.outOf(key).isEmpty()) {
                warnings.add("node '" + key + "': nothing reads it");
              }
              if (node instanceof NirNode.Dynamic && flat.into(key).isEmpty()) {
                warnings.add("node '" + key + "': nothing leads to it");
              }
            });
  }
}
