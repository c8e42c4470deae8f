package io.spiketide.competition;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * The first neuron that fires wins. If several fire in that tick, the one with the largest v does,
 * then the one with the lowest index. The others
 *
 * <pre>
 *   losers: silent   are not heard until the contest is open again
 *   losers: set      v <- v_losers;  they may fire again when they come back by themselves
 *   losers: lower    v <- max(min(v, v_losers), v - fall theta);  without a theta by fall
 * </pre>
 *
 * <p>With {@code t_inhibit} above 0 the contest is open again after that time, with 0 only in the
 * next episode that resets the network. Until then, what {@code silent} losers fire is taken away
 * and sets them to v_losers.
 *
 * <p>Models that put off their reset, and say so by the variables {@code crossed} and {@code
 * theta}, are compared by the potential at which they cross the threshold; others by that after the
 * reset.
 *
 * <p>Source: the two variants {@code set} (the Python model) and {@code lower} (the hardware) of
 * Gupta, Vyas and Trivedi (2020), ICECS, arXiv:2010.01200.
 */
final class WinnerTakeAll implements Competition {
  private static final int V = 0;
  private static final int CROSSED = 1;
  private static final int THETA = 2;
  private static final String LOSERS = "losers";

  @Override
  public String name() {
    return "winner_take_all";
  }

  @Override
  public String summary() {
    return "The first neuron to fire inhibits all others.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "t_inhibit", "ms", 0, Bound.NON_NEGATIVE, "Until it is open again; 0 for all episode."),
        ParameterSpec.of("v_losers", "mV", 0, Bound.ANY, "Potential of those that lose."),
        ParameterSpec.of(
            "fall", "", 0.5, Bound.NON_NEGATIVE, "Part of theta that losers are lowered by."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(LOSERS, List.of("silent", "set", "lower"), "What becomes of the others."));
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("v");
  }

  @Override
  public List<String> optionalVariables() {
    return List.of("crossed", "theta");
  }

  @Override
  public Contest compile(CompetitionSettings settings) {
    return new First(settings);
  }

  private static final class First implements Contest {
    private static final int WINNER = 0;
    private static final int TICK = 1;
    private static final double NOBODY = -1;

    private final boolean silent;
    private final boolean lower;
    private final long inhibition;
    private final double losersV;
    private final double fall;

    First(CompetitionSettings settings) {
      silent = settings.chosen(LOSERS, "silent");
      lower = settings.chosen(LOSERS, "lower");
      inhibition = settings.ticks("t_inhibit");
      losersV = settings.value("v_losers");
      fall = settings.value("fall");
    }

    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("winner", 1, NOBODY), new StateArray("tick", 1, 0));
    }

    @Override
    public boolean dependsOnTick() {
      return inhibition > 0;
    }

    @Override
    public void judge(
        ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise) {
      double[] winner = state.own[WINNER];
      double[] since = state.own[TICK];
      boolean open = winner[0] == NOBODY || (inhibition > 0 && tick - (long) since[0] > inhibition);
      if (open) {
        int best = best(state.neurons[V], fired);
        winner[0] = fired.neuron(best);
        since[0] = tick;
        keepOnly((int) winner[0], state, fired);
        inhibit((int) winner[0], state);
      } else if (silent) {
        keepOnly((int) winner[0], state, fired);
      }
    }

    /** Takes away the spikes of the others and what they have changed. */
    private void keepOnly(int winner, ContestState state, Spikes fired) {
      double[] crossed = state.neurons[CROSSED];
      int kept = 0;
      for (int s = 0; s < fired.size(); s++) {
        int neuron = fired.neuron(s);
        if (neuron == winner) {
          fired.put(kept++, neuron, fired.count(s));
        } else {
          if (crossed.length > 0) {
            crossed[neuron] = 0;
          }
          if (!lower) {
            state.neurons[V][neuron] = losersV;
          }
        }
      }
      fired.shrink(kept);
    }

    private void inhibit(int winner, ContestState state) {
      double[] v = state.neurons[V];
      double[] theta = state.neurons[THETA];
      for (int i = 0; i < v.length; i++) {
        if (i != winner) {
          double down = theta.length == 0 ? fall : fall * theta[i];
          v[i] = lower ? Math.max(Math.min(v[i], losersV), v[i] - down) : losersV;
        }
      }
    }
  }

  /** The entry with the largest potential, the first one on ties; there is at least one. */
  static int best(double[] v, Spikes fired) {
    int best = 0;
    for (int s = 1; s < fired.size(); s++) {
      if (v[fired.neuron(s)] > v[fired.neuron(best)]) {
        best = s;
      }
    }
    return best;
  }
}
