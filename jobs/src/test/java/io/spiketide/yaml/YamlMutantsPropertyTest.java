package io.spiketide.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMutantsPropertyTest {
  private static final int MUTANTS = 2000;
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
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant =
          mutate(i % 2 == 0 ? DescriptionTexts.GOOD : NetworkSection.FULL_EXAMPLE, random);
      Path file = DescriptionTexts.write(folder, mutant);
      try {
        NetworkYaml.load(file);
      } catch (DescriptionException e) {
        refused++;
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.getMessage()).contains("net.yaml").contains("; ");
      } catch (RuntimeException e) {
        throw new AssertionError("mutant " + i + " of seed " + SEED + ":\n" + mutant, e);
      }
    }
    assertThat(refused).isBetween(MUTANTS / 4, MUTANTS - 1);
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
