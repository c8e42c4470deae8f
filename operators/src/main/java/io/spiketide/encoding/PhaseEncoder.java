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
 * Phase code: an event sets the value x in [0, 1] of its address, which is sent anew in every
 * period of a clock that all addresses and instances share; periods begin at multiples of their
 * length from tick 0 of event time on. k is the tick within the period of P ticks.
 *
 * <pre>
 * form oscillation: a spike at k = rint((1 - x) (P - 1)), none if x = 0
 * form weighted:    a spike of count 2^-(1 + k) where bit k of rint(x (2^P - 1)) is set, the most
 *                   significant one first
 * </pre>
 *
 * <p>A value that changes within a period counts from that tick on. Sources: J. J. Hopfield,
 * Pattern recognition computation using action potential timing for stimulus representation, Nature
 * 376, 1995; J. Kim, H. Kim, S. Huh, J. Lee, K. Choi, Deep neural networks with weighted spikes,
 * Neurocomputing 311, 2018.
 */
final class PhaseEncoder implements SpikeEncoder {
  private static final int MAX_BITS = 52;
  private static final int MAX_PERIOD = 1 << 24;

  @Override
  public String name() {
    return "phase";
  }

  @Override
  public String summary() {
    return "Phase code: in each period of a common clock a spike, the earlier the larger the value;"
        + " or the bits of the value.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(ParameterSpec.of("period", "ticks", 8, Bound.POSITIVE, "Length of a period."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "form",
            List.of("oscillation", "weighted"),
            "oscillation: one spike per period; weighted: bits, each half the weight of the one"
                + " before."),
        HeldValues.UPDATE);
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    boolean weighted = settings.arguments().option("form").equals("weighted");
    int period = Numbers.whole(this, settings, "period", weighted ? MAX_BITS : MAX_PERIOD);
    return new Phase(settings.shape().size(), period, weighted, HeldValues.areImages(settings));
  }

  private record Phase(int addresses, int period, boolean weighted, boolean images)
      implements Encoding {

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("value", addresses, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      double[] values = state[0];
      HeldValues.take(events, values, images);
      int k = (int) Math.floorMod(tick, (long) period);
      for (int address = 0; address < addresses; address++) {
        double x = Math.min(1, values[address]);
        if (x > 0 && fires(x, k)) {
          spikes.add(address, weighted ? Math.scalb(1.0, -1 - k) : 1);
        }
      }
    }

    private boolean fires(double x, int k) {
      if (weighted) {
        long code = (long) Math.rint(x * ((1L << period) - 1));
        return (code >>> (period - 1 - k) & 1) != 0;
      }
      return Math.rint((1 - x) * (period - 1)) == k;
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return HeldValues.areZero(state[0]);
    }
  }
}
