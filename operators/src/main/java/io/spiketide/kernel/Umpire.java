package io.spiketide.kernel;

import io.spiketide.competition.ContestState;
import io.spiketide.kernel.CompiledNetwork.CompiledCompetition;
import io.spiketide.kernel.CompiledNetwork.CompiledLearning;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * Lets the neurons of a population compete: shows its contest the state of an instance.
 * Single-threaded scratch that all instances share.
 */
final class Umpire {
  private static final double[] ABSENT = {};

  private final CompiledPopulation population;
  private final CompiledCompetition competition;
  private final ContestState view = new ContestState();
  private final Spikes winners = new Spikes(4);

  private Umpire(CompiledPopulation population, CompiledCompetition competition) {
    this.population = population;
    this.competition = competition;
    view.neurons = new double[competition.variables().length][];
  }

  /** The umpire of a population, null if it does not compete or is not run here. */
  static @Nullable Umpire of(CompiledPopulation population) {
    CompiledCompetition competition = population.competition();
    return competition == null || population.size() == 0
        ? null
        : new Umpire(population, competition);
  }

  /**
   * Takes away the spikes of those that lose.
   *
   * @return the spikes that teach
   */
  Spikes judge(KernelState state, Spikes fired, long tick, CounterRandom noise) {
    winners.clear();
    if (fired.size() > 0) {
      show(state);
      competition.contest().judge(view, fired, winners, tick, noise);
    }
    return competition.contest().choosesTeachers() ? winners : fired;
  }

  /** Whether what fires but is not heard keeps an instance from rest. */
  boolean dependsOnTick() {
    return competition.contest().dependsOnTick();
  }

  private void show(KernelState state) {
    view.own = state.arrays[competition.group()];
    view.learning = learns(population, state);
    double[][] variables = state.arrays[population.group()];
    for (int v = 0; v < view.neurons.length; v++) {
      int variable = competition.variables()[v];
      view.neurons[v] = variable < 0 ? ABSENT : variables[variable];
    }
  }

  /** Whether a projection onto a population learns at present. */
  static boolean learns(CompiledPopulation population, KernelState state) {
    for (CompiledProjection projection : population.incoming()) {
      CompiledLearning learning = projection.learning();
      if (learning != null
          && state.arrays[learning.group()][CompiledLearning.CONTROL][CompiledLearning.RATE] != 0) {
        return true;
      }
    }
    return false;
  }
}
