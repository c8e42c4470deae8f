package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A sink that becomes a hundred times slower holds the job back: memory stays bounded, nothing is
 * lost, and afterwards the job catches up. The slow stretch is {@code -Dslow.seconds}.
 */
class BackPressureITCase {
  private static final int SLOWER = 100;
  private static final long SLOW_SECONDS = Long.getLong("slow.seconds", 10);
  private static final int PACKETS = 200_000;
  private static final int MIB = 1 << 20;

  /** Kafka's default of {@code buffer.memory}; each subtask has two sinks. */
  private static final long BUFFERS = 2L * LoadRun.PARALLELISM * 32 * MIB;

  /** Records that are on their way within Flink. */
  private static final long IN_FLIGHT = 64L * MIB;

  @Test
  void aSinkThatIsAHundredTimesSlowerDelaysAndChangesNothing() throws Exception {
    String undisturbed;
    double bytesPerSecond;
    try (LoadRun run = new LoadRun()) {
      run.send(PACKETS);
      run.start();
      run.await("first output", () -> run.done() > 0);
      long start = System.nanoTime();
      long before = run.ledger.bytes();
      run.awaitAll();
      bytesPerSecond = (run.ledger.bytes() - before) / secondsSince(start);
      undisturbed = run.ledger.sha256OfAll();
    }
    try (LoadRun run = new LoadRun()) {
      run.send(PACKETS);
      run.start();
      run.await("first output", () -> run.done() > 0);
      long heapBefore = LiveHeap.bytes(run.cluster);
      RealCluster.proxy().slowDownTo((int) (bytesPerSecond / SLOWER / LoadRun.PARALLELISM));
      long start = System.nanoTime();
      long bytes = run.ledger.bytes();
      long heapMost = heapBefore;
      while (secondsSince(start) < SLOW_SECONDS) {
        Thread.sleep(500);
        heapMost = Math.max(heapMost, LiveHeap.bytes(run.cluster));
      }
      double slowed = (run.ledger.bytes() - bytes) / secondsSince(start);
      long left = PACKETS - run.done();
      RealCluster.proxy().heal();
      long healed = System.nanoTime();
      run.awaitAll();
      System.out.printf(
          "sink slowed from %.0f to %.0f kB/s for %d s: live heap %d MiB before, at most %d MiB;"
              + " %d packets were left and had come after %.1f s; %d restarts, %d repeated%n",
          bytesPerSecond / 1000,
          slowed / 1000,
          SLOW_SECONDS,
          heapBefore / MIB,
          heapMost / MIB,
          left,
          secondsSince(healed),
          run.rest().restarts(run.job()),
          run.ledger.repeated());
      assertThat(left).as("packets that the slow sink held back").isPositive();
      assertThat(heapMost).as("live heap").isLessThan(heapBefore + BUFFERS + IN_FLIGHT);
      assertThat(run.ledger.gaps()).as("gaps").isZero();
      assertThat(run.ledger.sha256OfAll()).isEqualTo(undisturbed);
      assertThat(run.rest().restarts(run.job())).as("restarts").isZero();
    } finally {
      RealCluster.proxy().heal();
    }
  }

  private static double secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) / 1000.0;
  }
}
