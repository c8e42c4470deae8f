package io.spiketide.nir;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.testing.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged graphs become networks or give messages. */
class NirFuzzTest {
  private static final long SEED = 20_261_128;

  @TempDir Path folder;

  @Test
  void damagedFilesOfOtherToolsGiveMessages() throws Exception {
    check("NIR of another tool", Files.readAllBytes(NirGraphs.shared("01_lif/lif_norse.nir")));
  }

  @Test
  void damagedFilesOfOursGiveMessages() throws Exception {
    Path file = folder.resolve("everything.nir");
    NirFile.write(NirGraphs.everything(), file);
    check("NIR of ours", Files.readAllBytes(file));
  }

  private static void check(String what, byte[] original) {
    Fuzz.Outcome outcome =
        Fuzz.run(
            what,
            SEED,
            (number, random) -> mutant(original, random),
            NirException.class,
            NirFuzzTest::read);
    assertThat(outcome.refused()).isGreaterThan((outcome.read() + outcome.refused()) / 10);
  }

  private static void read(byte[] mutant) throws NirException {
    try {
      NirNetworks.toNetwork(NirFile.read(mutant), NirOptions.defaults("mutant"));
    } catch (NirException e) {
      assertThat(e.getMessage()).contains("; ");
      throw e;
    }
  }

  /** Bytes that stay in their places reach further into the tree of a file than those that move. */
  private static byte[] mutant(byte[] original, Random random) {
    if (random.nextInt(4) == 0) {
      return Fuzz.mutate(original, random);
    }
    byte[] mutant = Arrays.copyOf(original, original.length);
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
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
