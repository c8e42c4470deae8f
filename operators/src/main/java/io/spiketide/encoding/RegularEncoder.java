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
 * Regular rate code: an event sets the value x of its address, which fires at equal distances with
 * the rate x * max_rate:
 *
 * <pre>
 * p += x * max_rate * tick length; a spike for each whole number that p has reached, less which it
 * goes on
 * </pre>
 */
final class RegularEncoder implements SpikeEncoder {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double MOST = 1000;

  @Override
  public String name() {
    return "regular";
  }

  @Override
  public String summary() {
    return "Rate code without chance: an event sets its address's value, which fires at equal"
        + " distances.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("max_rate", "Hz", 100, Bound.NON_NEGATIVE, "Rate of the value 1."));
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
    double[] perTick = settings.arguments().each("max_rate", settings.shape().size());
    for (int i = 0; i < perTick.length; i++) {
      perTick[i] *= settings.time().tickMillis() / MILLIS_PER_SECOND;
    }
    return new Regular(perTick, HeldValues.areImages(settings));
  }

  /**
   * State: {@code value}, and {@code phase}, the part of the next spike that is done.
   *
   * @param perTick spikes per tick of the value 1
   */
  private record Regular(double[] perTick, boolean images) implements Encoding {
    private static final int VALUE = 0;
    private static final int PHASE = 1;

    @Override
    public List<StateArray> state() {
      int n = perTick.length;
      return List.of(new StateArray("value", n, 0), new StateArray("phase", n, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      HeldValues.take(events, state[VALUE], images);
      for (int address = 0; address < perTick.length; address++) {
        double mean = Math.min(MOST, perTick[address] * state[VALUE][address]);
        if (mean > 0) {
          double phase = state[PHASE][address] + mean;
          double count = Math.floor(phase);
          state[PHASE][address] = phase - count;
          if (count > 0) {
            spikes.add(address, count);
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
      return HeldValues.areZero(state[VALUE]);
    }
  }
}
