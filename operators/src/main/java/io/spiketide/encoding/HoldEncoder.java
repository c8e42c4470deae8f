package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Repeats values: an event sets the value of its address, which comes again in every tick for
 * {@code steps} ticks from the last event of the input on. As a code of its own this is a direct
 * input: a constant current from an image.
 */
final class HoldEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "hold";
  }

  @Override
  public String summary() {
    return "Repeats values in every tick: direct input of an image, or samples that come rarely.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "steps",
            "ticks",
            Double.POSITIVE_INFINITY,
            Bound.ANY_OR_INFINITE,
            "So many ticks, that of the events included."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(HeldValues.UPDATE);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    double steps = settings.arguments().value("steps");
    if (steps < 1) {
      throw new IllegalArgumentException("hold: steps " + steps + " is below 1; raise steps");
    }
    return new Holding(settings.shape().size(), steps, HeldValues.areImages(settings));
  }

  /** State: {@code value} by address, {@code left}, ticks for which they come again. */
  private record Holding(int addresses, double steps, boolean images) implements Encoding {
    private static final int VALUE = 0;
    private static final int LEFT = 1;

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("value", addresses, 0), new StateArray("left", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      if (events.size() > 0) {
        HeldValues.take(events, state[VALUE], images);
        state[LEFT][0] = steps;
      }
      if (state[LEFT][0] >= 1) {
        state[LEFT][0]--;
        for (int address = 0; address < addresses; address++) {
          if (state[VALUE][address] != 0) {
            spikes.add(address, state[VALUE][address]);
          }
        }
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[LEFT][0] < 1 || state[LEFT][0] > Double.MAX_VALUE && areZero(state);
    }

    private static boolean areZero(double[][] state) {
      return HeldValues.areZero(state[VALUE]);
    }
  }
}
