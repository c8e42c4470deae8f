package io.spiketide.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.spiketide.schema.DeadLetterReason;
import io.spiketide.schema.WireException;
import io.spiketide.testing.Fuzz;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged records are read or refused with a reason, and take no more memory than sound ones. */
class RecordFuzzTest {
  private static final long SEED = 20_261_127;
  private static final long MOST_BYTES = 1 << 20;
  private static final int HEADER = 10;

  static List<PacketKind<?>> kinds() {
    return PacketKind.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T extends Record> void damagedRecordsAreReadOrRefused(PacketKind<T> kind) {
    PacketCodec<T> codec = kind.codec().apply(WireFormat.DEFAULT);
    check(
        "records of " + kind.name(),
        codec,
        kind.encodeGolden(WireFormat.DEFAULT),
        (number, random) ->
            Mutants.mutate(codec.encode(kind.random().apply(random)), HEADER, random));
  }

  @Test
  void damagedRecordsOfAnOlderSchemaAreReadOrRefused() throws IOException {
    byte[] record = OlderSensorSchema.record();
    check(
        "records of an older schema",
        OlderSensorSchema.codec(),
        record,
        (number, random) -> Mutants.mutate(record, HEADER, random));
  }

  private static void check(String what, PacketCodec<?> codec, byte[] sound, Fuzz.Mutator mutator) {
    // what is made once is not to be counted for a mutant
    assertThatCode(() -> codec.decode(sound)).doesNotThrowAnyException();
    Fuzz.Outcome outcome =
        Fuzz.run(what, SEED, mutator, WireException.class, mutant -> decode(codec, mutant));
    int all = outcome.read() + outcome.refused();
    assertThat(outcome.refused()).isBetween(all / 10, all - 1);
  }

  private static void decode(PacketCodec<?> codec, byte[] mutant) throws WireException {
    long before = Allocation.ofThisThread();
    try {
      codec.decode(mutant);
    } catch (WireException e) {
      assertThat(e.reason()).isIn(DeadLetterReason.ALL);
      assertThat(e).hasMessageMatching("(?s)[A-Z][A-Za-z]+: .+");
      throw e;
    } finally {
      assertThat(Allocation.ofThisThread() - before).as("bytes allocated").isLessThan(MOST_BYTES);
    }
  }
}
