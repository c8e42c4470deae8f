package io.spiketide.testing;

import java.util.Arrays;
import java.util.Random;

/**
 * Damaged copies of a file, for parsers that must bear them. A mutant is a function of the file and
 * its number alone.
 */
public final class Mutants {
  private static final int DEFAULT_NUMBER = 2000;
  private static final int MOST_CHANGES = 4;
  private static final int MOST_PIECE = 64;
  private static final int[] ODD = {0, 1, -1, 0x7FFF_FFFF, 0x8000_0000, 0xFF, 0xFFFF, 0x1_0000};

  private Mutants() {}

  /**
   * How many a test makes: 2,000, or what the system property {@code spiketide.fuzz.mutants} says.
   */
  public static int number() {
    return Integer.getInteger("spiketide.fuzz.mutants", DEFAULT_NUMBER);
  }

  /** The mutant of a number. */
  public static byte[] of(byte[] original, int number) {
    Random random = new Random(number * 31L + original.length);
    byte[] mutant = original;
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      mutant = changed(mutant, random);
    }
    return mutant;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    byte[] copy = bytes.clone();
    int at = random.nextInt(copy.length);
    int length = Math.min(1 + random.nextInt(MOST_PIECE), copy.length - at);
    switch (random.nextInt(7)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt();
      case 2, 3 -> number(copy, at, ODD[random.nextInt(ODD.length)], random.nextBoolean());
      case 4 -> {
        return Arrays.copyOf(copy, at);
      }
      case 5 -> { // a piece is missing
        System.arraycopy(copy, at + length, copy, at, copy.length - at - length);
        return Arrays.copyOf(copy, copy.length - length);
      }
      default -> { // a piece comes twice
        byte[] longer = Arrays.copyOf(copy, copy.length + length);
        System.arraycopy(copy, at, longer, at + length, copy.length - at);
        return longer;
      }
    }
    return copy;
  }

  /** Puts an odd number of 32 bits anywhere. */
  private static void number(byte[] bytes, int at, int value, boolean bigEndian) {
    for (int i = 0; i < Integer.BYTES && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * (bigEndian ? 3 - i : i));
    }
  }
}
