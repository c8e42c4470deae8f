package io.spiketide.competition;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.ParameterSpec.Bound;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * In an episode k neurons win: those that fire first, of several in one tick those with the largest
 * v, then the lowest index. A winner inhibits its whole feature map, and with {@code radius} R
 * above 0 all maps within the square of 2 R + 1 around it. The population's shape is {@code
 * [features, height, width]}.
 *
 * <p>With {@code losers: silent} nobody is heard but the winners. With {@code losers: heard} the
 * first spike of each neuron is, and projections learn from the winners alone, so that one network
 * can learn features and pass them on.
 *
 * <p>{@code drop}: probability that a feature map takes no part, drawn anew every {@code
 * drop_every} episodes (of those in which anything fires), while a projection onto the population
 * learns.
 *
 * <p>Source: Mozafari et al. (2019), Front. Neurosci. 13:625; there the order is that of a score in
 * which each earlier step outweighs any potential.
 */
final class KWinners implements Competition {
  @Override
  public String name() {
    return "k_winners";
  }

  @Override
  public String summary() {
    return "The first k neurons of an episode win, one per feature map, apart from each other.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of("k", "", 1, Bound.POSITIVE, "Number of winners."),
        ParameterSpec.of(
            "radius", "", 0, Bound.NON_NEGATIVE, "How far around a winner no other one is."),
        ParameterSpec.of(
            "drop", "", 0, Bound.FRACTION, "Probability that a map is left out while it learns."),
        ParameterSpec.of(
            "drop_every", "", 1, Bound.POSITIVE, "Episodes after which maps are drawn anew."));
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            "losers", List.of("silent", "heard"), "Whether neurons that do not win are heard."));
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("v");
  }

  @Override
  public Contest compile(CompetitionSettings settings) {
    return new Race(settings);
  }

  private static final class Race implements Contest {
    private static final int WINNERS = 0;
    private static final int MAPS = 1;
    private static final int PLACES = 2;
    private static final int HEARD = 3;
    private static final int SEEN = 4;
    private static final int EPISODES = 5;

    private final Maps maps;
    private final int k;
    private final int radius;
    private final double drop;
    private final int dropEvery;
    private final boolean heard;

    Race(CompetitionSettings settings) {
      maps = Maps.of(settings.shape());
      k = settings.whole("k", 1);
      radius = settings.whole("radius", 0);
      drop = settings.value("drop");
      dropEvery = settings.whole("drop_every", 1);
      heard = settings.chosen("losers", "heard");
    }

    @Override
    public List<StateArray> state() {
      return List.of(
          new StateArray("winners", 1, 0),
          new StateArray("map_taken", maps.features(), 0),
          new StateArray("place_taken", maps.places(), 0),
          new StateArray("heard", heard ? maps.features() * maps.places() : 0, 0),
          new StateArray("seen", 1, 0));
    }

    @Override
    public List<StateArray> lasting() {
      return List.of(new StateArray("episodes", 1, 0));
    }

    @Override
    public boolean choosesTeachers() {
      return heard;
    }

    @Override
    public void judge(
        ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise) {
      if (state.own[SEEN][0] == 0) {
        state.own[SEEN][0] = 1;
        dropMaps(state, noise);
        state.own[EPISODES][0]++;
      }
      if (heard) {
        Once.keepFirst(state.own[HEARD], fired);
      }
      int chosen = 0;
      while (state.own[WINNERS][0] < k) {
        int best = best(state, fired);
        if (best < 0) {
          break;
        }
        take(state, fired.neuron(best));
        // Those that win stand marked by a negative count until all are found.
        fired.put(best, fired.neuron(best), -fired.count(best));
        chosen++;
      }
      if (heard) {
        tell(fired, winners, chosen);
      } else {
        keep(fired);
      }
    }

    private void dropMaps(ContestState state, CounterRandom noise) {
      long period = (long) state.own[EPISODES][0] / dropEvery;
      for (int f = 0; drop > 0 && state.learning && f < maps.features(); f++) {
        if (noise.uniform(period, f, DRAW) < drop) {
          state.own[MAPS][f] = 1;
        }
      }
    }

    private int best(ContestState state, Spikes fired) {
      double[] v = state.neurons[0];
      int best = -1;
      for (int s = 0; s < fired.size(); s++) {
        int neuron = fired.neuron(s);
        boolean free =
            fired.count(s) > 0
                && state.own[MAPS][maps.feature(neuron)] == 0
                && state.own[PLACES][maps.place(neuron)] == 0;
        if (free && (best < 0 || v[neuron] > v[fired.neuron(best)])) {
          best = s;
        }
      }
      return best;
    }

    private void take(ContestState state, int neuron) {
      state.own[WINNERS][0]++;
      state.own[MAPS][maps.feature(neuron)] = 1;
      int row = maps.place(neuron) / maps.width();
      int column = maps.place(neuron) % maps.width();
      for (int r = Math.max(0, row - radius);
          radius > 0 && r <= Math.min(maps.height() - 1, row + radius);
          r++) {
        for (int c = Math.max(0, column - radius);
            c <= Math.min(maps.width() - 1, column + radius);
            c++) {
          state.own[PLACES][r * maps.width() + c] = 1;
        }
      }
    }

    private static void tell(Spikes fired, Spikes winners, int chosen) {
      for (int s = 0; chosen > 0 && s < fired.size(); s++) {
        if (fired.count(s) < 0) {
          fired.put(s, fired.neuron(s), -fired.count(s));
          winners.add(fired.neuron(s), fired.count(s));
        }
      }
    }

    private static void keep(Spikes fired) {
      int kept = 0;
      for (int s = 0; s < fired.size(); s++) {
        if (fired.count(s) < 0) {
          fired.put(kept++, fired.neuron(s), 1);
        }
      }
      fired.shrink(kept);
    }
  }
}
