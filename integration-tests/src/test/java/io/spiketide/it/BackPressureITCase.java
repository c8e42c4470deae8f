package io.spiketide.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.spiketide.job.SpiketideOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink that becomes a hundred times slower holds the job back: memory stays bounded, nothing is
 * lost, and afterwards the job catches up. How long it is slow once the job stands still: {@code
 * -Dslow.seconds}. In the Maven profile {@code chaos}.
 */
@Tag("chaos")
class BackPressureITCase {
  private static final int SLOWER = 100;
  private static final long SLOW_SECONDS = Long.getLong("slow.seconds", 8);
  private static final int PACKETS = 150_000;
  private static final int MIB = 1 << 20;

  /** So small that it is soon full; Kafka's default holds many seconds of spikes. */
  private static final String BUFFER_MEMORY = "buffer.memory=1048576";

  /** What sinks, channels and sources may hold more than before, over both subtasks. */
  private static final long IN_FLIGHT = 64L * MIB;

  /** Below this fraction of its speed a job stands still. */
  private static final double STILL = 0.1;

  @TempDir Path directory;

  @Test
  void aSinkThatIsAHundredTimesSlowerDelaysAndChangesNothing() throws Exception {
    String undisturbed;
    double bytesPerSecond;
    double packetsPerSecond;
    long heapBefore;
    try (LoadRun run = start()) {
      long start = System.nanoTime();
      long before = run.ledger.bytes();
      long doneBefore = run.done();
      run.awaitAll();
      bytesPerSecond = (run.ledger.bytes() - before) / secondsSince(start);
      packetsPerSecond = (PACKETS - doneBefore) / secondsSince(start);
      undisturbed = run.ledger.sha256OfAll();
      heapBefore = LiveHeap.bytes(run.cluster);
    }
    try (LoadRun run = start()) {
      RealCluster.proxy().slowDownTo((int) (bytesPerSecond / SLOWER / LoadRun.PARALLELISM));
      run.await("the job stands still", () -> speed(run) < STILL * packetsPerSecond);
      long start = System.nanoTime();
      long bytes = run.ledger.bytes();
      long taken = run.taken();
      long heapMost = heapBefore;
      while (secondsSince(start) < SLOW_SECONDS) {
        heapMost = Math.max(heapMost, LiveHeap.bytes(run.cluster));
        Thread.sleep(500);
      }
      double slow = (run.ledger.bytes() - bytes) / secondsSince(start);
      double takenPerSecond = (run.taken() - taken) / secondsSince(start);
      long left = PACKETS - run.taken();
      RealCluster.proxy().heal();
      long healed = System.nanoTime();
      run.awaitAll();
      System.out.printf(
          "sink slowed from %.1f to %.1f kB/s for %d s after it stood still, intake from %.0f to"
              + " %.0f packets/s; live heap %d MiB before, at most %d MiB; %d packets were left and"
              + " had come after %.1f s; %d restarts, %d repeated%n",
          bytesPerSecond / 1000,
          slow / 1000,
          SLOW_SECONDS,
          packetsPerSecond,
          takenPerSecond,
          heapBefore / MIB,
          heapMost / MIB,
          left,
          secondsSince(healed),
          run.rest().restarts(run.job()),
          run.ledger.repeated());
      assertThat(left).as("packets that the slow sink held back").isPositive();
      assertThat(heapMost).as("live heap").isLessThan(heapBefore + IN_FLIGHT);
      assertThat(run.ledger.gaps()).as("gaps").isZero();
      assertThat(run.ledger.sha256OfAll()).isEqualTo(undisturbed);
      assertThat(run.rest().restarts(run.job())).as("restarts").isZero();
    } finally {
      RealCluster.proxy().heal();
    }
  }

  /** All packets are there, and the first output has come. */
  private LoadRun start() throws Exception {
    Path settings = Files.writeString(directory.resolve("client.properties"), BUFFER_MEMORY);
    LoadRun run = new LoadRun();
    run.send(PACKETS);
    run.start(Map.of(SpiketideOptions.CLIENT_PROPERTIES.key(), settings.toString()));
    run.await("first output", () -> run.done() > 0);
    return run;
  }

  /** Packets per second that the job takes in now. */
  private static double speed(LoadRun run) throws InterruptedException {
    long start = System.nanoTime();
    long before = run.taken();
    return (run.taken() - before) / secondsSince(start) * 2; // two waits, one between the two
  }

  private static double secondsSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos) / 1000.0;
  }
}
