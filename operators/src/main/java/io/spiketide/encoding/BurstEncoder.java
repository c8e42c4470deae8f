package io.spiketide.encoding;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Burst code: an event of value x in [0, 1] gives a burst, the longer and the denser the larger x
 * is; its first spike comes in the tick of the event.
 *
 * <pre>
 * spikes   = ceil(max_spikes * x)
 * interval = ceil(isi_max - (isi_max - isi_min) * x)
 * </pre>
 *
 * <p>An event during a burst of its address begins a new one in its place. Source: W. Guo, M. E.
 * Fouda, A. M. Eltawil, K. N. Salama, Neural coding in spiking neural networks: a comparative study
 * for robust neuromorphic systems, Frontiers in Neuroscience 15, 2021.
 */
final class BurstEncoder implements SpikeEncoder {

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String summary() {
    return "Burst code: an event gives a burst, of the more spikes and the denser the larger its"
        + " value.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("max_spikes", "", 5, Bound.POSITIVE, "Spikes of the value 1."),
        ParameterSpec.of("isi_min", "ticks", 2, Bound.POSITIVE, "Interval of the value 1."),
        ParameterSpec.of("isi_max", "ticks", 8, Bound.POSITIVE, "Interval of a value near 0."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  /**
   * @throws IllegalArgumentException if {@code isi_min} is above {@code isi_max}
   */
  @Override
  public Encoding compile(EncoderSettings settings) {
    double min = settings.arguments().value("isi_min");
    double max = settings.arguments().value("isi_max");
    if (min > max) {
      throw new IllegalArgumentException(
          "burst: isi_min " + min + " is above isi_max " + max + "; change one of them");
    }
    return new Bursts(settings.shape().size(), settings.arguments().value("max_spikes"), min, max);
  }

  /**
   * State, by address: {@code spikes} that are left, {@code interval}, {@code wait}, ticks until
   * the next one; and {@code pending}, addresses with spikes left.
   */
  private record Bursts(int addresses, double maxSpikes, double shortest, double longest)
      implements Encoding {
    private static final int SPIKES = 0;
    private static final int INTERVAL = 1;
    private static final int WAIT = 2;
    private static final int PENDING = 3;

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("spikes", addresses, 0),
          new StateArray("interval", addresses, 0),
          new StateArray("wait", addresses, 0),
          new StateArray("pending", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      for (int i = 0; i < events.size(); i++) {
        begin(events.address(i), events.value(i), state);
      }
      if (state[PENDING][0] > 0) {
        emit(state, spikes);
      }
    }

    private void begin(int address, double value, double[][] state) {
      double x = value > 0 ? Math.min(1, value) : 0;
      double before = state[SPIKES][address];
      state[SPIKES][address] = Math.ceil(maxSpikes * x);
      state[INTERVAL][address] = Math.ceil(longest - (longest - shortest) * x);
      state[WAIT][address] = 0;
      state[PENDING][0] += (state[SPIKES][address] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }

    private void emit(double[][] state, Spikes spikes) {
      for (int address = 0; address < addresses; address++) {
        if (state[SPIKES][address] > 0 && state[WAIT][address]-- == 0) {
          spikes.add(address);
          state[WAIT][address] = state[INTERVAL][address] - 1;
          state[PENDING][0] -= --state[SPIKES][address] == 0 ? 1 : 0;
        }
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[PENDING][0] == 0;
    }
  }
}
