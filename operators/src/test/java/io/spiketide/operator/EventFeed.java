package io.spiketide.operator;

import io.spiketide.network.Network;
import io.spiketide.schema.Decision;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds events to a network that runs in the stage operator under Flink's harness, as a job would
 * run it: packets of so many ticks for each input, which promise their end.
 */
public final class EventFeed implements AutoCloseable {
  private static final String INSTANCE = "sensor";

  private final StageHarness stage;
  private final Network network;
  private final long tickMicros;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Events> pending = new HashMap<>();

  public EventFeed(Network network) throws Exception {
    this.network = network;
    tickMicros = network.time().tickMicros();
    stage = new StageHarness(network);
  }

  /** A spike of a published population. */
  public record Spike(long tick, int neuron) {}

  /** The events of a packet that is being filled. */
  private static final class Events {
    private long[] ticks = new long[64];
    private int[] addresses = new int[64];
    private float[] values = new float[64];
    private int size;

    void add(long tick, int address, float value) {
      if (size == ticks.length) {
        ticks = Arrays.copyOf(ticks, 2 * size);
        addresses = Arrays.copyOf(addresses, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      ticks[size] = tick;
      addresses[size] = address;
      values[size++] = value;
    }
  }

  /** Adds an event to the next packet of an input; ticks ascend. */
  public void event(String input, long tick, int address, float value) {
    pending.computeIfAbsent(input, name -> new Events()).add(tick, address, value);
  }

  /** Sends what there is; nothing below this tick will follow. */
  public void send(long frontier) throws Exception {
    for (var input : network.inputs()) {
      Events events = pending.computeIfAbsent(input.name(), name -> new Events());
      long base = events.size == 0 ? 0 : events.ticks[0];
      int[] offsets = new int[events.size];
      for (int e = 0; e < offsets.length; e++) {
        offsets[e] = Math.toIntExact((events.ticks[e] - base) * tickMicros);
      }
      stage.send(
          INSTANCE,
          new SensorPacket(
              "source-" + input.name(),
              0,
              sequences.merge(input.name(), 1L, Long::sum) - 1,
              frontier * tickMicros,
              input.name(),
              base * tickMicros,
              offsets,
              Arrays.copyOf(events.addresses, events.size),
              Arrays.copyOf(events.values, events.size),
              List.of(),
              0));
      events.size = 0;
    }
  }

  /** What the readouts have answered, in order. */
  public List<Decision> decisions() {
    return stage.sent().decisions();
  }

  /** The spikes of a published population, in order. */
  public List<Spike> spikes(String population) {
    List<Spike> spikes = new ArrayList<>();
    for (SpikePacket packet : stage.sent().spikePackets()) {
      for (int i = 0; packet.population().equals(population) && i < packet.neurons().length; i++) {
        spikes.add(new Spike(packet.firstTick() + packet.tickOffsets()[i], packet.neurons()[i]));
      }
    }
    return spikes;
  }

  @Override
  public void close() throws Exception {
    if (!stage.sentTo("dead-letters").isEmpty() || !stage.sentTo("late-events").isEmpty()) {
      throw new AssertionError("dead letters: " + stage.sent().deadLetters());
    }
    stage.close();
  }
}
