package io.spiketide.testing;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Shows damaged bytes to a parser: it may read them or refuse them with its own checked exception,
 * within a second of processor time and 256 MB, and nothing else. 2,000 mutants, or as many as the
 * system property {@code spiketide.fuzz.mutants} says.
 */
public final class Fuzz {
  private static final int DEFAULT_MUTANTS = 2_000;
  private static final long LONGEST_NANOS = 1_000_000_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final int SHOWN_BYTES = 512;

  /** Bytes that are borders of something: signs, sizes, text. */
  private static final byte[] EDGES = {0, 1, -1, -2, 127, -128, 16, 64, '[', '{', '"', '\\', ':'};

  /** Numbers of 32 bits that are borders of sizes and counts. */
  private static final int[] SIZES = {0, 1, -1, 1 << 31, -1 >>> 1, 0xFF, 0xFFFF, 1 << 16};

  private static final int LONGEST_PIECE = 64;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /** What is tested. */
  public interface Parser {
    void parse(byte[] bytes) throws Exception;
  }

  /** Makes the mutant of a number; a function of it and the random numbers alone. */
  public interface Mutator {
    byte[] mutant(int number, Random random);
  }

  /** What became of the mutants. */
  public record Outcome(int read, int refused) {}

  /**
   * Parses mutants of some originals, in turn, made by {@link #mutate}.
   *
   * @param refusal the parser's own checked exception
   * @throws AssertionError that shows the first mutant that fails
   */
  public static Outcome run(
      String what,
      long seed,
      List<byte[]> originals,
      Class<? extends Exception> refusal,
      Parser parser) {
    return run(
        what,
        seed,
        (number, random) -> mutate(originals.get(number % originals.size()), random),
        refusal,
        parser);
  }

  /** The same with mutants of another kind. Mutant i is a function of the seed and i. */
  public static Outcome run(
      String what, long seed, Mutator mutator, Class<? extends Exception> refusal, Parser parser) {
    int count = Integer.getInteger("spiketide.fuzz.mutants", DEFAULT_MUTANTS);
    int refused = 0;
    long slowest = 0;
    long largest = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutant = mutator.mutant(i, random(seed, i));
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long begin = THREADS.getCurrentThreadCpuTime();
      try {
        parser.parse(mutant);
      } catch (Throwable e) {
        if (!refusal.isInstance(e)) {
          throw new AssertionError(describe(what, seed, i, mutant) + ": " + e, e);
        }
        refused++;
      }
      long nanos = THREADS.getCurrentThreadCpuTime() - begin;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      if (nanos > LONGEST_NANOS || bytes > MOST_BYTES) {
        throw new AssertionError(
            "%s took %,d ns and %,d bytes"
                .formatted(describe(what, seed, i, mutant), nanos, bytes));
      }
      slowest = Math.max(slowest, nanos);
      largest = Math.max(largest, bytes);
    }
    System.out.printf(
        "fuzz %s: %,d mutants of seed %d, %,d read, %,d refused; slowest %.0f ms, most memory %.1f MB%n",
        what, count, seed, count - refused, refused, slowest / 1e6, largest / 1e6);
    return new Outcome(count - refused, refused);
  }

  /** Numbers of one mutant; scrambled, because those of neighbouring seeds resemble each other. */
  private static Random random(long seed, int mutant) {
    long mixed = (seed + mutant) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    return new Random(mixed ^ (mixed >>> 27));
  }

  /** One to four faults: cut, changed, repeated, removed, or inserted bytes. */
  public static byte[] mutate(byte[] original, Random random) {
    byte[] mutant = original.clone();
    for (int faults = 1 + random.nextInt(4); faults > 0; faults--) {
      mutant = mutateOnce(mutant, random);
    }
    return mutant;
  }

  private static byte[] mutateOnce(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    int some = 1 + random.nextInt(Math.min(LONGEST_PIECE, bytes.length - at));
    switch (random.nextInt(8)) {
      case 0:
        return Arrays.copyOf(bytes, at);
      case 1:
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
      case 2:
        bytes[at] = EDGES[random.nextInt(EDGES.length)];
        return bytes;
      case 3:
        Arrays.fill(bytes, at, at + some, EDGES[random.nextInt(EDGES.length)]);
        return bytes;
      case 4:
        return splice(bytes, at, some, new byte[0]);
      case 5:
        return splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + some));
      case 6:
        size(bytes, at, SIZES[random.nextInt(SIZES.length)], random.nextBoolean());
        return bytes;
      default:
        byte[] noise = new byte[some];
        random.nextBytes(noise);
        return splice(bytes, at, random.nextInt(2) * some, noise);
    }
  }

  private static void size(byte[] bytes, int at, int value, boolean bigEndian) {
    for (int i = 0; i < Integer.BYTES && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * (bigEndian ? 3 - i : i));
    }
  }

  private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
    byte[] spliced = new byte[bytes.length - removed + inserted.length];
    System.arraycopy(bytes, 0, spliced, 0, at);
    System.arraycopy(inserted, 0, spliced, at, inserted.length);
    System.arraycopy(
        bytes, at + removed, spliced, at + inserted.length, bytes.length - at - removed);
    return spliced;
  }

  private static String describe(String what, long seed, int mutant, byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
    return "%s, mutant %d of seed %d, %d bytes %s".formatted(what, mutant, seed, bytes.length, hex);
  }
}
