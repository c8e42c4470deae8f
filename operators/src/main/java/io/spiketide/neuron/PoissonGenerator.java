package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.PoissonBlock;
import io.spiketide.random.PoissonDraw;
import java.util.Arrays;
import java.util.List;

/**
 * Poisson generator: in each tick each neuron fires a number of times that is Poisson distributed
 * with mean {@code max(0, rate + x) · tick}, as one spike with that count.
 *
 * <p>rate and the arrivals x in Hz of event time; the tick's length in event time counts, not the
 * model step. A count is a function of seed, population, instance, tick and neuron. A mean above
 * {@value PoissonDraw#MAX_MEAN} per tick counts as that.
 */
final class PoissonGenerator implements NeuronModel {
  private static final double SECONDS_PER_MILLISECOND = 1e-3;

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public String summary() {
    return "Poisson generator: independent random spikes at a rate.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.required("rate", "Hz", Bound.NON_NEGATIVE, "Mean spikes per second."));
  }

  @Override
  public List<String> receptors() {
    return List.of("rate");
  }

  @Override
  public List<Variable> variables() {
    return List.of();
  }

  @Override
  public Dynamics compile(PopulationSettings settings) {
    double tickSeconds = settings.time().tickMillis() * SECONDS_PER_MILLISECOND;
    double[] rate = Columns.of(settings).of("rate");
    boolean together = settings.alike() && rate[0] * tickSeconds <= PoissonBlock.LARGEST_MEAN;
    return together
        ? new Together(rate[0], settings.first(), tickSeconds)
        : new Each(rate, settings.first(), tickSeconds);
  }

  /** Draws the counts of one block of neurons after the other, and makes spikes of them. */
  private abstract static class Generator implements Dynamics {
    static final int BLOCK = PoissonBlock.SIZE;

    /** Mean count in a tick from which on counts are written into a table. */
    private static final double OFTEN = 0.1;

    /** What {@link #draw} answers if it has not counted. */
    static final long UNCOUNTED = -1;

    final int first;
    private final double tickSeconds;
    private final boolean firesOften;

    Generator(int first, double tickSeconds, double[] rate) {
      this.first = first;
      this.tickSeconds = tickSeconds;
      firesOften = Arrays.stream(rate).average().orElse(0) * tickSeconds > OFTEN;
    }

    /**
     * Draws the counts of some neurons, all in one block of the population.
     *
     * @param in what arrived at each neuron that is run here
     * @param from the first of them, counted from the first that is run here
     * @param n how many
     * @param counts receives them from {@code at} on, where it holds zeros
     * @return their sum in the upper 32 bits, and how many are not 0 in the lower ones; or {@link
     *     #UNCOUNTED}
     */
    abstract long draw(
        double[] in, int from, int n, long tick, CounterRandom noise, double[] counts, int at);

    final double mean(double hertz) {
      return Math.min(PoissonDraw.MAX_MEAN, Math.max(0, hertz) * tickSeconds);
    }

    @Override
    public final void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      double[] table = firesOften ? spikes.table() : null;
      if (table == null) {
        stepInList(input[0], tick, noise, spikes);
      } else {
        stepInTable(input[0], tick, noise, spikes, table);
      }
    }

    private void stepInTable(
        double[] in, long tick, CounterRandom noise, Spikes spikes, double[] table) {
      int firing = 0;
      double total = 0;
      for (int from = 0; from < in.length; from = endOfBlock(from, in.length)) {
        int end = endOfBlock(from, in.length);
        long drawn = draw(in, from, end - from, tick, noise, table, from);
        if (drawn != UNCOUNTED) {
          firing += (int) drawn;
          total += drawn >>> Integer.SIZE;
          continue;
        }
        for (int i = from; i < end; i++) {
          firing += table[i] == 0 ? 0 : 1;
          total += table[i];
        }
      }
      spikes.setTabled(firing, total);
    }

    private void stepInList(double[] in, long tick, CounterRandom noise, Spikes spikes) {
      double[] counts = new double[BLOCK];
      int[] neurons = new int[BLOCK];
      for (int from = 0; from < in.length; from = endOfBlock(from, in.length)) {
        int n = endOfBlock(from, in.length) - from;
        if (draw(in, from, n, tick, noise, counts, 0) == 0) {
          continue;
        }
        int firing = 0;
        for (int i = 0; i < n; i++) {
          // Written in any case and kept where it is not 0, which nobody could predict.
          double count = counts[i];
          counts[i] = 0;
          neurons[firing] = from + i;
          counts[firing] = count;
          firing += count == 0 ? 0 : 1;
        }
        spikes.addAll(neurons, counts, firing);
        Arrays.fill(counts, 0, firing, 0);
      }
    }

    /** Where the block of a neuron ends; blocks are those of the whole population. */
    private int endOfBlock(int neuron, int neurons) {
      return Math.min(neurons, ((first + neuron) / BLOCK + 1) * BLOCK - first);
    }

    @Override
    public final boolean autonomous() {
      return false;
    }
  }

  /**
   * Draws the counts of a block together. What arrives at a neuron then adds further spikes to its
   * own, or leaves each of them with the probability that the rates are to each other: so what one
   * neuron hears changes no other, whoever runs it.
   */
  private static final class Together extends Generator {
    /** The draw whose lower 16 bits further spikes are drawn from. */
    private static final int FURTHER = Integer.MAX_VALUE;

    private final double rate;
    private final PoissonBlock undisturbed;

    Together(double rate, int first, double tickSeconds) {
      super(first, tickSeconds, new double[] {rate});
      this.rate = rate;
      undisturbed = PoissonBlock.of(mean(rate));
    }

    @Override
    long draw(
        double[] in, int from, int n, long tick, CounterRandom noise, double[] counts, int at) {
      int block = (first + from) / BLOCK;
      int begin = at + block * BLOCK - (first + from);
      long drawn = undisturbed.addTo(counts, begin, at + n, noise, tick, block);
      for (int i = 0; i < n; i++) {
        if (in[from + i] != 0) {
          counts[at + i] =
              shifted((int) counts[at + i], in[from + i], tick, first + from + i, noise);
          drawn = UNCOUNTED;
        }
      }
      return drawn;
    }

    private int shifted(int count, double in, long tick, int index, CounterRandom noise) {
      if (in > 0) {
        char half = (char) noise.bits(tick, index, FURTHER);
        return count + PoissonDraw.count(mean(in), half, noise, tick, index);
      }
      int left = 0;
      for (int k = 0; k < count; k++) {
        left += noise.uniform(tick, index, k) * rate < rate + in ? 1 : 0;
      }
      return left;
    }
  }

  /** Draws each count for itself; the draw for an undisturbed rate is prepared once. */
  private static final class Each extends Generator {
    private final double[] rate;
    private final PoissonDraw[] undisturbed;

    Each(double[] rate, int first, double tickSeconds) {
      super(first, tickSeconds, rate);
      this.rate = rate;
      undisturbed = new PoissonDraw[rate.length];
      for (int k = 0; k < rate.length; k++) {
        boolean same = k > 0 && rate[k] == rate[k - 1];
        undisturbed[k] = same ? undisturbed[k - 1] : PoissonDraw.of(mean(rate[k]));
      }
    }

    @Override
    long draw(
        double[] in, int from, int n, long tick, CounterRandom noise, double[] counts, int at) {
      char[] halves = new char[BLOCK];
      noise.many(tick, first + from, n, halves);
      long drawn = alike(in, from, n) ? undisturbed[0].many(halves, n, counts, at) : UNCOUNTED;
      if (drawn == UNCOUNTED) {
        for (int i = 0; i < n; i++) {
          counts[at + i] = count(from + i, in[from + i], halves[i], noise, tick);
        }
      }
      return drawn;
    }

    /** Whether all have one rate, which nothing shifts. */
    private boolean alike(double[] in, int from, int n) {
      if (rate.length > 1) {
        return false;
      }
      for (int i = from; i < from + n; i++) {
        if (in[i] != 0) {
          return false;
        }
      }
      return true;
    }

    private int count(int i, double in, char half, CounterRandom noise, long tick) {
      int k = rate.length == 1 ? 0 : i;
      return in == 0
          ? undisturbed[k].count(half, noise, tick, first + i)
          : PoissonDraw.count(mean(rate[k] + in), half, noise, tick, first + i);
    }
  }
}
