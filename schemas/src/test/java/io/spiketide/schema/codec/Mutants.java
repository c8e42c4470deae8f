package io.spiketide.schema.codec;

import java.util.Arrays;
import java.util.Random;

/** Damages records the way that bad producers and bad luck do. */
final class Mutants {
  /** Varints of huge, negative and overlong numbers. */
  private static final byte[][] NUMBERS = {
    {-2, -1, -1, -1, 15},
    {-1, -1, -1, -1, 15},
    {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
    {1},
    {0}
  };

  private Mutants() {}

  /** One to three faults behind the first {@code header} bytes; now and then one in them. */
  static byte[] mutate(byte[] record, int header, Random random) {
    byte[] mutant = record;
    for (int faults = 1 + random.nextInt(3); faults > 0; faults--) {
      int from = random.nextInt(50) == 0 ? 0 : Math.min(header, mutant.length);
      mutant = mutateOnce(mutant, from, random);
    }
    return mutant;
  }

  private static byte[] mutateOnce(byte[] record, int from, Random random) {
    if (from == record.length) {
      return record;
    }
    int at = from + random.nextInt(record.length - from);
    byte[] number = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(record, at);
      case 1 -> splice(record, at, 0, number);
      case 2 -> splice(record, at, 1, number);
      case 3 -> splice(record, at, 1 + random.nextInt(record.length - at), new byte[0]);
      default -> splice(record, at, 1, new byte[] {(byte) random.nextInt()});
    };
  }

  private static byte[] splice(byte[] record, int at, int removed, byte[] inserted) {
    byte[] spliced = new byte[record.length - removed + inserted.length];
    System.arraycopy(record, 0, spliced, 0, at);
    System.arraycopy(inserted, 0, spliced, at, inserted.length);
    System.arraycopy(
        record, at + removed, spliced, at + inserted.length, record.length - at - removed);
    return spliced;
  }
}
