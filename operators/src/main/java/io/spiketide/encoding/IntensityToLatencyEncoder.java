package io.spiketide.encoding;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Rank-order code in bins: the N values of a tick that are not 0 are ranked over all addresses, the
 * largest first, on ties the smaller address; ranks from i * bin on, bin = floor(N / bins) and at
 * least 1, fire i ticks after the events.
 *
 * <p>The N mod bins weakest do not fire, unless {@code weakest} is {@code last}. An image that
 * comes before the one before has all fired takes its place. Source: M. Mozafari, M. Ganjtabesh, A.
 * Nowzari-Dalini, T. Masquelier, SpykeTorch, Frontiers in Neuroscience 13, 2019.
 */
final class IntensityToLatencyEncoder implements SpikeEncoder {
  private static final int MAX_BINS = 1 << 20;

  @Override
  public String name() {
    return "intensity_to_latency";
  }

  @Override
  public String summary() {
    return "Rank order in bins: the largest values of a tick fire at once, each further bin a tick"
        + " later.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("bins", "ticks", 15, Bound.POSITIVE, "Ticks over which spikes spread."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "weakest",
            List.of("drop", "last"),
            "What becomes of the weakest values beyond bins of equal size: no spike, or one in the"
                + " last bin."));
  }

  @Override
  public Shape outputShape(EncoderSettings settings) {
    return settings.shape();
  }

  @Override
  public Encoding compile(EncoderSettings settings) {
    return new Ranks(
        settings.shape().size(),
        Numbers.whole(this, settings, "bins", MAX_BINS),
        settings.arguments().option("weakest").equals("last"));
  }

  /**
   * State: {@code bin}, the tick after the image in which each address fires, -1 for none; {@code
   * next}, the bin that fires next; {@code waiting}, how many addresses have not fired yet.
   */
  private static final class Ranks implements Encoding {
    private static final double[] NONE = {};
    private static final int BIN = 0;
    private static final int NEXT = 1;
    private static final int WAITING = 2;

    private final int addresses;
    private final int bins;
    private final boolean weakestLast;

    // scratch
    private double[] image = NONE;
    private double[] ranked = NONE;
    private int[] taken = {};

    Ranks(int addresses, int bins, boolean weakestLast) {
      this.addresses = addresses;
      this.bins = bins;
      this.weakestLast = weakestLast;
    }

    @Override
    public Encoding forOneThread() {
      return new Ranks(addresses, bins, weakestLast);
    }

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("bin", addresses, -1),
          new StateArray("next", 1, 0),
          new StateArray("waiting", 1, 0));
    }

    @Override
    public void encode(
        TickEvents events, double[][] state, long tick, CounterRandom noise, Spikes spikes) {
      if (events.size() > 0) {
        if (image == NONE) {
          image = new double[addresses];
          ranked = new double[addresses];
          taken = new int[addresses];
        }
        ImageEncoding.draw(events, image);
        rank(state);
        ImageEncoding.erase(events, image);
      }
      if (state[WAITING][0] > 0) {
        emit(state, spikes);
      }
    }

    private void rank(double[][] state) {
      int n = 0;
      for (double value : image) {
        if (value != 0) {
          ranked[n++] = -value;
        }
      }
      Arrays.sort(ranked, 0, n);
      Arrays.fill(taken, 0, n, 0);
      int perBin = Math.max(1, n / bins);
      Arrays.fill(state[BIN], -1);
      state[NEXT][0] = 0;
      state[WAITING][0] = 0;
      for (int address = 0; address < addresses; address++) {
        if (image[address] != 0) {
          int first = first(-image[address], n);
          int bin = (first + taken[first]++) / perBin;
          if (bin < bins || weakestLast) {
            state[BIN][address] = Math.min(bin, bins - 1);
            state[WAITING][0]++;
          }
        }
      }
    }

    /** Where the first of equal values stands. */
    private int first(double value, int n) {
      int low = 0;
      int high = n;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ranked[middle] < value) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private void emit(double[][] state, Spikes spikes) {
      double now = state[NEXT][0]++;
      for (int address = 0; address < addresses; address++) {
        if (state[BIN][address] == now) {
          spikes.add(address);
          state[BIN][address] = -1;
          state[WAITING][0]--;
        }
      }
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    @Override
    public boolean quiet(double[][] state) {
      return state[WAITING][0] == 0;
    }
  }
}
