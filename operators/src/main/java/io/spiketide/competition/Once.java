package io.spiketide.competition;

import io.spiketide.catalog.ParameterSpec;
import io.spiketide.catalog.StateArray;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.List;

/**
 * Each neuron is heard once in an episode: its first spike passes, as one spike, the others do not.
 * What it needs is an episode that resets the network.
 *
 * <p>Source: the neurons of Mozafari et al. (2019), Front. Neurosci. 13:625.
 */
final class Once implements Competition {
  @Override
  public String name() {
    return "once";
  }

  @Override
  public String summary() {
    return "Each neuron is heard at most once in an episode.";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public Contest compile(CompetitionSettings settings) {
    return new FirstSpikes(settings.shape().size());
  }

  private record FirstSpikes(int neurons) implements Contest {
    @Override
    public List<StateArray> state() {
      return List.of(new StateArray("heard", neurons, 0));
    }

    @Override
    public void judge(
        ContestState state, Spikes fired, Spikes winners, long tick, CounterRandom noise) {
      keepFirst(state.own[0], fired);
    }
  }

  /** Takes away the spikes of neurons that were heard before. */
  static void keepFirst(double[] heard, Spikes fired) {
    int kept = 0;
    for (int s = 0; s < fired.size(); s++) {
      int neuron = fired.neuron(s);
      if (heard[neuron] == 0) {
        heard[neuron] = 1;
        fired.put(kept++, neuron, 1);
      }
    }
    fired.shrink(kept);
  }
}
