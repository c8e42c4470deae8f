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

  /** Mean count in a tick from which on counts are written into a table. */
  private static final double OFTEN = 0.1;

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

  private static double mean(double hertz, double tickSeconds) {
    return Math.min(PoissonDraw.MAX_MEAN, Math.max(0, hertz) * tickSeconds);
  }

  /**
   * Draws the counts of a block of neurons together. What arrives at a neuron then adds further
   * spikes to its own, or leaves each of them with the probability that the rates are to each
   * other: so what one neuron hears changes no other, whoever runs it.
   */
  private static final class Together implements Dynamics {
    /** Its lower 16 bits are those that further spikes are drawn from. */
    private static final int FURTHER = Integer.MAX_VALUE;

    private final double rate;
    private final int first;
    private final double tickSeconds;
    private final PoissonBlock undisturbed;
    private final boolean firesOften;

    Together(double rate, int first, double tickSeconds) {
      this.rate = rate;
      this.first = first;
      this.tickSeconds = tickSeconds;
      undisturbed = PoissonBlock.of(rate * tickSeconds);
      firesOften = rate * tickSeconds > OFTEN;
    }

    @Override
    public void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      double[] in = input[0];
      double[] table = firesOften ? spikes.table() : null;
      if (table == null) {
        stepInList(in, tick, noise, spikes);
      } else {
        stepInTable(in, tick, noise, spikes, table);
      }
    }

    private void stepInTable(
        double[] in, long tick, CounterRandom noise, Spikes spikes, double[] table) {
      int neurons = 0;
      long total = 0;
      for (int block = first / PoissonBlock.SIZE; begin(block) < in.length; block++) {
        long drawn = undisturbed.addTo(table, begin(block), in.length, noise, tick, block);
        neurons += (int) drawn;
        total += drawn >>> Integer.SIZE;
      }
      for (int i = 0; i < in.length; i++) {
        if (in[i] != 0) {
          int before = (int) table[i];
          int count = shifted(before, i, in[i], tick, noise);
          table[i] = count;
          neurons += Math.min(1, count) - Math.min(1, before);
          total += count - before;
        }
      }
      spikes.setTabled(neurons, total);
    }

    private void stepInList(double[] in, long tick, CounterRandom noise, Spikes spikes) {
      double[] counts = new double[PoissonBlock.SIZE];
      int[] neurons = new int[PoissonBlock.SIZE];
      for (int block = first / PoissonBlock.SIZE; begin(block) < in.length; block++) {
        int from = Math.max(0, begin(block));
        int n = Math.min(in.length, begin(block + 1)) - from;
        long drawn = undisturbed.addTo(counts, begin(block) - from, n, noise, tick, block);
        if (shift(in, from, n, tick, noise, counts) || drawn != 0) {
          int fired = 0;
          for (int i = 0; i < n; i++) {
            // Written in any case and kept where it is not 0, which nobody could predict.
            double count = counts[i];
            counts[i] = 0;
            neurons[fired] = from + i;
            counts[fired] = count;
            fired += count == 0 ? 0 : 1;
          }
          spikes.addAll(neurons, counts, fired);
          Arrays.fill(counts, 0, fired, 0);
        }
      }
    }

    /** Where a block begins, counted from the first neuron here. */
    private int begin(int block) {
      return block * PoissonBlock.SIZE - first;
    }

    /** Whether anything arrived at these neurons. */
    private boolean shift(
        double[] in, int from, int n, long tick, CounterRandom noise, double[] counts) {
      boolean any = false;
      for (int i = 0; i < n; i++) {
        if (in[from + i] != 0) {
          counts[i] = shifted((int) counts[i], from + i, in[from + i], tick, noise);
          any = true;
        }
      }
      return any;
    }

    private int shifted(int count, int i, double in, long tick, CounterRandom noise) {
      int index = first + i;
      if (in > 0) {
        char half = (char) noise.bits(tick, index, FURTHER);
        return count + PoissonDraw.count(mean(in, tickSeconds), half, noise, tick, index);
      }
      int left = 0;
      for (int k = 0; k < count; k++) {
        left += noise.uniform(tick, index, k) * rate < rate + in ? 1 : 0;
      }
      return left;
    }

    @Override
    public boolean autonomous() {
      return false;
    }
  }

  /** Draws each count for itself; the draw for an undisturbed rate is prepared once. */
  private static final class Each implements Dynamics {
    /**
     * Neurons whose random numbers are drawn together; a multiple of those that share a counter.
     */
    private static final int BLOCK = 64;

    private final double[] rate;
    private final int first;
    private final double tickSeconds;
    private final PoissonDraw[] undisturbed;
    private final boolean firesOften;

    Each(double[] rate, int first, double tickSeconds) {
      this.rate = rate;
      this.first = first;
      this.tickSeconds = tickSeconds;
      this.undisturbed = new PoissonDraw[rate.length];
      for (int k = 0; k < rate.length; k++) {
        boolean same = k > 0 && rate[k] == rate[k - 1];
        undisturbed[k] = same ? undisturbed[k - 1] : PoissonDraw.of(mean(rate[k], tickSeconds));
      }
      firesOften = Arrays.stream(rate).average().orElse(0) * tickSeconds > OFTEN;
    }

    @Override
    public void step(
        double[][] state, double[][] input, long tick, CounterRandom noise, Spikes spikes) {
      double[] in = input[0];
      double[] table = firesOften ? spikes.table() : null;
      if (table == null) {
        stepInList(in, tick, noise, spikes);
      } else {
        stepInTable(in, tick, noise, spikes, table);
      }
    }

    private void stepInTable(
        double[] in, long tick, CounterRandom noise, Spikes spikes, double[] table) {
      char[] halves = new char[BLOCK];
      int neurons = 0;
      long total = 0;
      for (int from = 0; from < in.length; from += BLOCK) {
        int n = Math.min(BLOCK, in.length - from);
        noise.many(tick, first + from, n, halves);
        long drawn = alike(in, from, n) ? undisturbed[0].many(halves, n, table, from) : -1;
        if (drawn >= 0) {
          neurons += (int) drawn;
          total += drawn >>> Integer.SIZE;
          continue;
        }
        for (int i = from; i < from + n; i++) {
          int count = count(i, in[i], halves[i - from], noise, tick);
          table[i] = count;
          neurons += Math.min(1, count);
          total += count;
        }
      }
      spikes.setTabled(neurons, total);
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

    private void stepInList(double[] in, long tick, CounterRandom noise, Spikes spikes) {
      char[] halves = new char[BLOCK];
      int[] neurons = new int[BLOCK];
      double[] counts = new double[BLOCK];
      for (int from = 0; from < in.length; from += BLOCK) {
        int n = Math.min(BLOCK, in.length - from);
        noise.many(tick, first + from, n, halves);
        int fired = 0;
        for (int i = from; i < from + n; i++) {
          int count = count(i, in[i], halves[i - from], noise, tick);
          // Written in any case and kept where it is not 0, which nobody could predict.
          neurons[fired] = i;
          counts[fired] = count;
          fired += Math.min(1, count);
        }
        spikes.addAll(neurons, counts, fired);
      }
    }

    private int count(int i, double in, char half, CounterRandom noise, long tick) {
      int k = rate.length == 1 ? 0 : i;
      return in == 0
          ? undisturbed[k].count(half, noise, tick, first + i)
          : PoissonDraw.count(mean(rate[k] + in, tickSeconds), half, noise, tick, first + i);
    }

    @Override
    public boolean autonomous() {
      return false;
    }
  }
}
