package io.spiketide.it;

import io.spiketide.demo.MovingBars;
import io.spiketide.schema.SensorPacket;
import io.spiketide.sensor.PacketCut;
import io.spiketide.sensor.PacketCutter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Cameras that send in real time, in a thread of their own, until they are told to stop. */
final class LiveFeed implements AutoCloseable {
  private static final int EVENTS_PER_PACKET = 64;

  private final Feed feed;
  private final List<Camera> cameras = new ArrayList<>();
  private final CompletableFuture<Long> presentations = new CompletableFuture<>();
  private volatile boolean stopped;
  private volatile long fedMicros;

  LiveFeed(Feed feed, int count) {
    this.feed = feed;
    for (String name : PromisesITCase.cameras(count, 1).recordings().keySet()) {
      cameras.add(new Camera(name));
    }
    Thread thread = new Thread(this::run, "cameras");
    thread.setDaemon(true);
    thread.start();
  }

  /** Event time up to which everything has been sent, µs from the start. */
  long fedMicros() {
    return fedMicros;
  }

  /** Ends after the presentation that is under way and returns what the cameras have sent. */
  Workload stop(Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    stopped = true;
    long shown = presentations.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    return PromisesITCase.cameras(cameras.size(), Math.toIntExact(shown));
  }

  @Override
  public void close() {
    stopped = true;
    feed.close();
  }

  private void run() {
    try {
      long start = System.nanoTime();
      long shown = 0;
      while (!stopped) {
        List<Map.Entry<String, SensorPacket>> packets = new ArrayList<>();
        for (Camera camera : cameras) {
          camera.show(packets);
        }
        packets.sort(Comparator.comparingLong(packet -> packet.getValue().frontier()));
        for (var packet : packets) {
          long micros = packet.getValue().frontier();
          awaitMicros(start, micros);
          feed.send(packet.getKey(), packet.getValue());
          fedMicros = micros;
        }
        shown++;
      }
      List<Map.Entry<String, SensorPacket>> last = new ArrayList<>();
      for (Camera camera : cameras) {
        camera.promise((shown + 1) * MovingBars.PRESENTATION_MICROS, last);
      }
      feed.sendAll(last);
      presentations.complete(shown);
    } catch (Exception e) {
      presentations.completeExceptionally(e);
    }
  }

  private static void awaitMicros(long start, long micros) throws InterruptedException {
    long ahead = start + TimeUnit.MICROSECONDS.toNanos(micros) - System.nanoTime();
    if (ahead > 0) {
      TimeUnit.NANOSECONDS.sleep(ahead);
    }
  }

  /** One source. */
  private static final class Camera {
    private final String name;
    private final MovingBars bars;
    private final PacketCutter cutter;
    private final List<SensorPacket> cut = new ArrayList<>();

    Camera(String name) {
      this.name = name;
      bars = new MovingBars(name, PromisesITCase.SEED, 0, Long.MAX_VALUE);
      PacketCut how = PacketCut.of("sensor-" + name, Workload.EPOCH);
      cutter = new PacketCutter(how.withMaxEvents(EVENTS_PER_PACKET), cut::add);
    }

    /** Adds the packets of the next presentation. */
    void show(List<Map.Entry<String, SensorPacket>> packets) {
      bars.read(cutter);
      drainTo(packets);
    }

    void promise(long micros, List<Map.Entry<String, SensorPacket>> packets) {
      cutter.promise(micros);
      drainTo(packets);
    }

    private void drainTo(List<Map.Entry<String, SensorPacket>> packets) {
      cut.forEach(packet -> packets.add(Map.entry(name, packet)));
      cut.clear();
    }
  }
}
