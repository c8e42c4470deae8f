package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files give a message or a graph, never another exception, and soon. Each mutant is a
 * function of its number, which a failure names.
 */
class NirFileMutationTest {
  private static final int MUTANTS = 2000;
  private static final Duration EACH = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void damagedFilesOfOtherToolsGiveMessages() throws Exception {
    byte[] original = Files.readAllBytes(NirGraphs.shared("01_lif/lif_norse.nir"));
    assertThat(refused(original, MUTANTS)).isGreaterThan(MUTANTS / 10);
  }

  @Test
  void damagedFilesOfOursGiveMessages() throws Exception {
    Path file = folder.resolve("everything.nir");
    NirFile.write(NirGraphs.everything(), file);
    assertThat(refused(Files.readAllBytes(file), MUTANTS / 2)).isGreaterThan(MUTANTS / 20);
  }

  /** Reads all mutants; returns how many were refused with a message. */
  private static int refused(byte[] original, int mutants) {
    int refused = 0;
    for (int number = 0; number < mutants; number++) {
      byte[] mutant = mutant(original, number);
      int of = number;
      refused += Assertions.assertTimeout(EACH, () -> isRefused(mutant, of), () -> "mutant " + of);
    }
    return refused;
  }

  private static int isRefused(byte[] mutant, int number) {
    try {
      NirGraph graph = NirFile.read(mutant);
      NirNetworks.toNetwork(graph, NirOptions.defaults("mutant"));
      return 0;
    } catch (NirException e) {
      assertThat(e.getMessage()).as("mutant %d", number).contains("; ");
      return 1;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("mutant " + number + " of the file", e);
    }
  }

  /** One to eight bytes changed, one in ten cut off; headers are hit more often than weights. */
  private static byte[] mutant(byte[] original, int number) {
    Random random = new Random(number);
    byte[] mutant =
        random.nextInt(10) == 0
            ? Arrays.copyOf(original, random.nextInt(original.length))
            : original.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes && mutant.length > 0; i++) {
      int at = random.nextInt(mutant.length);
      mutant[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> (byte) 0xFF;
            default -> (byte) (mutant[at] ^ (1 << random.nextInt(8)));
          };
    }
    return mutant;
  }
}
