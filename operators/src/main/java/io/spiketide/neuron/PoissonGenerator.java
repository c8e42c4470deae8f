package io.spiketide.neuron;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.random.CounterRandom;
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
    return new Generator(
        Columns.of(settings).of("rate"),
        settings.first(),
        settings.time().tickMillis() * SECONDS_PER_MILLISECOND);
  }

  /** Draws the counts; the draw for an undisturbed rate is prepared once. */
  private static final class Generator implements Dynamics {
    /**
     * Neurons whose random numbers are drawn together; a multiple of those that share a counter.
     */
    private static final int BLOCK = 64;

    /** Mean count in a tick from which on counts are written into a table. */
    private static final double OFTEN = 0.1;

    private final double[] rate;
    private final int first;
    private final double tickSeconds;
    private final PoissonDraw[] undisturbed;
    private final boolean firesOften;

    Generator(double[] rate, int first, double tickSeconds) {
      this.rate = rate;
      this.first = first;
      this.tickSeconds = tickSeconds;
      this.undisturbed = new PoissonDraw[rate.length];
      for (int k = 0; k < rate.length; k++) {
        boolean same = k > 0 && rate[k] == rate[k - 1];
        undisturbed[k] = same ? undisturbed[k - 1] : PoissonDraw.of(mean(rate[k]));
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
          : PoissonDraw.count(mean(rate[k] + in), half, noise, tick, first + i);
    }

    @Override
    public boolean autonomous() {
      return false;
    }

    private double mean(double hertz) {
      return Math.min(PoissonDraw.MAX_MEAN, Math.max(0, hertz) * tickSeconds);
    }
  }
}
