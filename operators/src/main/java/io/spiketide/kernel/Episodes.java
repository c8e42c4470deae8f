package io.spiketide.kernel;

import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.neuron.Spikes;
import io.spiketide.readout.Reading;

/**
 * Episodes and windows: when readouts start, answer and slide, and when the state starts anew.
 * Single-threaded scratch that all instances share.
 */
final class Episodes {
  private final CompiledNetwork net;
  private final Learner[][] learners;
  private final double[][] answers;
  private final Spikes none = new Spikes(0);

  /**
   * @param learners by population
   */
  Episodes(CompiledNetwork net, Learner[][] learners) {
    this.net = net;
    this.learners = learners;
    answers = new double[net.readouts.size()][];
    for (int r = 0; r < answers.length; r++) {
      answers[r] = new double[net.readouts.get(r).classes()];
    }
  }

  /** After a tick: windows that end answer and slide, then episodes end. */
  void atBoundary(KernelState state, Arrivals arrivals, KernelOutput out) {
    out.reached(state.tick);
    for (int r = 0; r < net.readouts.size(); r++) {
      CompiledReadout readout = net.readouts.get(r);
      if (readout.spec().window() instanceof Window.Ticks window
          && Math.floorMod(state.tick, window.every()) == 0) {
        long first = Math.max(state.startTick, state.tick - window.length());
        answer(state, r, "", "", first, out);
        readout.reading().slide(state.arrays[readout.group()]);
      }
    }
    end(state, arrivals, out);
  }

  /** Ends the episodes whose marks are at the present tick. */
  void end(KernelState state, Arrivals arrivals, KernelOutput out) {
    Mark mark;
    while ((mark = arrivals.takeMark(state.tick, false)) != null) {
      String label = mark.label().isEmpty() ? state.episode.label() : mark.label();
      endEpisode(state, mark.id(), label, out);
      state.episode = Episode.unmarked(state.tick);
    }
  }

  /** Starts the episodes whose marks are at the present tick. */
  void start(KernelState state, Arrivals arrivals, KernelOutput out) {
    Mark mark;
    while ((mark = arrivals.takeMark(state.tick, true)) != null) {
      if (state.episode.marked()) {
        endEpisode(state, state.episode.id(), state.episode.label(), out);
      }
      if (net.network.instances().resetAtEpisode()) {
        net.reset(state);
        state.startTick = state.tick;
      }
      startEpisodeReadouts(state);
      state.episode = new Episode(mark.id(), mark.label(), state.tick, true);
      state.lastActiveTick = state.tick;
    }
  }

  private void endEpisode(KernelState state, String id, String label, KernelOutput out) {
    for (int r = 0; r < net.readouts.size(); r++) {
      if (net.readouts.get(r).spec().window() instanceof Window.Episode) {
        answer(state, r, id, label, state.episode.firstTick(), out);
      }
    }
    for (Learner[] ofPopulation : learners) {
      for (Learner learner : ofPopulation) {
        learner.episodeEnded(state, label, state.tick);
      }
    }
    startEpisodeReadouts(state);
  }

  private void startEpisodeReadouts(KernelState state) {
    for (CompiledReadout readout : net.readouts) {
      if (readout.spec().window() instanceof Window.Episode) {
        readout.reading().start(state.arrays[readout.group()]);
      }
    }
  }

  private void answer(
      KernelState state, int r, String episode, String label, long first, KernelOutput out) {
    CompiledReadout readout = net.readouts.get(r);
    double[] values = answers[r];
    CompiledPopulation population = net.populations.get(readout.population());
    if (readout.weighs() && population.size() > 0) {
      double[] shares = Saturation.shares(population, state);
      readout.reading().observe(state.arrays[readout.group()], state.tick - first, none, shares);
    }
    int winner =
        readout.reading().answer(state.arrays[readout.group()], state.tick - first, values);
    if (winner == Reading.UNCHANGED) {
      return;
    }
    out.decision(r, episode, label, first, state.tick, winner, values);
  }

  /** The first tick that a readout's answer at hand is about. */
  static long windowStart(KernelState state, CompiledReadout readout, long tick) {
    if (readout.spec().window() instanceof Window.Ticks window) {
      return Math.max(state.startTick, tick - Math.floorMod(tick, window.every()));
    }
    return state.episode.firstTick();
  }

  /** Whether an episode or a window begins at the present tick. */
  boolean isFirstOfWindow(KernelState state) {
    if (state.tick == state.episode.firstTick()) {
      return true;
    }
    for (CompiledReadout readout : net.readouts) {
      if (readout.spec().window() instanceof Window.Ticks window
          && Math.floorMod(state.tick, window.every()) == 0) {
        return true;
      }
    }
    return false;
  }
}
