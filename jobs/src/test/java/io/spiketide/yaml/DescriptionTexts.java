package io.spiketide.yaml;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Descriptions as texts, and what is found wrong with them. */
final class DescriptionTexts {
  static final String GOOD =
      """
      network: reflex
      tick: 500 us
      inputs:
        skin: {shape: [4]}
      populations:
        touch:
          shape: [2]
          neuron: {model: lif, tau_m: 20}
      projections:
        - from: skin
          to: touch
          delay: 1.5 ms
      readouts:
        side: {of: touch, type: spike_count, labels: [left, right]}
      """;

  private DescriptionTexts() {}

  static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("net.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that are reported, without the folder; empty if the description is good. */
  static List<String> problems(Path folder, String text) {
    Path file = write(folder, text);
    try {
      return NetworkYaml.load(file).warnings().stream()
          .map(w -> withoutFolder(w.toString(), folder))
          .toList();
    } catch (DescriptionException e) {
      return e.problems().stream().map(p -> withoutFolder(p.toString(), folder)).toList();
    }
  }

  private static String withoutFolder(String message, Path folder) {
    return message.replace(folder + File.separator, "");
  }
}
