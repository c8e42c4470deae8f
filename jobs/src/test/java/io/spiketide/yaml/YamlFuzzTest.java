package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged descriptions are read, or refused with all that is wrong with them. */
class YamlFuzzTest {
  private static final long SEED = 20240611;
  private static final List<String> PIECES =
      List.of(
          ":",
          "-",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!!binary ",
          "!x ",
          "'",
          "\"",
          "|",
          ">",
          "#",
          "\t",
          "\n",
          "  ",
          "-1",
          "1e400",
          "999999999999",
          ".nan",
          ".inf",
          "1e-300 ms",
          "null",
          "~",
          "<<: *a",
          "? ",
          "%",
          "\u0000",
          "\u2028",
          "0",
          "true",
          "3000000 d",
          "1.5e9");

  @TempDir Path folder;

  @Test
  void everyMutantIsReadOrRefusedWithMessages() {
    Fuzz.Outcome outcome =
        Fuzz.run(
            "descriptions in YAML",
            SEED,
            (number, random) -> {
              String text = number % 2 == 0 ? DescriptionTexts.GOOD : NetworkSection.FULL_EXAMPLE;
              return mutate(text, random).getBytes(StandardCharsets.UTF_8);
            },
            DescriptionException.class,
            this::load);
    int all = outcome.read() + outcome.refused();
    assertThat(outcome.refused()).isBetween(all / 4, all - 1);
  }

  /** Bytes that may be no text at all. */
  @Test
  void damagedBytesAreReadOrRefusedWithMessages() {
    Fuzz.Outcome outcome =
        Fuzz.run(
            "descriptions as bytes",
            SEED,
            List.of(
                DescriptionTexts.GOOD.getBytes(StandardCharsets.UTF_8),
                NetworkSection.FULL_EXAMPLE.getBytes(StandardCharsets.UTF_8)),
            DescriptionException.class,
            this::load);
    assertThat(outcome.refused()).isPositive();
  }

  private void load(byte[] mutant) throws Exception {
    Path file = Files.write(folder.resolve("net.yaml"), mutant);
    try {
      NetworkYaml.load(file);
    } catch (DescriptionException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).contains("net.yaml").contains("; ");
      throw e;
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder mutant = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(mutant.length());
      int length = Math.min(random.nextInt(12), mutant.length() - at);
      switch (random.nextInt(4)) {
        case 0 -> mutant.delete(at, at + length);
        case 1 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> mutant.replace(at, at + length, PIECES.get(random.nextInt(PIECES.size())));
        default -> mutant.insert(at, mutant.substring(at, at + length));
      }
      if (mutant.isEmpty()) {
        mutant.append('x');
      }
    }
    return mutant.toString();
  }
}
