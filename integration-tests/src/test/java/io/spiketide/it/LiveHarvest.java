package io.spiketide.it;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A consumer of all output in a thread of its own. */
final class LiveHarvest implements AutoCloseable {
  private final PipelineRun run;
  private final Drain drain;
  private final Harvest harvest = new Harvest();
  private final Map<String, Long> reached = new HashMap<>();
  private final Map<CompletableFuture<Long>, Long> awaited = new HashMap<>();
  private final int instances;
  private final Thread thread;
  private volatile boolean stopped;
  private @Nullable Exception failure;

  LiveHarvest(PipelineRun run, int instances) {
    this.run = run;
    this.instances = instances;
    this.drain = run.drain();
    thread = new Thread(this::consume, "consumer");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The moment, in {@link System#nanoTime}, at which the output of every instance has reached an
   * event time in µs.
   */
  synchronized CompletableFuture<Long> whenReached(long micros) {
    CompletableFuture<Long> moment = new CompletableFuture<>();
    awaited.put(moment, micros);
    return moment;
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
    reached.merge(progress.instance(), progress.micros(), Math::max);
    if (reached.size() == instances && !awaited.isEmpty()) {
      long slowest = Collections.min(reached.values());
      awaited.forEach(
          (moment, micros) -> {
            if (micros <= slowest) {
              moment.complete(System.nanoTime());
            }
          });
      awaited.keySet().removeIf(CompletableFuture::isDone);
    }
  }

  private void rethrow() throws Exception {
    if (failure != null) {
      throw failure;
    }
  }
}
