package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledCompetition;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when an instance is at rest: a tick without events, spikes in flight and noise that
 * changed no variable, so that none will until something comes. Single-threaded; what it knows is
 * of one run.
 */
final class Rest {
  /** Rest is looked for after 1, 2, 4, … quiet ticks, and every so many ticks at most. */
  private static final int LONGEST_INTERVAL = 256;

  private final CompiledNetwork net;
  private final HeardSpikes heard;
  private double @Nullable [][][] before;
  private int quietTicks;
  private boolean watching;

  Rest(CompiledNetwork net, HeardSpikes heard) {
    this.net = net;
    this.heard = heard;
  }

  /** Begins anew, with another instance or after something has come. */
  void restart() {
    quietTicks = 0;
    watching = false;
  }

  /** Before a tick: remembers the variables if it is time to look whether the tick changes them. */
  void watch(KernelState state, Arrivals arrivals) {
    watching = net.canRest && isPossible(state, arrivals) && isDue(++quietTicks);
    if (watching) {
      remember(state);
    }
  }

  /** After a tick: whether it was watched and has changed nothing. */
  boolean isFound(KernelState state) {
    return watching && isUnchanged(state);
  }

  private static boolean isDue(int quietTicks) {
    return Integer.bitCount(quietTicks) == 1 || quietTicks % LONGEST_INTERVAL == 0;
  }

  private boolean isPossible(KernelState state, Arrivals arrivals) {
    if (state.tick - state.lastActiveTick <= net.longestDelay
        || heard.nextArrival(arrivals) <= state.tick) {
      return false;
    }
    for (int i = 0; i < net.inputs.size(); i++) {
      CompiledInput input = net.inputs.get(i);
      if (net.used[i]
          && !input.encoding().autonomous()
          && !input.encoding().quiet(state.arrays[input.group()])) {
        return false;
      }
    }
    return true;
  }

  private void remember(KernelState state) {
    if (before == null) {
      before = net.newState().arrays;
    }
    for (int p : net.order) {
      CompiledPopulation population = net.populations.get(p);
      double[][] variables = state.arrays[population.group()];
      for (int v = 0; v < variables.length; v++) {
        System.arraycopy(variables[v], 0, before[population.group()][v], 0, variables[v].length);
      }
      CompiledCompetition competition = population.competition();
      for (int a = 0; competition != null && a < state.arrays[competition.group()].length; a++) {
        before[competition.group()][a] = state.arrays[competition.group()][a].clone();
      }
    }
  }

  private boolean isUnchanged(KernelState state) {
    if (before == null || state.lastActiveTick == state.tick - 1) {
      return false;
    }
    for (int p : net.order) {
      CompiledPopulation population = net.populations.get(p);
      double[][] variables = state.arrays[population.group()];
      for (int v = 0; v < variables.length; v++) {
        if (!Arrays.equals(variables[v], before[population.group()][v])) {
          return false;
        }
      }
      CompiledCompetition competition = population.competition();
      if (competition != null
          && !Arrays.deepEquals(state.arrays[competition.group()], before[competition.group()])) {
        return false;
      }
    }
    return true;
  }
}
