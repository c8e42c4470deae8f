package io.spiketide.ingest;

import io.spiketide.schema.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a gateway refuses from one source, as dead letters: the first of a kind at once, the
 * following ones counted together, so that a flood of bad input makes few letters. Single-threaded.
 */
final class RefusalLog {
  private static final int LONGEST_SAMPLE = 2048;
  private static final byte[] NO_SAMPLE = {};

  private final String origin;
  private final String instance;
  private final Consumer<DeadLetter> letters;
  private final Map<Refusal, Pile> piles = new EnumMap<>(Refusal.class);

  /** What was refused for one reason. */
  private static final class Pile {
    long total;
    long unreported;
    String detail = "";
    byte[] sample = NO_SAMPLE;
    boolean reportedLately;
  }

  /**
   * @param origin where the gateway listens, such as {@code udp:0.0.0.0:7777}; stands for the topic
   * @param instance key of the source's records
   */
  RefusalLog(String origin, String instance, Consumer<DeadLetter> letters) {
    this.origin = origin;
    this.instance = instance;
    this.letters = letters;
  }

  /**
   * Something is refused.
   *
   * @param count how many events, 1 for what could not be read
   * @param sample the bytes it was read from, from 0 to its limit, or null
   */
  void add(
      Refusal refusal,
      long count,
      long heardMicros,
      Supplier<String> detail,
      @Nullable ByteBuffer sample) {
    Pile pile = piles.computeIfAbsent(refusal, r -> new Pile());
    if (pile.unreported == 0) {
      pile.detail = detail.get();
      pile.sample = sample == null ? NO_SAMPLE : copy(sample);
    }
    pile.total += count;
    pile.unreported += count;
    if (!pile.reportedLately) {
      report(refusal, pile, heardMicros);
    }
  }

  /** Reports what has come together since this was called last. */
  void report(long heardMicros) {
    piles.forEach(
        (refusal, pile) -> {
          if (pile.unreported > 0) {
            report(refusal, pile, heardMicros);
          } else {
            pile.reportedLately = false;
          }
        });
  }

  /** How many were refused for a reason. */
  long total(Refusal refusal) {
    Pile pile = piles.get(refusal);
    return pile == null ? 0 : pile.total;
  }

  private void report(Refusal refusal, Pile pile, long heardMicros) {
    letters.accept(
        new DeadLetter(
            "",
            refusal.reason(),
            pile.detail,
            origin,
            0,
            pile.total - pile.unreported,
            heardMicros / 1_000,
            instance,
            pile.unreported,
            instance.getBytes(StandardCharsets.UTF_8),
            pile.sample));
    pile.unreported = 0;
    pile.reportedLately = true;
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[Math.min(bytes.limit(), LONGEST_SAMPLE)];
    bytes.get(0, copy);
    return copy;
  }
}
