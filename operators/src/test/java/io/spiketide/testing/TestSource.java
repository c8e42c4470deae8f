package io.spiketide.testing;

import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.Promise;
import io.spiketide.schema.SensorPacket;
import java.util.Arrays;
import java.util.List;

/** A producer whose packets are numbered in the order in which they are made. */
public final class TestSource {
  private final String name;
  private final String input;
  private long epoch;
  private long sequence;

  public TestSource(String name, String input) {
    this.name = name;
    this.input = input;
  }

  /** Starts a new run of the producer. */
  public void restart(long newEpoch) {
    epoch = newEpoch;
    sequence = 0;
  }

  /** Loses packets, or sends numbers again where negative. */
  public void skip(long packets) {
    sequence += packets;
  }

  /** Events at address 0 without a promise. */
  public SensorPacket events(long... micros) {
    return promising(Promise.NONE, micros);
  }

  /** Events at address 0 and a promise. */
  public SensorPacket promising(long frontier, long... micros) {
    return addressed(frontier, new int[micros.length], micros);
  }

  /** Events at these addresses and a promise. */
  public SensorPacket addressed(long frontier, int[] addresses, long... micros) {
    return packet(frontier, addresses, List.of(), micros);
  }

  /** A packet without events. */
  public SensorPacket heartbeat(long frontier) {
    return promising(frontier);
  }

  /** Marks and a promise. */
  public SensorPacket marked(long frontier, EpisodeMark... marks) {
    return packet(frontier, new int[0], List.of(marks));
  }

  /** All together; the first event gives the base time. */
  public SensorPacket packet(
      long frontier, int[] addresses, List<EpisodeMark> marks, long... micros) {
    long base = micros.length == 0 ? 0 : micros[0];
    int[] offsets = Arrays.stream(micros).mapToInt(m -> Math.toIntExact(m - base)).toArray();
    return new SensorPacket(
        name, epoch, sequence++, frontier, input, base, offsets, addresses, new float[0], marks, 0);
  }
}
