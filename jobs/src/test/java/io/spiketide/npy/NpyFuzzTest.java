package io.spiketide.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.testing.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged arrays are read or refused with a message. */
class NpyFuzzTest {
  private static final long SEED = 20_261_129;

  @Test
  void damagedFilesGiveMessages() {
    List<byte[]> originals =
        List.of(
            NpyFileTest.file(1, "<f4", false, "(2, 2)", new byte[16]),
            NpyFileTest.file(2, ">i8", true, "(3,)", new byte[24]));
    Fuzz.Outcome outcome =
        Fuzz.run("arrays of NumPy", SEED, originals, NpyException.class, NpyFuzzTest::parse);
    assertThat(outcome.read()).isPositive();
    assertThat(outcome.refused()).isPositive();
  }

  private static void parse(byte[] mutant) throws NpyException {
    try {
      assertThat(NpyFile.parse(mutant).values()).isNotNull();
    } catch (NpyException e) {
      assertThat(e).hasMessageContaining("; ");
      throw e;
    }
  }
}
