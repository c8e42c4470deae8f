package io.spiketide.competition;

import io.spiketide.catalog.CatalogChecks;
import io.spiketide.catalog.StateArray;
import io.spiketide.network.Shape;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import io.spiketide.random.Purpose;
import io.spiketide.time.TimeBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One contest on scripted spikes, ticks of 1 ms. */
final class ContestRun {
  final ContestState state = new ContestState();
  final double[] v;
  private final Contest contest;
  private final List<StateArray> arrays;
  private final CounterRandom noise = new CounterRandom(1, Purpose.NOISE, "test", "");
  private Spikes winners = new Spikes(4);

  ContestRun(Competition competition, Shape shape, String... given) {
    contest =
        competition.compile(
            new CompetitionSettings(
                shape, TimeBase.ofMicros(1000), CatalogChecks.arguments(competition, given)));
    arrays = Stream.concat(contest.state().stream(), contest.lasting().stream()).toList();
    state.own = new double[arrays.size()][];
    for (int a = 0; a < arrays.size(); a++) {
      state.own[a] = new double[arrays.get(a).length()];
      Arrays.fill(state.own[a], arrays.get(a).initial());
    }
    v = new double[shape.size()];
    state.neurons = new double[1 + competition.optionalVariables().size()][];
    Arrays.fill(state.neurons, new double[0]);
    state.neurons[0] = v;
    state.learning = true;
  }

  /** Which neurons are heard of those that fire, ascending. */
  List<Integer> heard(long tick, int... fire) {
    Spikes fired = Spikes.withTable(v.length);
    for (int neuron : fire) {
      fired.add(neuron);
    }
    winners = new Spikes(4);
    if (fire.length > 0) {
      contest.judge(state, fired, winners, tick, noise);
    }
    return list(fired);
  }

  /** Who won in the tick before, where a contest chooses who teaches. */
  List<Integer> teachers() {
    return list(winners);
  }

  /** Begins an episode anew. */
  void reset() {
    for (int a = 0; a < contest.state().size(); a++) {
      Arrays.fill(state.own[a], arrays.get(a).initial());
    }
    Arrays.fill(v, 0);
  }

  private static List<Integer> list(Spikes spikes) {
    List<Integer> neurons = new ArrayList<>();
    for (int s = 0; s < spikes.size(); s++) {
      neurons.add(spikes.neuron(s));
    }
    return neurons;
  }
}
