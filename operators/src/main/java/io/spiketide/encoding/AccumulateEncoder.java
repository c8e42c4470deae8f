package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a frame of the events of a window: the sums of their values by address, in the last tick of
 * the window. Windows adjoin each other and begin at multiples of their length from tick 0 of event
 * time on.
 */
final class AccumulateEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "accumulate";
  }

  @Override
  public String summary() {
    return "Makes frames: the sums of values by address over a window, in its last tick.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("window", "ticks", Bound.POSITIVE, "Length of a window."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    return new Frames(
        settings.shape().size(), Numbers.whole(this, settings, "window", Integer.MAX_VALUE));
  }

  /** State: {@code sum} by address, {@code open}, 1 while the window has had an event. */
  private record Frames(int addresses, int window) implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("sum", addresses, 0), new StateArray("open", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      if (events.size() > 0) {
        ImageEncoding.draw(events, state[0]);
        state[1][0] = 1;
      }
      if (state[1][0] != 0 && Math.floorMod(tick, window) == window - 1) {
        for (int address = 0; address < addresses; address++) {
          if (state[0][address] != 0) {
            spikes.add(address, state[0][address]);
          }
        }
        Arrays.fill(state[0], 0);
        state[1][0] = 0;
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[1][0] == 0;
    }
  }
}
