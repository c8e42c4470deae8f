package io.spiketide.sensor;

import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds packets back until the wall clock reaches them, so that a recording is played in real time
 * or a multiple of it. A packet is due when its promise is made, and at once if it promises
 * nothing. Single-threaded; an interrupt ends the waiting, and the thread stays interrupted.
 */
public final class PacedSink implements PacketSink {
  private static final double NANOS_PER_MICRO = 1000;

  private final PacketSink target;
  private final double speed;
  private boolean started;
  private long startNanos;
  private long startMicros;

  /**
   * Sends the first packet that promises something at once. Time begins when the target has taken
   * it, however long that takes: what a first packet waits for, such as a connection, makes no
   * other one late.
   *
   * @param speed recorded seconds per second of the wall clock, above 0; infinity for no waiting
   */
  public PacedSink(PacketSink target, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed " + speed + " is not above 0");
    }
    this.target = target;
    this.speed = speed;
  }

  /**
   * Plays in real time.
   *
   * @param startMicros an event time in µs
   * @param startNanos when it is reached, as {@link System#nanoTime} counts
   */
  public static PacedSink inRealTime(PacketSink target, long startMicros, long startNanos) {
    PacedSink sink = new PacedSink(target, 1);
    sink.started = true;
    sink.startMicros = startMicros;
    sink.startNanos = startNanos;
    return sink;
  }

  @Override
  public void send(SensorPacket packet) {
    if (speed == Double.POSITIVE_INFINITY || packet.frontier() == Promise.NONE) {
      target.send(packet);
      return;
    }
    long dueMicros = Math.max(packet.time(), packet.frontier());
    if (started) {
      awaitTime(dueMicros);
      target.send(packet);
    } else {
      target.send(packet);
      started = true;
      startNanos = System.nanoTime();
      startMicros = dueMicros;
    }
  }

  private void awaitTime(long dueMicros) {
    long dueNanos = startNanos + (long) ((dueMicros - startMicros) * NANOS_PER_MICRO / speed);
    long wait = dueNanos - System.nanoTime();
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = dueNanos - System.nanoTime();
    }
  }
}
