package io.spiketide.it;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A consumer of all output in a thread of its own. */
final class LiveHarvest implements AutoCloseable {
  private final PipelineRun run;
  private final Drain drain;
  private final Harvest harvest = new Harvest();
  private final Map<String, Long> reached = new HashMap<>();
  private final Map<CompletableFuture<Void>, Long> awaited = new HashMap<>();
  private final int instances;
  private final LongSupplier fedMicros;
  private long worstLag;
  private final Thread thread;
  private volatile boolean stopped;
  private @Nullable Exception failure;

  /**
   * @param fedMicros event time up to which everything was sent
   */
  LiveHarvest(PipelineRun run, int instances, LongSupplier fedMicros) {
    this.run = run;
    this.fedMicros = fedMicros;
    this.instances = instances;
    this.drain = run.drain();
    thread = new Thread(this::consume, "consumer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Is done when the output of every instance has reached an event time in µs. */
  synchronized CompletableFuture<Void> whenReached(long micros) {
    CompletableFuture<Void> moment = new CompletableFuture<>();
    awaited.put(moment, micros);
    return moment;
  }

  /** By how much in µs, at most, the output was behind what had been sent. */
  synchronized long worstLagMicros() {
    return worstLag;
  }

  synchronized void forgetWorstLag() {
    worstLag = 0;
  }

  /** Packets that had been seen before, so far. */
  synchronized long repeated() {
    return harvest.duplicates();
  }

  /** Whether as much has come as another harvest holds. */
  synchronized boolean isAsLargeAs(Harvest expected) {
    return harvest.isAsLargeAs(expected);
  }

  /** Stops to read and hands over. */
  Harvest stop() throws Exception {
    close();
    rethrow();
    return harvest;
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    drain.close();
  }

  private void consume() {
    try {
      drain.until(() -> stopped, FaultRun.FOREVER, this::take);
    } catch (Exception e) {
      synchronized (this) {
        failure = e;
        awaited.keySet().forEach(moment -> moment.completeExceptionally(e));
      }
    }
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    PipelineRun.Progress progress = run.add(record, harvest);
    if (reached.size() == instances) {
      worstLag = Math.max(worstLag, fedMicros.getAsLong() - slowest());
    }
    reached.merge(progress.instance(), progress.micros(), Math::max);
    if (reached.size() == instances && !awaited.isEmpty()) {
      long slowest = slowest();
      awaited.forEach(
          (moment, micros) -> {
            if (micros <= slowest) {
              moment.complete(null);
            }
          });
      awaited.keySet().removeIf(CompletableFuture::isDone);
    }
  }

  private long slowest() {
    return Collections.min(reached.values());
  }

  private void rethrow() throws Exception {
    if (failure != null) {
      throw failure;
    }
  }
}
