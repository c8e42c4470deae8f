package io.spiketide.operator;

import io.spiketide.network.Input;
import io.spiketide.network.Network;
import io.spiketide.network.Signal;
import io.spiketide.schema.ControlAction;
import io.spiketide.schema.ControlCommand;
import io.spiketide.schema.Decision;
import io.spiketide.schema.EpisodeMark;
import io.spiketide.schema.SensorPacket;
import io.spiketide.schema.SpikePacket;
import io.spiketide.schema.WeightSnapshot;
import io.spiketide.schema.WireException;
import io.spiketide.schema.codec.WeightSnapshotCodec;
import io.spiketide.schema.codec.WireFormat;
import io.spiketide.schema.record.OutboundRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows images to a network that runs in the stage operator under Flink's harness, as a job would
 * run it: an episode for each image, its pixels as the events of the first tick, one packet for
 * each input.
 */
public final class ImageStream implements AutoCloseable {
  private static final String INSTANCE = "camera";

  private final StageHarness stage;
  private final Network network;
  private final int ticks;
  private long shown;
  private int commands;

  /**
   * @param ticks length of an episode; a tick without events follows it
   */
  public ImageStream(Network network, int ticks) throws Exception {
    this.network = network;
    this.ticks = ticks;
    stage = new StageHarness(network);
  }

  /** A spike of a published population: tick within the episode that it fell into. */
  public record Spike(int episode, int tick, int neuron) {}

  /**
   * Shows an image to all inputs, and says its label to those that take labels, at its begin;
   * returns the number of its episode.
   */
  public int show(String label, float[] pixels) throws Exception {
    long tickMicros = network.time().tickMicros();
    long start = shown * (ticks + 1) * tickMicros;
    long end = start + ticks * tickMicros;
    int events = 0;
    for (float pixel : pixels) {
      events += pixel == 0 ? 0 : 1;
    }
    int[] addresses = new int[events];
    float[] values = new float[events];
    int next = 0;
    for (int p = 0; p < pixels.length; p++) {
      if (pixels[p] != 0) {
        addresses[next] = p;
        values[next++] = pixels[p];
      }
    }
    String id = "image" + shown;
    List<EpisodeMark> marks =
        List.of(EpisodeMark.start(start, id, label), EpisodeMark.end(end, id));
    boolean first = true;
    for (Input input : network.inputs()) {
      Signal signal = input.signal();
      int[] named = {signal == null ? 0 : signal.labels().indexOf(label)};
      boolean teaches = signal != null && named[0] >= 0;
      stage.send(
          INSTANCE,
          new SensorPacket(
              "eye-" + input.name(),
              0,
              shown,
              end + tickMicros,
              input.name(),
              start,
              signal == null ? new int[events] : new int[teaches ? 1 : 0],
              signal == null ? addresses : teaches ? named : new int[0],
              signal == null ? values : new float[0],
              first ? marks : List.of(),
              0));
      first = false;
    }
    return Math.toIntExact(shown++);
  }

  /** Switches learning on or off from the next image on. */
  public void learning(boolean on) throws Exception {
    command(on ? ControlAction.LEARNING_ON : ControlAction.LEARNING_OFF);
  }

  private String command(ControlAction action) throws Exception {
    String id = "command" + commands++;
    long tick = shown * (ticks + 1);
    stage.send(
        INSTANCE,
        new ControlCommand(
            id, network.name(), INSTANCE, tick, action, "", 0, 0, new double[0], id));
    return id;
  }

  /** Ends the job and starts it from its checkpoint. */
  public void restart() throws Exception {
    stage.restart(1);
  }

  /**
   * The weights of a projection, as they are after the images so far. Shows a blank image, one more
   * at the very begin.
   */
  public double[] weights(String projection) throws Exception {
    if (shown == 0) {
      show("", new float[0]);
    }
    String id = command(ControlAction.SNAPSHOT);
    show("", new float[0]);
    WeightSnapshotCodec codec = new WeightSnapshotCodec(WireFormat.DEFAULT);
    double[] weights = new double[0];
    for (OutboundRecord record : stage.sentTo("weights")) {
      WeightSnapshot part = decoded(codec, record);
      if (part.snapshot().equals(id) && part.projection().equals(projection)) {
        int from = Math.toIntExact(part.firstIndex());
        int length = Math.max(weights.length, from + part.weights().length);
        weights = java.util.Arrays.copyOf(weights, length);
        System.arraycopy(part.weights(), 0, weights, from, part.weights().length);
      }
    }
    if (weights.length == 0) {
      throw new AssertionError("no snapshot of " + projection);
    }
    return weights;
  }

  private static WeightSnapshot decoded(WeightSnapshotCodec codec, OutboundRecord record) {
    try {
      return codec.decode(record.value());
    } catch (WireException e) {
      throw new AssertionError("topic weights holds bytes that are no snapshot", e);
    }
  }

  /** What the readouts have answered, in order. */
  public List<Decision> decisions() {
    return stage.sent().decisions();
  }

  /** The spikes of a published population, in order; of the last image they may not be complete. */
  public List<Spike> spikes(String population) {
    List<Spike> spikes = new ArrayList<>();
    for (SpikePacket packet : stage.sent().spikePackets()) {
      for (int i = 0; packet.population().equals(population) && i < packet.neurons().length; i++) {
        long tick = packet.firstTick() + packet.tickOffsets()[i];
        spikes.add(
            new Spike(
                Math.toIntExact(tick / (ticks + 1)),
                Math.toIntExact(tick % (ticks + 1)),
                packet.neurons()[i]));
      }
    }
    return spikes;
  }

  @Override
  public void close() throws Exception {
    if (!stage.sentTo("dead-letters").isEmpty()) {
      throw new AssertionError("dead letters: " + stage.sent().deadLetters());
    }
    stage.close();
  }
}
