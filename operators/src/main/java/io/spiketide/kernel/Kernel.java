package io.spiketide.kernel;

import io.spiketide.encoding.TickEvents;
import io.spiketide.kernel.CompiledNetwork.CompiledInput;
import io.spiketide.kernel.CompiledNetwork.CompiledPopulation;
import io.spiketide.kernel.CompiledNetwork.CompiledProjection;
import io.spiketide.kernel.CompiledNetwork.CompiledReadout;
import io.spiketide.network.ReadoutSpec.Window;
import io.spiketide.network.StateRecording;
import io.spiketide.neuron.Spikes;
import io.spiketide.random.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs instances of a compiled network, one at a time, tick by tick. Single-threaded: it owns
 * scratch memory that all instances share; what an instance remembers is in its {@link
 * KernelState}.
 *
 * <pre>
 * a tick: marks that end ─► marks that start ─► inputs encode ─► for each population in zero-delay
 *         order {biases and spikes arrive ─► update ─► threshold} ─► readouts ─► recordings
 * </pre>
 *
 * <p>Spikes of tick t of a source arrive over a projection of smallest delay d at the start of tick
 * t + d, in the order projection, source neuron, target neuron; synapses with a longer delay add to
 * the ring then. A sum is therefore the same however events and spikes were cut into packets.
 */
public final class Kernel {
  private static final double[] NO_VARIABLE = {};

  /** Rest is looked for after 1, 2, 4, … quiet ticks, and every so many ticks at most. */
  private static final int REST_CHECK = 256;

  private final CompiledNetwork net;
  private final int inputCount;

  // scratch, shared by all instances
  private final TickEvents events = new TickEvents();
  private final Spikes[] present;
  private final double[][][][] rings;
  private final double[][][] arrivals;
  private final double[] @Nullable [][] maxima;
  private final double[][] answers;
  private final CounterRandom noNoise;
  private double @Nullable [][][] before;

  // counters since the kernel was made
  private final long[] spikeCounts;
  private long synapticOperations;
  private long ticks;

  public Kernel(CompiledNetwork net) {
    this.net = net;
    inputCount = net.inputs.size();
    int populations = net.populations.size();
    present = new Spikes[inputCount + populations];
    for (int s = 0; s < present.length; s++) {
      present[s] = new Spikes(16);
    }
    rings = new double[populations][][][];
    arrivals = new double[populations][][];
    for (int p = 0; p < populations; p++) {
      CompiledPopulation population = net.populations.get(p);
      int receptors = population.ringGroups().length;
      rings[p] = new double[receptors][][];
      arrivals[p] = new double[receptors][];
      for (int r = 0; r < receptors; r++) {
        if (population.ringGroups()[r] < 0) {
          rings[p][r] = new double[][] {new double[population.size()]};
        }
      }
    }
    maxima = new double[populations][][];
    answers = new double[net.readouts.size()][];
    for (int r = 0; r < answers.length; r++) {
      answers[r] = new double[net.readouts.get(r).classes()];
    }
    spikeCounts = new long[inputCount + populations];
    noNoise = new CounterRandom(0, io.spiketide.random.Purpose.NOISE, "", "");
  }

  /** Spikes (sum of counts of spiking populations) per source since the kernel was made. */
  public long spikeCount(int source) {
    return spikeCounts[source];
  }

  /** Synaptic events served since the kernel was made. */
  public long synapticOperations() {
    return synapticOperations;
  }

  /** Ticks run since the kernel was made, skipped ones not counted. */
  public long ticks() {
    return ticks;
  }

  /**
   * Runs all ticks below {@code until}. An instance that has not started does so at its first event
   * or mark.
   *
   * @param instance name of the instance, which chooses its random numbers
   * @param until the first tick that is not complete yet
   */
  public void run(
      KernelState state, String instance, long until, Arrivals arrivals, KernelOutput out) {
    if (!state.started) {
      long first = arrivals.nextTick();
      if (first >= until) {
        return;
      }
      start(state, first);
    }
    endEpisodes(state, arrivals, out);
    int quietTicks = 0;
    while (state.tick < until) {
      startEpisodes(state, arrivals, out);
      boolean lookForRest = net.canRest && restIsPossible(state, arrivals) && due(++quietTicks);
      if (lookForRest) {
        remember(state);
      }
      step(state, instance, arrivals, out);
      state.tick++;
      atBoundary(state, arrivals, out);
      if (lookForRest && isUnchanged(state)) {
        skipRest(state, instance, until, arrivals, out);
        quietTicks = 0;
      }
    }
  }

  private static boolean due(int quietTicks) {
    return Integer.bitCount(quietTicks) == 1 || quietTicks % REST_CHECK == 0;
  }

  private void start(KernelState state, long tick) {
    state.started = true;
    state.tick = tick;
    state.startTick = tick;
    state.lastActiveTick = tick;
    state.episode = Episode.unmarked(tick);
  }

  // ---- one tick

  private void step(KernelState state, String instance, Arrivals arrivals, KernelOutput out) {
    long tick = state.tick;
    ticks++;
    boolean active = encodeInputs(state, instance, tick, arrivals);
    for (int p : net.order) {
      active |= runPopulation(state, instance, p, tick, out);
    }
    if (active) {
      state.lastActiveTick = tick;
    }
    for (int r = 0; r < net.readouts.size(); r++) {
      CompiledReadout readout = net.readouts.get(r);
      double[] variable =
          readout.variable() < 0
              ? NO_VARIABLE
              : state.arrays[net.populations.get(readout.population()).group()][readout.variable()];
      Spikes spikes = spikesOf(state, inputCount + readout.population(), tick);
      long into = tick - windowStart(state, readout, tick);
      readout.reading().observe(state.arrays[readout.group()], into, spikes, variable);
    }
    for (int r = 0; r < net.recordings.length; r++) {
      StateRecording recording = net.network.recordings().get(r);
      if (Math.floorMod(tick, (long) recording.everyTicks()) == 0) {
        int[] at = net.recordings[r];
        out.sample(r, tick, state.arrays[net.populations.get(at[0]).group()][at[1]]);
      }
    }
  }

  private boolean encodeInputs(KernelState state, String instance, long tick, Arrivals arrivals) {
    boolean active = false;
    for (int i = 0; i < inputCount; i++) {
      CompiledInput input = net.inputs.get(i);
      events.clear();
      arrivals.take(i, tick, events);
      Spikes spikes = spikesOf(state, i, tick);
      spikes.clear();
      CounterRandom noise = noise(state, instance, i, input.encoding().autonomous());
      input.encoding().encode(events, state.arrays[input.group()], tick, noise, spikes);
      spikeCounts[i] += total(spikes);
      active |= events.size() > 0 || spikes.size() > 0;
    }
    return active;
  }

  private boolean runPopulation(
      KernelState state, String instance, int p, long tick, KernelOutput out) {
    CompiledPopulation population = net.populations.get(p);
    int[] ringGroups = population.ringGroups();
    double[][] input = arrivals[p];
    for (int r = 0; r < input.length; r++) {
      double[][] ring = ring(state, p, r, ringGroups);
      input[r] = ring[(int) Math.floorMod(tick, (long) ring.length)];
    }
    for (CompiledProjection projection : population.incoming()) {
      int r = projection.receptor();
      if (projection.bias() != null) {
        add(projection.bias(), input[r]);
      }
      long emitted = tick - projection.synapses().minDelay();
      Spikes spikes = spikesOf(state, projection.source(), emitted);
      if (spikes.size() > 0) {
        synapticOperations += deliver(state, p, projection, spikes, tick);
      }
    }
    Spikes spikes = spikesOf(state, inputCount + p, tick);
    spikes.clear();
    CounterRandom noise =
        noise(state, instance, inputCount + p, population.dynamics().autonomous());
    population.dynamics().step(state.arrays[population.group()], input, tick, noise, spikes);
    for (double[] sums : input) {
      Arrays.fill(sums, 0);
    }
    if (spikes.size() == 0) {
      return false;
    }
    if (!population.model().graded()) {
      spikeCounts[inputCount + p] += total(spikes);
    }
    if (population.population().publish()) {
      out.spikes(p, tick, spikes);
    }
    return true;
  }

  private long deliver(
      KernelState state, int p, CompiledProjection projection, Spikes spikes, long tick) {
    int r = projection.receptor();
    double[][] ring = ring(state, p, r, net.populations.get(p).ringGroups());
    int slot = (int) Math.floorMod(tick, (long) ring.length);
    if (!projection.synapses().takesMaximum()) {
      return projection.synapses().deliver(spikes, ring, slot);
    }
    double[][] largest = maxima[p];
    if (largest == null) {
      largest = new double[][] {new double[ring[slot].length]};
      maxima[p] = largest;
    }
    long operations = projection.synapses().deliver(spikes, largest, 0);
    add(largest[0], ring[slot]);
    Arrays.fill(largest[0], 0);
    return operations;
  }

  private double[][] ring(KernelState state, int p, int receptor, int[] ringGroups) {
    int group = ringGroups[receptor];
    return group < 0 ? rings[p][receptor] : state.arrays[group];
  }

  /** The spikes of a source in a tick: of the present tick, or one that is still in its history. */
  private Spikes spikesOf(KernelState state, int source, long tick) {
    @Nullable Spikes[] slots = state.history[source];
    if (slots.length == 0) {
      return present[source];
    }
    int slot = (int) Math.floorMod(tick, (long) slots.length);
    Spikes spikes = slots[slot];
    if (spikes == null) {
      spikes = new Spikes(4);
      slots[slot] = spikes;
    }
    return spikes;
  }

  private CounterRandom noise(
      KernelState state, String instance, int source, boolean needsNoNoise) {
    return needsNoNoise ? noNoise : state.noise(net, source, instance);
  }

  private static void add(double[] bias, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += bias[i];
    }
  }

  private static long total(Spikes spikes) {
    double[] counts = spikes.counts();
    double total = 0;
    for (int i = 0; i < spikes.size(); i++) {
      total += counts[i];
    }
    return (long) total;
  }

  // ---- episodes and windows

  private void atBoundary(KernelState state, Arrivals arrivals, KernelOutput out) {
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
    endEpisodes(state, arrivals, out);
  }

  private void endEpisodes(KernelState state, Arrivals arrivals, KernelOutput out) {
    Mark mark;
    while ((mark = arrivals.takeMark(state.tick, false)) != null) {
      String label = mark.label().isEmpty() ? state.episode.label() : mark.label();
      endEpisode(state, mark.id(), label, out);
      state.episode = Episode.unmarked(state.tick);
    }
  }

  private void startEpisodes(KernelState state, Arrivals arrivals, KernelOutput out) {
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
    int winner =
        readout.reading().answer(state.arrays[readout.group()], state.tick - first, values);
    out.decision(r, episode, label, first, state.tick, winner, values);
  }

  private static long windowStart(KernelState state, CompiledReadout readout, long tick) {
    if (readout.spec().window() instanceof Window.Ticks window) {
      return Math.max(state.startTick, tick - Math.floorMod(tick, window.every()));
    }
    return state.episode.firstTick();
  }

  // ---- rest: ticks that provably change nothing are not run

  private boolean restIsPossible(KernelState state, Arrivals arrivals) {
    if (state.tick - state.lastActiveTick <= net.longestDelay
        || arrivals.nextTick() <= state.tick) {
      return false;
    }
    for (CompiledInput input : net.inputs) {
      if (!input.encoding().autonomous() && !input.encoding().quiet(state.arrays[input.group()])) {
        return false;
      }
    }
    return true;
  }

  private void remember(KernelState state) {
    if (before == null) {
      before = net.newState().arrays;
    }
    for (CompiledPopulation population : net.populations) {
      double[][] variables = state.arrays[population.group()];
      for (int v = 0; v < variables.length; v++) {
        System.arraycopy(variables[v], 0, before[population.group()][v], 0, variables[v].length);
      }
    }
  }

  private boolean isUnchanged(KernelState state) {
    if (before == null || state.lastActiveTick == state.tick - 1) {
      return false;
    }
    for (CompiledPopulation population : net.populations) {
      double[][] variables = state.arrays[population.group()];
      for (int v = 0; v < variables.length; v++) {
        if (!Arrays.equals(variables[v], before[population.group()][v])) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The last tick changed nothing, so none will until something arrives: ticks are left out up to
   * the next event, mark, window or stop of the output. The first tick of each window is run, so
   * that readouts see the resting state.
   */
  private void skipRest(
      KernelState state, String instance, long until, Arrivals arrivals, KernelOutput out) {
    while (state.tick < until && arrivals.nextTick() > state.tick) {
      long next = Math.min(until, Math.min(arrivals.nextTick(), out.nextStop(state.tick)));
      for (CompiledReadout readout : net.readouts) {
        if (readout.spec().window() instanceof Window.Ticks window) {
          next = Math.min(next, (Math.floorDiv(state.tick, window.every()) + 1) * window.every());
        }
      }
      if (next == state.tick + 1 || isFirstOfWindow(state)) {
        step(state, instance, arrivals, out);
        state.tick++;
      } else {
        state.tick = next;
      }
      atBoundary(state, arrivals, out);
    }
  }

  private boolean isFirstOfWindow(KernelState state) {
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
