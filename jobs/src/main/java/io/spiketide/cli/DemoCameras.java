package io.spiketide.cli;

import io.spiketide.connector.kafka.ClientProperties;
import io.spiketide.connector.kafka.SensorProducer;
import io.spiketide.demo.MovingBars;
import io.spiketide.demo.Scoreboard;
import io.spiketide.schema.TopicNames;
import io.spiketide.sensor.PacedSink;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import io.spiketide.sensor.PacketSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/** The simulated cameras, each in a thread of its own, that send what they see in real time. */
final class DemoCameras implements AutoCloseable {
  private static final int STOP_SECONDS = 5;

  private final ClientProperties client;
  private final TopicNames topics;
  private final Scoreboard board;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private final Queue<SensorProducer> producers = new ConcurrentLinkedQueue<>();
  private final AtomicLong events = new AtomicLong();
  private volatile boolean stopping;

  DemoCameras(ClientProperties client, TopicNames topics, Scoreboard board) {
    this.client = client;
    this.topics = topics;
    this.board = board;
  }

  /**
   * Starts cameras {@code camera-1} and so on, each a fraction of a presentation later.
   *
   * @param presentations of each camera
   */
  void start(int cameras, long seed, long presentations) {
    start(cameras, 0, (name, begin) -> new MovingBars(name, seed, begin, presentations));
  }

  /** The same without an end, each start a new run of the producers with a larger epoch. */
  void startEndless(int cameras, long seed) {
    long epoch = System.currentTimeMillis();
    start(cameras, epoch, (name, begin) -> MovingBars.endless(name, seed, begin));
  }

  private void start(int cameras, long epoch, BiFunction<String, Long, MovingBars> scene) {
    long wallMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    long start = (wallMicros / 1_000_000 + 1) * 1_000_000;
    long startNanos = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(start - wallMicros);
    for (int i = 0; i < cameras; i++) {
      PacketCut cut = PacketCut.of("camera-" + (i + 1), epoch);
      long phase = i * MovingBars.PRESENTATION_MICROS / cameras / 1_000 * 1_000;
      MovingBars bars = scene.apply(cut.source(), start + phase);
      running.add(threads.submit(() -> watch(cut, bars, start, startNanos)));
    }
  }

  private void watch(PacketCut cut, MovingBars bars, long start, long startNanos) {
    String camera = cut.source();
    try (SensorProducer producer = new SensorProducer(client, topics)) {
      producers.add(producer);
      PacketSink kafka = producer.to(camera);
      PacedSink sink =
          PacedSink.inRealTime(
              packet -> {
                board.sent(camera, packet);
                kafka.send(packet);
                events.addAndGet(packet.addresses().length);
              },
              start,
              startNanos);
      PacketCutter cutter = new PacketCutter(cut, sink);
      boolean more = true;
      while (more && !stopping) {
        more = bars.read(cutter);
      }
      producer.flush();
    }
  }

  /** Packets that the broker has, of all cameras. */
  long acknowledged() {
    return producers.stream().mapToLong(SensorProducer::acknowledged).sum();
  }

  /** Events sent so far by all cameras. */
  long events() {
    return events.get();
  }

  /**
   * Whether every camera has shown everything.
   *
   * @throws RuntimeException what went wrong in a camera, if something did
   */
  boolean finished() throws InterruptedException {
    for (Future<?> camera : running) {
      if (!camera.isDone()) {
        return false;
      }
      outcome(camera);
    }
    return true;
  }

  private static void outcome(Future<?> camera) throws InterruptedException {
    try {
      camera.get();
    } catch (CancellationException e) {
      throw UserException.interrupted();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a camera failed", e);
    }
  }

  /** Lets every camera end with the presentation that it shows. */
  void stop() {
    stopping = true;
  }

  /** Stops the cameras; those that do not end by themselves are interrupted. */
  @Override
  public void close() {
    stop();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
