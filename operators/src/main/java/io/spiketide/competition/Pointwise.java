package io.spiketide.competition;

import io.spiketide.catalog.OptionSpec;
import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * At each place of the feature maps the neuron that fires first in an episode silences those of all
 * other maps; of several in one tick the one with the largest v does, then that of the first map.
 * The population's shape is {@code [features, height, width]}.
 *
 * <p>Source: pointwise inhibition of Mozafari et al. (2019), Front. Neurosci. 13:625.
 */
final class Pointwise implements Competition {
  @Override
  public String name() {
    return "pointwise";
  }

  @Override
  public String summary() {
    return "At each place of the feature maps one neuron is heard in an episode, the first.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec("winner", List.of("once", "again"), "How often the winner is heard."));
  }

  @Override
  public List<String> neuronVariables() {
    return List.of("v");
  }

  @Override
  public Contest compile(CompetitionSettings settings) {
    return new Places(Maps.of(settings.shape()), settings.chosen("winner", "again"));
  }

  private record Places(Maps maps, boolean again) implements Contest {
    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("winner", maps.places(), 0));
    }

    /** A winner is kept as its index + 1, negative until all spikes of its tick are compared. */
    @Override
    public void judge(
        ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise) {
      double[] winner = state.own[0];
      double[] v = state.neurons[0];
      for (int s = 0; s < fired.size(); s++) {
        int neuron = fired.neuron(s);
        int place = maps.place(neuron);
        int before = (int) winner[place];
        if (before == 0 || (before < 0 && v[neuron] > v[-before - 1])) {
          winner[place] = -(neuron + 1);
        }
      }
      int kept = 0;
      for (int s = 0; s < fired.size(); s++) {
        int neuron = fired.neuron(s);
        int place = maps.place(neuron);
        boolean now = winner[place] == -(neuron + 1);
        if (now || (again && winner[place] == neuron + 1)) {
          winner[place] = neuron + 1;
          fired.put(kept++, neuron, again ? fired.count(s) : 1);
        }
      }
      fired.shrink(kept);
    }
  }
}
